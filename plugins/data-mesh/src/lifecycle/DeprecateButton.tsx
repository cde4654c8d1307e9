import { useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { Text, TextField } from '@backstage/ui';
import type { MeshProduct } from '@data-mesh/backstage-plugin-data-mesh-common';
import { dataMeshApiRef } from '../api';
import { ConfirmDialog } from '../common/ConfirmDialog';
import { DeprecationFields } from './DeprecationFields';
import { draftOf, EMPTY_DEPRECATION } from './deprecationForm';
import { ReadersView } from './ReadersView';

/** Says when a published product ends, and shows first who will be told. */
export function DeprecateButton(props: {
  product: MeshProduct;
  onChanged: () => void;
}) {
  const { product, onChanged } = props;
  const { ref, title } = product;
  const api = useApi(dataMeshApiRef);
  const [form, setForm] = useState(EMPTY_DEPRECATION);
  const [reason, setReason] = useState('');
  const draft = draftOf(form);

  const deprecate = async () => {
    if (!draft) return;
    await api.deprecateProduct(ref, {
      ...draft,
      ...(reason.trim() && { reason: reason.trim() }),
    });
    onChanged();
  };

  return (
    <ConfirmDialog
      action="Deprecate"
      title={`Say when ${title} ends`}
      isIncomplete={!draft}
      onConfirm={deprecate}
    >
      <Text as="p">
        It takes no new consumers from now on, and access is renewed until its
        last day at the latest. Its topics stay.
      </Text>
      <DeprecationFields product={product} form={form} onChange={setForm} />
      <TextField
        label="Why"
        secondaryLabel="Optional"
        description="It stands in the history, and beside the version."
        maxLength={2000}
        value={reason}
        onChange={setReason}
      />
      <Text as="h4" weight="bold">
        Who is told now, two weeks before and on the day before
      </Text>
      <ReadersView productRef={ref} port={form.port} />
    </ConfirmDialog>
  );
}
