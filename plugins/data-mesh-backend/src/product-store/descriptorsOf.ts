import {
  isDataProductEntity,
  type DataProductEntityV1alpha1,
  type MeshProduct,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import type { IndexedEntity } from '../catalog-index/indexRows';
import type { PublishedProduct } from '../products/claims';

/**
 * What declared and published products say of themselves, by ref: pure. Where
 * one is both, the mesh knows which counts. That an entity of the catalog says
 * that it is published proves nothing, only the store does.
 */
export function descriptorsOf(
  products: MeshProduct[],
  index: IndexedEntity[],
  published: PublishedProduct[],
): Map<string, DataProductEntityV1alpha1> {
  const found = new Map<string, DataProductEntityV1alpha1>();
  for (const { ref, entity } of index) {
    if (isDataProductEntity(entity)) found.set(ref, entity);
  }
  const stored = new Map(published.map(({ ref, entity }) => [ref, entity]));
  for (const { ref, origin } of products) {
    const entity = origin === 'published' ? stored.get(ref) : undefined;
    if (entity) found.set(ref, entity);
  }
  return found;
}
