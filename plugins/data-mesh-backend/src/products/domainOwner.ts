import type { Entity } from '@backstage/catalog-model';
import type { MeshDomain } from '@data-mesh/backstage-plugin-data-mesh-common';
import { ownerRefOf } from './MeshFacts';

/**
 * Who owns a domain at this moment, where decisions are made: pure.
 *
 * @param domain - as the mesh has it, which knows an owner only of domains that
 *   are published, or described at a trusted location
 * @param entity - what the catalog has under its ref now. Of a published domain
 *   it says nothing: it is what we emit, or a stranger's of the same name.
 */
export function domainOwnerNow(
  domain: MeshDomain | undefined,
  entity: Entity | undefined,
): string | undefined {
  if (!domain?.ownerRef) return undefined;
  if (domain.origin === 'published') return domain.ownerRef;
  return entity && ownerRefOf(entity);
}
