import {
  NotAllowedError,
  NotFoundError,
  ConflictError,
} from '@backstage/errors';
import type {
  MeshDomain,
  MeshProduct,
  TopicKey,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import type { Knex } from 'knex';
import type { Authorizer, UserCredentials } from '../authorization/Authorizer';
import { readObject } from '../feed/meshRows';
import type { TopicAcceptanceRow } from '../tables';

function awaiting(
  product: MeshProduct,
): Array<TopicKey & { domainRef?: string }> {
  const pending = product.pendingDeclaration?.topics ?? [];
  return product.ports.flatMap(port =>
    port.locations
      .filter(
        ({ awaitsAcceptance, cluster, topic }) =>
          awaitsAcceptance ||
          pending.some(key => key.cluster === cluster && key.topic === topic),
      )
      .map(({ cluster, topic, domainRef }) => ({ cluster, topic, domainRef })),
  );
}

/**
 * Lets the owner of a topic's domain accept what was declared at a location
 * that is not trusted.
 */
export class Acceptances {
  readonly #db: Knex;
  readonly #authorizer: Authorizer;
  readonly #onChange: (tx: Knex, now: number) => Promise<void>;
  readonly #clock: () => number;

  constructor(options: {
    db: Knex;
    authorizer: Authorizer;
    onChange: (tx: Knex, now: number) => Promise<void>;
    clock?: () => number;
  }) {
    this.#db = options.db;
    this.#authorizer = options.authorizer;
    this.#onChange = options.onChange;
    this.#clock = options.clock ?? Date.now;
  }

  /** Topics of the product that this user may accept it for. */
  async acceptable(
    product: MeshProduct,
    speaksFor: Set<string>,
  ): Promise<TopicKey[]> {
    const keys: TopicKey[] = [];
    for (const { cluster, topic, domainRef } of awaiting(product)) {
      const owner = await this.#ownerOf(domainRef);
      if (owner && speaksFor.has(owner)) keys.push({ cluster, topic });
    }
    return keys;
  }

  /**
   * @throws NotAllowedError unless the user speaks for the domain's owner
   * @throws ConflictError if the product does not wait for it (any more)
   */
  async accept(
    productRef: string,
    key: TopicKey,
    credentials: UserCredentials,
  ): Promise<MeshProduct> {
    const product = await this.#product(productRef);
    const wanted = awaiting(product).find(
      a => a.cluster === key.cluster && a.topic === key.topic,
    );
    if (!wanted) {
      throw new ConflictError(
        `${productRef} does not wait for topic ${key.topic} of cluster ${key.cluster} to be accepted; reload the page to see how it stands now`,
      );
    }
    const owner = await this.#ownerOf(wanted.domainRef);
    if (!owner) {
      throw new NotAllowedError(
        `Nobody can accept topic ${key.topic}: ${
          wanted.domainRef ?? 'no domain'
        } has no owner in the catalog; describe the domain first, or add the declaration's location to dataMesh.trustedLocations`,
      );
    }
    const speaksFor = await this.#authorizer.speaksFor(credentials);
    if (!speaksFor.has(owner)) {
      throw new NotAllowedError(
        `Only ${owner}, the owner of ${wanted.domainRef}, can accept topic ${key.topic}`,
      );
    }
    const now = this.#clock();
    await this.#db.transaction(async tx => {
      await tx<TopicAcceptanceRow>('topic_acceptances')
        .insert({
          product_ref: productRef,
          cluster: key.cluster,
          topic: key.topic,
          accepted_by: credentials.principal.userEntityRef,
          accepted_at: now,
        })
        .onConflict(['product_ref', 'cluster', 'topic'])
        .ignore();
      await this.#onChange(tx, now);
    });
    return this.#product(productRef);
  }

  async #product(ref: string): Promise<MeshProduct> {
    const product = await readObject<MeshProduct>(this.#db, 'product', ref);
    if (!product) throw new NotFoundError(`There is no product ${ref}`);
    return product;
  }

  async #ownerOf(domainRef: string | undefined): Promise<string | undefined> {
    if (!domainRef) return undefined;
    const domain = await readObject<MeshDomain>(this.#db, 'domain', domainRef);
    return domain?.ownerRef;
  }
}
