import type { Knex } from 'knex';
import { askedOf } from '../campaigns/campaignRules';
import { readItemGroups } from '../campaigns/campaignRows';
import { readChangeHeads } from '../schema-changes/changeRows';
import { readReadersOf } from '../schema-changes/readerRows';
import { readReaders } from '../schema-changes/readReaders';
import { decidersOf, type Responsible } from './deciders';
import { readGrants } from './grantRows';
import type { Relationships } from './Relationships';
import { readItems } from './requestRows';

function refs(list: Array<string | undefined>): string[] {
  return [...new Set(list.filter((ref): ref is string => ref !== undefined))];
}

function ownersOf({ productOwner, domainOwner }: Responsible): string[] {
  return refs([productOwner ?? domainOwner]);
}

/** Whom to tell of what, as refs of users and groups. */
export class AccessPeople {
  readonly #db: Knex;
  readonly #relationships: Relationships;
  readonly #unseenMs: number;
  readonly #clock: () => number;

  constructor(options: {
    db: Knex;
    relationships: Relationships;
    /** So long after its last progress a group still counts as a reader. */
    unseenMs: number;
    clock?: () => number;
  }) {
    this.#db = options.db;
    this.#unseenMs = options.unseenMs;
    this.#clock = options.clock ?? Date.now;
    this.#relationships = options.relationships;
  }

  /** Who can decide the step that an item is at; nobody once it is decided. */
  async decidersOfItem(itemId: string): Promise<string[]> {
    const [item] = await readItems(this.#db, { id: itemId });
    if (!item || item.state !== 'pending') return [];
    const { responsible } = await this.#relationships.products();
    return decidersOf(
      item.steps[item.step],
      responsible(item.productRef),
      item.escalatedAt !== undefined,
    );
  }

  /** Owners of the product and of the consumer of a grant. */
  async ownersOfGrant(
    grantId: string,
  ): Promise<{ product: string[]; consumer: string[] }> {
    const [grant] = await readGrants(this.#db, { id: grantId });
    if (!grant) return { product: [], consumer: [] };
    const { responsible } = await this.#relationships.products();
    const owners = await this.#relationships.consumerOwners([
      grant.consumerRef,
    ]);
    return {
      product: ownersOf(responsible(grant.productRef)),
      consumer: refs([owners.get(grant.consumerRef)]),
    };
  }

  /** Who has yet to answer in a campaign, each with for how many grants. */
  async askedInCampaign(
    campaignId: string,
  ): Promise<Array<{ owner: string; grants: number }>> {
    const { responsible } = await this.#relationships.products();
    const waiting = new Map<string, number>();
    for (const group of await readItemGroups(this.#db, [campaignId])) {
      if (group.state !== 'open') continue;
      const owner = askedOf(responsible(group.productRef));
      if (!owner) continue;
      waiting.set(owner, (waiting.get(owner) ?? 0) + group.count);
    }
    return [...waiting].map(([owner, grants]) => ({ owner, grants }));
  }

  /** Who stands behind a product, and behind those who read a topic of it. */
  async ownersAround(
    productRef: string,
    cluster: string,
    topic: string,
  ): Promise<{ product: string[]; readers: string[] }> {
    const { readers } = await readReaders(
      this.#db,
      cluster,
      [topic],
      this.#clock(),
      this.#unseenMs,
    );
    const consumers = readers.flatMap(({ kind, key }) =>
      kind === 'consumer' ? [key] : [],
    );
    const { responsible } = await this.#relationships.products();
    const owners = await this.#relationships.consumerOwners(consumers);
    return {
      product: ownersOf(responsible(productRef)),
      readers: refs(consumers.map(ref => owners.get(ref))),
    };
  }

  /** Who stands behind consumers, by their refs. */
  async ownersOfConsumers(consumers: string[]): Promise<Map<string, string>> {
    return this.#relationships.consumerOwners(consumers);
  }

  /** Who is asked about a change of a schema, and who could override them. */
  async askedAboutSchema(changeId: string): Promise<{
    waiting: Array<{ consumer: string; owner: string }>;
    readers: string[];
    overriders: string[];
  }> {
    const [change] = await readChangeHeads(this.#db, { id: changeId });
    const found = (await readReadersOf(this.#db, [changeId])).get(changeId);
    const readers = (found ?? []).filter(
      ({ kind, leftAt }) => kind === 'consumer' && leftAt === undefined,
    );
    const owners = await this.#relationships.consumerOwners(
      readers.map(({ key }) => key),
    );
    const { responsible } = await this.#relationships.products();
    const { steward, domainOwner } = responsible(change?.productRef);
    const isOpen = change?.state === 'open';
    return {
      waiting: readers.flatMap(({ key: consumer, answer }) => {
        const owner = owners.get(consumer);
        return isOpen && !answer && owner ? [{ consumer, owner }] : [];
      }),
      readers: refs(readers.map(({ key }) => owners.get(key))),
      overriders: isOpen ? refs([steward ?? domainOwner]) : [],
    };
  }
}
