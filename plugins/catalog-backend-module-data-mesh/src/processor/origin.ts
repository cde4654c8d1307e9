import {
  ANNOTATION_LOCATION,
  Entity,
  parseLocationRef,
} from '@backstage/catalog-model';
import {
  ANNOTATION_ORIGIN,
  ANNOTATION_SYNC_REASON,
  ANNOTATION_SYNC_STATE,
  DATA_MESH_LOCATION_TYPE,
  Origin,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import { ProductLinks } from './ProductLinksSource';

/**
 * Where an entity comes from. Only our own provider emits at locations of the
 * type `data-mesh`; the catalog itself sets the location of all that it reads
 * from elsewhere, so that whatever a descriptor claims, it is `declared`.
 */
export function originOf(entity: Entity): Origin {
  const { annotations = {} } = entity.metadata;
  const origin = annotations[ANNOTATION_ORIGIN];
  const ours = locationType(annotations) === DATA_MESH_LOCATION_TYPE;
  return ours && (origin === 'published' || origin === 'discovered')
    ? origin
    : 'declared';
}

function locationType(annotations: Record<string, string>): string | undefined {
  try {
    return parseLocationRef(annotations[ANNOTATION_LOCATION]).type;
  } catch {
    return undefined;
  }
}

/**
 * A declared product with the annotations that belong to the suite, whatever
 * its descriptor said there.
 */
export function annotateDeclaredProduct(
  entity: Entity,
  links: ProductLinks,
): Entity {
  const { state, reason } = links.syncState ?? { state: 'unknown' };
  return withAnnotations(entity, {
    [ANNOTATION_ORIGIN]: 'declared',
    [ANNOTATION_SYNC_STATE]: state,
    [ANNOTATION_SYNC_REASON]: reason,
  });
}

/** A declared data domain with its origin, whatever its descriptor said there. */
export function annotateDeclaredDomain(entity: Entity): Entity {
  return withAnnotations(entity, { [ANNOTATION_ORIGIN]: 'declared' });
}

function withAnnotations(
  entity: Entity,
  changes: Record<string, string | undefined>,
): Entity {
  const annotations = { ...entity.metadata.annotations };
  for (const [key, value] of Object.entries(changes)) {
    if (value === undefined) {
      delete annotations[key];
    } else {
      annotations[key] = value;
    }
  }
  return { ...entity, metadata: { ...entity.metadata, annotations } };
}
