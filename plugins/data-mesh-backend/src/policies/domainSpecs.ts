import {
  isDataDomain,
  type DomainDataMeshSpec,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import type { Knex } from 'knex';
import { readIndex, type IndexedEntity } from '../catalog-index/indexRows';
import { isTrusted } from '../products/claims';

/** `spec.dataMesh` of data domains from trusted locations, by ref. */
export type DomainSpecs = Map<string, DomainDataMeshSpec>;

/** Anybody can write an entity; what tightens policies has to be trusted. */
export function domainSpecsOf(
  index: IndexedEntity[],
  trustedLocations: string[],
): DomainSpecs {
  const specs: DomainSpecs = new Map();
  for (const { ref, entity, originLocation } of index) {
    if (
      isDataDomain(entity) &&
      entity.spec.dataMesh &&
      isTrusted(originLocation, trustedLocations)
    ) {
      specs.set(ref, entity.spec.dataMesh);
    }
  }
  return specs;
}

/** The same as the catalog index has it now, without the rest of the mesh. */
export async function readDomainSpecs(
  db: Knex,
  trustedLocations: string[],
): Promise<DomainSpecs> {
  return domainSpecsOf(await readIndex(db, 'Domain'), trustedLocations);
}
