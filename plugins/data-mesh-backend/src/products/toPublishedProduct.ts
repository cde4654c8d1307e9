import type { MeshProduct } from '@data-mesh/backstage-plugin-data-mesh-common';
import type { TopicHold } from './holds';
import type { MeshFacts } from './MeshFacts';
import type { Precedence } from './precedence';
import { toDescribedProduct } from './toDeclaredProduct';

/**
 * A published product with the sync state of each port and location, and with
 * what its domain's owner could accept of a declaration of the same ref.
 */
export function toPublishedProduct(
  product: Precedence['published'][number],
  holds: Map<string, TopicHold>,
  facts: MeshFacts,
): MeshProduct {
  const { version, pending } = product;
  return {
    ...toDescribedProduct(product, holds, facts),
    origin: 'published',
    version,
    ...(pending ? { pendingDeclaration: pending } : {}),
  };
}
