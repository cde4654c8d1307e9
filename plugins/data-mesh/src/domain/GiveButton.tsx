import { useState } from 'react';
import { Text } from '@backstage/ui';
import { ConfirmDialog } from '../common/ConfirmDialog';
import { ReasonField } from '../common/ReasonField';
import { EntityPick } from '../entities/EntityPick';

/** For governance: gives a domain away at once, asking neither side. */
export function GiveButton(props: {
  title: string;
  onGive: (input: { owner: string; reason: string }) => Promise<unknown>;
}) {
  const { title, onGive } = props;
  const [owner, setOwner] = useState('');
  const [reason, setReason] = useState('');
  return (
    <ConfirmDialog
      destructive
      action="Give away"
      title={`Give ${title} to another group at once?`}
      isIncomplete={!owner || !reason.trim()}
      onConfirm={() => onGive({ owner, reason: reason.trim() })}
    >
      <Text as="p">
        Neither side is asked, and both are told why. Where its owner is there
        and agrees, transfer it instead.
      </Text>
      <ReasonField
        description="It stands in the history, and beside the version."
        value={reason}
        onChange={setReason}
      />
      <EntityPick
        isRequired
        label="Group"
        placeholder="Who is to own it"
        kinds={['group']}
        value={owner}
        onChange={ref => setOwner(ref ?? '')}
      />
    </ConfirmDialog>
  );
}
