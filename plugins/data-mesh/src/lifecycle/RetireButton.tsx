import { useApi } from '@backstage/core-plugin-api';
import { Text } from '@backstage/ui';
import type { MeshProduct } from '@data-mesh/backstage-plugin-data-mesh-common';
import { dataMeshApiRef } from '../api';
import { EndDialog } from './EndDialog';

/** Ends a published product, which stays to be found. */
export function RetireButton(props: {
  product: MeshProduct;
  mayOverride: boolean;
  onChanged: () => void;
}) {
  const { product, mayOverride, onChanged } = props;
  const api = useApi(dataMeshApiRef);
  return (
    <EndDialog
      productRef={product.ref}
      action="Retire"
      title={`Retire ${product.title}?`}
      mayOverride={mayOverride}
      onEnd={async input => {
        await api.retireProduct(product.ref, input);
        onChanged();
      }}
    >
      <Text as="p">
        It takes nobody any more, and no access to it is renewed. It stays in
        the catalog, so that people find what came instead; its topics stay,
        too. While somebody reads it, it cannot be retired.
      </Text>
    </EndDialog>
  );
}
