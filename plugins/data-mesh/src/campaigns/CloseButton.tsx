import { useState } from 'react';
import { Text } from '@backstage/ui';
import type { Campaign } from '@data-mesh/backstage-plugin-data-mesh-common';
import { ConfirmDialog } from '../common/ConfirmDialog';
import { ReasonField } from '../common/ReasonField';
import { useGrantAction } from '../grants/useGrantAction';
import { counted } from '../humanise/numbers';

/** Ends a campaign before its date. */
export function CloseButton({ campaign }: { campaign: Campaign }) {
  const { act } = useGrantAction();
  const [reason, setReason] = useState('');
  const { open } = campaign.counts;
  return (
    <ConfirmDialog
      action="Close early"
      title={`Close ${campaign.title} before its date?`}
      isIncomplete={!reason.trim()}
      onConfirm={() =>
        act(api => api.closeCampaign(campaign.id, reason.trim()))
      }
    >
      <Text as="p">
        {open > 0
          ? `${counted(open, 'grant')} that nobody has answered for ${
              open === 1 ? 'stays' : 'stay'
            } as ${open === 1 ? 'it is' : 'they are'}: nothing is revoked.`
          : 'Everything is answered, so that nothing else changes.'}
      </Text>
      <ReasonField
        description="It stands in the history, and on this page."
        value={reason}
        onChange={setReason}
      />
    </ConfirmDialog>
  );
}
