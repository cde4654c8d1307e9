import { useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { Text } from '@backstage/ui';
import type { MeshProduct } from '@data-mesh/backstage-plugin-data-mesh-common';
import { dataMeshApiRef } from '../api';
import { ConfirmDialog } from '../common/ConfirmDialog';
import { ReasonField } from '../common/ReasonField';

/** Takes a published product out of the mesh. */
export function UnpublishButton(props: {
  product: MeshProduct;
  onChanged: () => void;
}) {
  const { product, onChanged } = props;
  const api = useApi(dataMeshApiRef);
  const [reason, setReason] = useState('');
  return (
    <ConfirmDialog
      destructive
      action="Unpublish"
      title={`Unpublish ${product.title}?`}
      isIncomplete={!reason.trim()}
      onConfirm={async () => {
        await api.unpublishProduct(product.ref, { reason: reason.trim() });
        onChanged();
      }}
    >
      <Text as="p">
        Its topics stay, and count as discovered again. While somebody reads it,
        it cannot be unpublished.
      </Text>
      <ReasonField
        description="It stands in the history, and beside the version."
        value={reason}
        onChange={setReason}
      />
    </ConfirmDialog>
  );
}
