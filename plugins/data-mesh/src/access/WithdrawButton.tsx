import { useApi } from '@backstage/core-plugin-api';
import { Text } from '@backstage/ui';
import type { AccessRequestItem } from '@data-mesh/backstage-plugin-data-mesh-common';
import { dataMeshApiRef } from '../api';
import { ConfirmDialog } from '../common/ConfirmDialog';
import { useRefresh } from '../live/useLive';
import { accessTo, whichPort } from './accessWords';
import { ACCESS } from './useAccess';

/** Takes an item back that nobody has decided yet. */
export function WithdrawButton({ item }: { item: AccessRequestItem }) {
  const api = useApi(dataMeshApiRef);
  const refresh = useRefresh(ACCESS);
  return (
    <ConfirmDialog
      action="Withdraw"
      title="Withdraw this request?"
      onConfirm={async () => {
        await api.withdrawItem(item);
        await refresh();
      }}
    >
      <Text as="p">
        {`${accessTo(item)}, ${whichPort(
          item,
        )}: nobody has to decide on it any more. You can ask again at any time.`}
      </Text>
    </ConfirmDialog>
  );
}
