import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import type {
  SchemaBypass,
  SchemaChange,
  SchemaChangePlan,
  SchemaChangeSummary,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import type { Knex } from 'knex';
import type { Relationships } from '../access/Relationships';
import type { Authorizer, UserCredentials } from '../authorization/Authorizer';
import { nameOf } from '../history/wording';
import { page } from '../mesh/paging';
import { toIso } from '../rows';
import { readOpenBypasses } from './bypassRows';
import type { ChangeParties } from './ChangeParties';
import { readChangeHeads, readChanges } from './changeRows';
import {
  at,
  readerView,
  shows,
  summaryView,
  whoOf,
  type Viewer,
} from './changeViews';
import type { Silence } from './decideChange';
import { readReadersOf, type StoredReader } from './readerRows';
import { descriptorLines, isMerged } from './newPort';
import type { PlannedChange } from './planChange';

/** Which changes are asked for, the ref of the product made full. */
export type ChangeQuery = {
  product?: string;
  state?: string;
  role: 'asked' | 'proposed' | 'all';
  limit: number;
  cursor?: string;
};

type Page = {
  items: SchemaChangeSummary[];
  totalItems: number;
  nextCursor?: string;
  bypasses?: SchemaBypass[];
};

/** Changes of schemas, as the API shows them to a caller. */
export class SchemaChangeReader {
  readonly #db: Knex;
  readonly #authorizer: Authorizer;
  readonly #parties: ChangeParties;
  readonly #relationships: Relationships;
  readonly #clock: () => number;

  constructor(options: {
    db: Knex;
    authorizer: Authorizer;
    parties: ChangeParties;
    relationships: Relationships;
    clock?: () => number;
  }) {
    this.#db = options.db;
    this.#authorizer = options.authorizer;
    this.#parties = options.parties;
    this.#relationships = options.relationships;
    this.#clock = options.clock ?? Date.now;
  }

  async list(
    query: ChangeQuery,
    credentials: BackstageCredentials,
  ): Promise<Page> {
    const { product: productRef, state, role, limit, cursor } = query;
    const changes = await readChangeHeads(this.#db, { productRef, state });
    const readers = await readReadersOf(
      this.#db,
      changes.map(({ id }) => id),
    );
    const viewer = await this.#viewer(credentials, readers);
    const now = this.#clock();
    const summaries = changes
      .filter(change => viewer.isVisible(change.productRef))
      .map(change => ({
        change,
        summary: summaryView(change, readers.get(change.id) ?? [], viewer, now),
      }))
      .filter(({ change, summary }) => {
        if (role === 'asked') return summary.yours > 0;
        if (role === 'all') return true;
        const owner = viewer.ownerOfProduct(change.productRef);
        return owner !== undefined && viewer.speaksFor.has(owner);
      })
      .map(({ summary }) => summary);
    return {
      ...page(summaries, limit, cursor),
      ...(productRef
        ? { bypasses: await this.#bypasses(productRef, viewer) }
        : {}),
    };
  }

  /** @param user - the same caller, if it is a user, who may do something */
  async get(
    id: string,
    credentials: BackstageCredentials,
    user?: UserCredentials,
  ): Promise<SchemaChange> {
    const [change] = await readChanges(this.#db, { id });
    const found = await readReadersOf(this.#db, [id]);
    const viewer = await this.#viewer(credentials, found);
    if (!change || !viewer.isVisible(change.productRef)) {
      throw new NotFoundError(`There is no schema change ${id}`);
    }
    const readers = found.get(id) ?? [];
    const now = this.#clock();
    const party = user && (await this.#parties.partyOf(change, user));
    const shown = readers.filter(reader => shows(reader, change, viewer));
    const views = shown.map(reader =>
      readerView(change, reader, viewer, party, now),
    );
    const hidden = readers.length - shown.length;
    return {
      ...summaryView(change, readers, viewer, now),
      schema: change.schema,
      ...(change.base ? { before: change.base } : {}),
      ...(change.level ? { level: change.level } : {}),
      messages: change.messages,
      ...(change.breaks ? { breaks: change.breaks } : {}),
      readers: views,
      ...(hidden ? { hiddenReaders: hidden } : {}),
      silence: change.silence,
      overriders: await this.#parties.overridersOf(change.productRef),
      ...at('acceptedAt', change.acceptedAt),
      ...(change.overriddenBy ? { overriddenBy: change.overriddenBy } : {}),
      ...(change.overrideReason
        ? { overrideReason: change.overrideReason }
        : {}),
      ...(change.withdrawnBy ? { withdrawnBy: change.withdrawnBy } : {}),
      ...(change.withdrawReason
        ? { withdrawReason: change.withdrawReason }
        : {}),
      ...(change.registered ? { schemaId: change.registered.id } : {}),
      ...(change.newPort
        ? {
            descriptor: descriptorLines(
              change.port,
              change.newPort,
              change.cluster,
              change.level,
            ),
            isMerged: isMerged(
              viewer.product(change.productRef),
              change.port,
              change.newPort,
            ),
          }
        : {}),
      ...at('nextAttemptAt', change.nextAttemptAt),
      may: {
        answer: views.some(({ mayAnswer }) => mayAnswer),
        override:
          change.state === 'open' &&
          party !== undefined &&
          party.overrider &&
          !party.proposer,
        withdraw:
          ['open', 'failed'].includes(change.state) && party?.owner === true,
        retry: change.state === 'failed' && party?.owner === true,
      },
    };
  }

  /** A plan, as far as the caller may see whom it is about. */
  async plan(
    planned: PlannedChange & { overriders: string[]; silence: Silence },
    credentials: UserCredentials,
  ): Promise<SchemaChangePlan> {
    const { readers, known } = planned.readers;
    const viewer = await this.#viewer(
      credentials,
      new Map([['', readers.map(reader => ({ ...reader, askedAt: 0 }))]]),
    );
    const shown = readers.filter(reader =>
      shows(reader, { productRef: planned.product.ref }, viewer),
    );
    const { base, breaks } = planned;
    return {
      subject: planned.subject,
      cluster: planned.location.cluster,
      topic: planned.location.topic,
      environment: planned.environment,
      format: planned.format,
      ...(base
        ? { before: { version: base.version, schema: base.schema } }
        : {}),
      level: planned.level,
      compatible: planned.compatible,
      messages: planned.messages,
      ...(breaks ? { breaks } : {}),
      readers: shown.map(reader => whoOf(reader, viewer)),
      ...(shown.length < readers.length
        ? { hiddenReaders: readers.length - shown.length }
        : {}),
      readersKnown: known,
      silence: planned.silence,
      overriders: planned.overriders,
    };
  }

  async #bypasses(
    productRef: string,
    { isVisible }: Viewer,
  ): Promise<SchemaBypass[]> {
    if (!isVisible(productRef)) return [];
    const bypasses = await readOpenBypasses(this.#db, { productRef });
    return bypasses.map(({ port, cluster, subject, version, ...bypass }) => ({
      port,
      cluster,
      subject,
      version,
      before: bypass.base.version,
      level: bypass.level,
      breaks: bypass.breaks,
      foundAt: toIso(bypass.foundAt),
    }));
  }

  async #viewer(
    credentials: BackstageCredentials,
    readers: Map<string, StoredReader[]>,
  ): Promise<Viewer> {
    const consumers = [...readers.values()]
      .flat()
      .flatMap(({ kind, key }) => (kind === 'consumer' ? [key] : []));
    const { byRef, responsible } = await this.#relationships.products();
    const owners = await this.#relationships.consumerOwners(consumers);
    return {
      isVisible: await this.#relationships.visibleTo(credentials),
      speaksFor: await this.#authorizer.speaksFor(credentials),
      ownerOf: ref => owners.get(ref),
      ownerOfProduct: ref => responsible(ref).productOwner,
      product: ref => byRef.get(ref),
      titleOf: ref => byRef.get(ref)?.title ?? nameOf(ref),
    };
  }
}
