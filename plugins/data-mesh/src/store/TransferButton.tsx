import { useState } from 'react';
import { Text, TextField } from '@backstage/ui';
import type { TransferInput } from '@data-mesh/backstage-plugin-data-mesh-common';
import { ConfirmDialog } from '../common/ConfirmDialog';
import { EntityPick } from '../entities/EntityPick';

/** Offers what is published to another group, which has to accept it. */
export function TransferButton(props: {
  title: string;
  /** What becomes of it until then, and after. */
  meaning: string;
  onOffer: (input: TransferInput) => Promise<unknown>;
}) {
  const { title, meaning, onOffer } = props;
  const [to, setTo] = useState('');
  const [reason, setReason] = useState('');
  return (
    <ConfirmDialog
      action="Transfer"
      title={`Offer ${title} to another group`}
      isIncomplete={!to}
      onConfirm={() =>
        onOffer({ to, ...(reason.trim() && { reason: reason.trim() }) })
      }
    >
      <Text as="p">{meaning}</Text>
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
