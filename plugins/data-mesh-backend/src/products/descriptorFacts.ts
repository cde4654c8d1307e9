import { stringifyEntityRef } from '@backstage/catalog-model';
import type {
  DataProductEntityV1alpha1,
  MeshProduct,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import { ownerRefOf, refOf } from './MeshFacts';

/**
 * What a descriptor alone says of its product, ports and live topics aside.
 *
 * @param classificationOf - the default of a domain, by its ref
 */
export function descriptorFacts(
  entity: DataProductEntityV1alpha1,
  classificationOf: (domainRef: string) => string | undefined,
): Omit<MeshProduct, 'ports' | 'state'> {
  const { metadata, spec } = entity;
  const namespace = metadata.namespace ?? 'default';
  const domainRef = refOf(spec.domain, 'domain', namespace);
  const ownerRef = ownerRefOf(entity);
  const classification =
    spec.classification ?? (domainRef && classificationOf(domainRef));
  return {
    ref: stringifyEntityRef(entity),
    origin: 'declared',
    namespace,
    name: metadata.name,
    title: metadata.title ?? metadata.name,
    ...(metadata.description ? { description: metadata.description } : {}),
    ...(ownerRef ? { ownerRef } : {}),
    ...(domainRef ? { domainRef } : {}),
    ...(metadata.tags?.length ? { tags: metadata.tags } : {}),
    type: spec.type,
    lifecycle: spec.lifecycle,
    ...(spec.quality ? { quality: spec.quality } : {}),
    ...(classification ? { classification } : {}),
    ...(spec.tier ? { tier: spec.tier } : {}),
    ...(spec.access?.maxDuration
      ? { maxDuration: spec.access.maxDuration }
      : {}),
    ...(spec.access?.samples ? { samples: true } : {}),
    ...(spec.deprecation ? { deprecation: spec.deprecation } : {}),
  };
}
