import type { MeshProduct } from '@data-mesh/backstage-plugin-data-mesh-common';
import { DeprecationAlert } from '../entity/DeprecationAlert';

/** Whether a product ends, or has ended. */
export function isEnding({ lifecycle, deprecation }: MeshProduct): boolean {
  return (
    lifecycle === 'deprecated' ||
    lifecycle === 'retired' ||
    deprecation !== undefined
  );
}

/** That a product ends; nothing where it goes on. */
export function EndingAlert(props: { product: MeshProduct; newTab?: boolean }) {
  const { product, newTab } = props;
  if (!isEnding(product)) return null;
  return (
    <DeprecationAlert
      deprecation={product.deprecation ?? {}}
      namespace={product.namespace}
      isRetired={product.lifecycle === 'retired'}
      newTab={newTab}
    />
  );
}
