import {
  isDataDomain,
  type DomainDataMeshSpec,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import type { Knex } from 'knex';
import { readIndex, type IndexedEntity } from '../catalog-index/indexRows';
import { readPublishedDomains } from '../domain-store/domainVersions';
import {
  settleDomains,
  type PublishedDomain,
} from '../products/domainPrecedence';

/** `spec.dataMesh` of data domains that are believed, by ref. */
export type DomainSpecs = Map<string, DomainDataMeshSpec>;

/** Anybody can write an entity; what tightens policies has to be trusted. */
export function domainSpecsOf(
  index: IndexedEntity[],
  trustedLocations: string[],
  published: PublishedDomain[],
): DomainSpecs {
  const specs: DomainSpecs = new Map();
  const domains = settleDomains(index, trustedLocations, published);
  for (const [ref, { entity, trusted }] of domains) {
    if (trusted && isDataDomain(entity) && entity.spec.dataMesh) {
      specs.set(ref, entity.spec.dataMesh);
    }
  }
  return specs;
}

/** The same as it is stored now, without the rest of the mesh. */
export async function readDomainSpecs(
  db: Knex,
  trustedLocations: string[],
): Promise<DomainSpecs> {
  return domainSpecsOf(
    await readIndex(db, 'Domain'),
    trustedLocations,
    await readPublishedDomains(db),
  );
}
