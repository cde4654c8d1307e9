import { useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { Text, TextField } from '@backstage/ui';
import type { MeshProduct } from '@data-mesh/backstage-plugin-data-mesh-common';
import { dataMeshApiRef } from '../api';
import { ConfirmDialog } from '../common/ConfirmDialog';

/** Takes back that a product, or one port of it, ends. */
export function ReinstateButton(props: {
  product: MeshProduct;
  port?: string;
  onChanged: () => void;
}) {
  const { product, port, onChanged } = props;
  const api = useApi(dataMeshApiRef);
  const [reason, setReason] = useState('');
  return (
    <ConfirmDialog
      action={port ? `Reinstate ${port}` : 'Reinstate'}
      title={`${port ? `Port ${port} of ` : ''}${product.title} goes on?`}
      onConfirm={async () => {
        await api.reinstateProduct(product.ref, {
          ...(port && { port }),
          ...(reason.trim() && { reason: reason.trim() }),
        });
        onChanged();
      }}
    >
      <Text as="p">
        It can be asked for again. Those who were told that it ends are told
        that it does not.
      </Text>
      <TextField
        label="Why"
        secondaryLabel="Optional"
        description="It stands in the history, and beside the version."
        maxLength={2000}
        value={reason}
        onChange={setReason}
      />
    </ConfirmDialog>
  );
}
