import { useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { Text } from '@backstage/ui';
import { dataMeshApiRef } from '../../api';
import { ConfirmDialog } from '../../common/ConfirmDialog';
import { ReasonField } from '../../common/ReasonField';
import { useRefresh } from '../../live/useLive';

/** Takes a policy of the portal out of force. */
export function RetireButton(props: {
  id: string;
  title: string;
  /** The newest one, as it is shown. */
  version: number;
  onRetired?: () => void;
}) {
  const { id, title, version, onRetired } = props;
  const api = useApi(dataMeshApiRef);
  const refresh = useRefresh('governance:');
  const [reason, setReason] = useState('');
  return (
    <ConfirmDialog
      destructive
      action="Retire"
      title={`Retire ‘${title}’?`}
      isIncomplete={!reason.trim()}
      onConfirm={async () => {
        await api.retirePolicy(id, { reason: reason.trim(), basedOn: version });
        await refresh();
        onRetired?.();
      }}
    >
      <Text as="p">
        It finds nothing any more, and what it has found counts as fixed. Its
        versions stay, and it can be published again.
      </Text>
      <ReasonField
        description="It stands in the history, and beside the version."
        value={reason}
        onChange={setReason}
      />
    </ConfirmDialog>
  );
}
