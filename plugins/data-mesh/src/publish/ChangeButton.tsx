import { useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { Button, Dialog, DialogHeader, TextField } from '@backstage/ui';
import type {
  MeshProduct,
  ProductStanding,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import { dataMeshApiRef } from '../api';
import { useRefresh } from '../live/useLive';
import { DescriptorEditor } from './DescriptorEditor';

/** Changes what a published product says of itself, as its next version. */
export function ChangeButton(props: {
  product: MeshProduct;
  standing: ProductStanding;
}) {
  const { product, standing } = props;
  // The version that one has begun with, whatever comes meanwhile.
  const [begun, setBegun] = useState<ProductStanding>();
  return (
    <>
      <Button
        size="small"
        variant="secondary"
        onPress={() => setBegun(standing)}
      >
        Change …
      </Button>
      {begun && (
        <ChangeDialog
          product={product}
          begun={begun}
          onClose={() => setBegun(undefined)}
        />
      )}
    </>
  );
}

function ChangeDialog(props: {
  product: MeshProduct;
  begun: ProductStanding;
  onClose: () => void;
}) {
  const { product, begun, onClose } = props;
  const api = useApi(dataMeshApiRef);
  const refresh = useRefresh('');
  const [reason, setReason] = useState('');
  return (
    <Dialog
      isOpen
      isDismissable={false}
      onOpenChange={open => !open && onClose()}
      width="40rem"
    >
      <DialogHeader>{`Change ${product.title}`}</DialogHeader>
      <DescriptorEditor
        entity={begun.entity}
        action={`Publish version ${begun.version + 1}`}
        intro="Ports and all else stay as they are. Earlier versions stay, too."
        onSubmit={async entity => {
          await api.changeProduct(product.ref, {
            entity,
            basedOn: begun.version,
            ...(reason.trim() && { reason: reason.trim() }),
          });
          await refresh();
        }}
        onClose={onClose}
      >
        <TextField
          label="Why"
          secondaryLabel="Optional"
          description="It stands in the history, and beside the version."
          maxLength={2000}
          value={reason}
          onChange={setReason}
        />
      </DescriptorEditor>
    </Dialog>
  );
}
