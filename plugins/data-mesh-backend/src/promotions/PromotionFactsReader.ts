import {
  isDataProductEntity,
  type DataProductEntityV1alpha1,
  type MeshProduct,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import type { Knex } from 'knex';
import type { CatalogFacts } from '../access/CatalogFacts';
import type { Authorizer, UserCredentials } from '../authorization/Authorizer';
import type { DataMeshConfig } from '../config/DataMeshConfig';
import type { CreationFacts } from '../creations/CreationFacts';
import { readObject } from '../feed/meshRows';
import type { FactsOfPublication } from '../product-store/FactsOfPublication';
import { readCurrentVersion } from '../product-store/productVersions';
import { ownerRefOf } from '../products/MeshFacts';
import type { PromotionFacts } from './decidePromotion';

/** A product as it counts now, and how it stands to being promoted. */
export type PromotedFacts = PromotionFacts & {
  title: string;
  /** Nothing of one that nobody has described. */
  document?: DataProductEntityV1alpha1;
  /** Of a product that is published. */
  version?: number;
  /** Where it is declared, if it is. */
  declaredAt?: string;
};

/**
 * Gathers what decides on promotions: owner and memberships as the catalog has
 * them at this moment.
 */
export class PromotionFactsReader {
  readonly #options: {
    db: Knex;
    config: Pick<DataMeshConfig, 'clusters' | 'naming'>;
    catalog: Pick<CatalogFacts, 'entities'>;
    authorizer: Pick<Authorizer, 'speaksFor'>;
    creations: Pick<CreationFacts, 'standing'>;
    publication: Pick<FactsOfPublication, 'declaredAt'>;
  };

  constructor(options: {
    db: Knex;
    config: Pick<DataMeshConfig, 'clusters' | 'naming'>;
    catalog: Pick<CatalogFacts, 'entities'>;
    authorizer: Pick<Authorizer, 'speaksFor'>;
    creations: Pick<CreationFacts, 'standing'>;
    publication: Pick<FactsOfPublication, 'declaredAt'>;
  }) {
    this.#options = options;
  }

  /** @throws whatever the catalog throws: who cannot be asked decides nothing */
  async of(
    ref: string,
    cluster: string,
    credentials: UserCredentials,
  ): Promise<PromotedFacts> {
    const { db, config, authorizer, creations } = this.#options;
    const product = await readObject<MeshProduct>(db, 'product', ref);
    const [described, target, speaksFor] = await Promise.all([
      this.#describe(ref, product),
      creations.standing(cluster),
      authorizer.speaksFor(credentials),
    ]);
    return {
      ref,
      title: product?.title ?? ref,
      origin: product?.origin ?? 'discovered',
      state: product?.state ?? 'unknown',
      ...described,
      ports: described.document?.spec.outputPorts ?? [],
      speaksFor,
      target,
      clusters: new Map(
        config.clusters.flatMap(({ name, settings }) =>
          settings ? [[name, settings]] : [],
        ),
      ),
      naming: config.naming,
    };
  }

  /** What it says of itself: of the origin that counts, read now. */
  async #describe(
    ref: string,
    product: MeshProduct | undefined,
  ): Promise<
    Pick<PromotedFacts, 'document' | 'ownerRef' | 'version' | 'declaredAt'>
  > {
    const { db, catalog, publication } = this.#options;
    if (product?.origin === 'published') {
      const current = await readCurrentVersion(db, ref);
      if (current?.state !== 'published') return {};
      const { document, ownerRef, version } = current;
      return { document, ownerRef, version };
    }
    if (product?.origin !== 'declared') return {};
    const entity = (await catalog.entities([ref])).get(ref);
    if (!entity || !isDataProductEntity(entity)) return {};
    const ownerRef = ownerRefOf(entity);
    const declaredAt = await publication.declaredAt(ref);
    return {
      document: entity,
      ...(ownerRef ? { ownerRef } : {}),
      ...(declaredAt === undefined ? {} : { declaredAt }),
    };
  }
}
