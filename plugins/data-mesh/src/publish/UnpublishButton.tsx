import { useApi } from '@backstage/core-plugin-api';
import { Text } from '@backstage/ui';
import type { MeshProduct } from '@data-mesh/backstage-plugin-data-mesh-common';
import { dataMeshApiRef } from '../api';
import { EndDialog } from '../lifecycle/EndDialog';

/** Takes a published product out of the mesh. */
export function UnpublishButton(props: {
  product: MeshProduct;
  /** Whether a declaration counts instead of it, and goes on. */
  isShadowed?: boolean;
  mayOverride: boolean;
  onChanged: () => void;
}) {
  const { product, isShadowed, mayOverride, onChanged } = props;
  const api = useApi(dataMeshApiRef);
  return (
    <EndDialog
      productRef={product.ref}
      action="Unpublish"
      title={`Unpublish ${product.title}?`}
      mayOverride={mayOverride}
      onEnd={async input => {
        await api.unpublishProduct(product.ref, input);
        onChanged();
      }}
    >
      <Text as="p">
        {isShadowed
          ? 'What is declared goes on as it is. If its file goes, nothing stands behind it any more.'
          : 'Its topics stay, and count as discovered again. While somebody reads it, it cannot be unpublished.'}
      </Text>
    </EndDialog>
  );
}
