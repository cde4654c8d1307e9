import { useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { Text, TextField } from '@backstage/ui';
import type { MeshProduct } from '@data-mesh/backstage-plugin-data-mesh-common';
import { dataMeshApiRef } from '../api';
import { ConfirmDialog } from '../common/ConfirmDialog';
import { EntityPick } from '../entities/EntityPick';

/** Offers a published product to another group, which has to accept it. */
export function TransferButton(props: {
  product: MeshProduct;
  onChanged: () => void;
}) {
  const { product, onChanged } = props;
  const api = useApi(dataMeshApiRef);
  const [to, setTo] = useState('');
  const [reason, setReason] = useState('');
  return (
    <ConfirmDialog
      action="Transfer"
      title={`Offer ${product.title} to another group`}
      isIncomplete={!to}
      onConfirm={async () => {
        await api.proposeTransfer(product.ref, {
          to,
          ...(reason.trim() && { reason: reason.trim() }),
        });
        onChanged();
      }}
    >
      <Text as="p">
        It stays yours until a member of that group accepts it. Access to it
        stays as it is.
      </Text>
      <EntityPick
        isRequired
        label="Group"
        placeholder="Who is to own it"
        kinds={['group']}
        value={to}
        onChange={ref => setTo(ref ?? '')}
      />
      <TextField
        label="Why"
        secondaryLabel="Optional"
        maxLength={2000}
        value={reason}
        onChange={setReason}
      />
    </ConfirmDialog>
  );
}
