import type { Entity } from '@backstage/catalog-model';
import {
  RELATION_CONSUMES_DATA_PRODUCT,
  RELATION_PRODUCES_DATA_PRODUCT,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import { isDataConsumer } from '../entities/kinds';

/**
 * Whether a component, system or resource is known to read or write a data
 * product; others are not bothered with an empty card.
 *
 * @public
 */
export function usesDataProducts(entity: Entity): boolean {
  return (
    isDataConsumer(entity) &&
    (entity.relations ?? []).some(
      ({ type }) =>
        type === RELATION_CONSUMES_DATA_PRODUCT ||
        type === RELATION_PRODUCES_DATA_PRODUCT,
    )
  );
}
