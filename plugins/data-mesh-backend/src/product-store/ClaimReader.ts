import { ConflictError } from '@backstage/errors';
import type {
  Claim,
  MeshProduct,
  MeshTopic,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import type { Knex } from 'knex';
import type { Authorizer, UserCredentials } from '../authorization/Authorizer';
import { readObject } from '../feed/meshRows';
import type { PolicyService } from '../policies/PolicyService';
import { readDomainSpecs } from '../policies/domainSpecs';
import { valueSubjectOf } from '../products/schemaFacts';
import type { SubjectRow } from '../tables';
import { refusePublication } from './decidePublication';
import type { FactsOfPublication } from './FactsOfPublication';
import {
  claimableTopic,
  proposeDescriptor,
  type Claimable,
} from './proposeDescriptor';
import { readDescriptor } from './readDescriptor';

/** Proposes how somebody could publish what nobody has claimed yet. */
export class ClaimReader {
  readonly #db: Knex;
  readonly #trustedLocations: string[];
  readonly #facts: FactsOfPublication;
  readonly #authorizer: Pick<Authorizer, 'speaksFor'>;
  readonly #policies: Pick<PolicyService, 'check'>;

  constructor(options: {
    db: Knex;
    config: { trustedLocations: string[] };
    facts: FactsOfPublication;
    authorizer: Pick<Authorizer, 'speaksFor'>;
    policies: Pick<PolicyService, 'check'>;
  }) {
    this.#db = options.db;
    this.#trustedLocations = options.config.trustedLocations;
    this.#facts = options.facts;
    this.#authorizer = options.authorizer;
    this.#policies = options.policies;
  }

  /**
   * The claim of a discovered product.
   *
   * @throws ConflictError where somebody has described it already
   */
  async ofProduct(
    product: MeshProduct,
    credentials: UserCredentials,
  ): Promise<Claim> {
    if (product.origin !== 'discovered') {
      throw new ConflictError(
        `${product.ref} is ${product.origin} already; only what was discovered can be claimed`,
      );
    }
    return this.#propose(product, credentials);
  }

  /**
   * The claim of a topic: of the discovered product that it is in, else of one
   * of its own.
   *
   * @throws ConflictError where a declared or published product has it
   */
  async ofTopic(
    topic: MeshTopic,
    credentials: UserCredentials,
  ): Promise<Claim> {
    if (topic.productRef) {
      const product = await readObject<MeshProduct>(
        this.#db,
        'product',
        topic.productRef,
      );
      if (product) return this.ofProduct(product, credentials);
    }
    return this.#propose(await this.#claimable(topic), credentials);
  }

  /**
   * How a topic could be published, for an owner: with the discovered product
   * that it is in, else by itself.
   *
   * @throws ConflictError where a declared or published product has it
   */
  async proposal(topic: MeshTopic, owner: string) {
    const product =
      topic.productRef === undefined
        ? undefined
        : await readObject<MeshProduct>(this.#db, 'product', topic.productRef);
    if (product && product.origin !== 'discovered') {
      throw new ConflictError(
        `Topic ${topic.name} is of ${product.ref} already, which is ${product.origin}; only what was discovered can be claimed`,
      );
    }
    return proposeDescriptor(product ?? (await this.#claimable(topic)), owner);
  }

  async #claimable(topic: MeshTopic): Promise<Claimable> {
    const { cluster, name, domainRef } = topic;
    const subject = valueSubjectOf(name);
    const known = await this.#db<SubjectRow>('subjects')
      .where({ cluster, subject })
      .first();
    const specs = await readDomainSpecs(this.#db, this.#trustedLocations);
    return claimableTopic(
      topic,
      known && subject,
      domainRef && specs.get(domainRef)?.defaultClassification,
    );
  }

  async #propose(
    product: Claimable,
    credentials: UserCredentials,
  ): Promise<Claim> {
    const speaksFor = await this.#authorizer.speaksFor(credentials);
    const groups = [...speaksFor].filter(ref => ref.startsWith('group:'));
    const domainOwners = await this.#ownersOf(product);
    const owner =
      domainOwners.find(ref => speaksFor.has(ref)) ??
      groups[0] ??
      credentials.principal.userEntityRef;
    const entity = proposeDescriptor(product, owner);
    const proposal = {
      entity,
      owners: [...new Set([owner, ...groups])],
      domainOwners,
    };
    let document;
    try {
      document = await readDescriptor(entity);
    } catch (error) {
      // Its form says what is missing; nothing can be decided before that.
      return {
        ...proposal,
        mayPublish: false,
        reason: (error as Error).message,
        results: [],
      };
    }
    const refused = refusePublication(
      await this.#facts.of(document, credentials),
    );
    const { results } = await this.#policies.check(
      { entity: document },
      credentials,
      'published',
    );
    return {
      ...proposal,
      mayPublish: refused === undefined,
      ...(refused ? { reason: refused.message } : {}),
      results,
    };
  }

  async #ownersOf({ ports }: Claimable): Promise<string[]> {
    const domains = ports.flatMap(port =>
      port.locations.flatMap(
        ({ cluster, topic }) => this.#facts.domainOf(cluster, topic) ?? [],
      ),
    );
    const people = await this.#facts.people([...new Set(domains)]);
    const owners = [...people.values()].flatMap(
      ({ ownerRef }) => ownerRef ?? [],
    );
    return [...new Set(owners)];
  }
}
