import { useState } from 'react';
import { DatePicker, Text } from '@backstage/ui';
import {
  getLocalTimeZone,
  today,
  type DateValue,
} from '@internationalized/date';
import type { Finding } from '@data-mesh/backstage-plugin-data-mesh-common';
import { ConfirmDialog } from '../common/ConfirmDialog';
import { ReasonField } from '../common/ReasonField';
import { endOfDay } from '../humanise/endOfDay';
import { useExemptionAction } from './useExemptions';

/** Asks not to have a policy held against a product, until a day. */
export function RequestExemptionButton({
  finding,
}: {
  finding: Pick<Finding, 'policy' | 'policyTitle' | 'product' | 'productTitle'>;
}) {
  const act = useExemptionAction();
  const now = today(getLocalTimeZone());
  const [reason, setReason] = useState('');
  const [end, setEnd] = useState<DateValue | null>(now.add({ days: 30 }));
  const { policy, policyTitle, product, productTitle } = finding;
  return (
    <ConfirmDialog
      action="Ask for an exemption"
      title={`Exempt ${productTitle} from ‘${policyTitle}’ for a while?`}
      isIncomplete={!reason.trim() || !end}
      onConfirm={() =>
        act(api =>
          api.requestExemption({
            policy,
            product,
            reason: reason.trim(),
            endsAt: endOfDay(end ?? now),
          }),
        )
      }
    >
      <Text as="p">
        Somebody else of governance decides. While it holds, the policy does not
        stop access to the product; it ends by itself.
      </Text>
      <ReasonField
        description="Whoever decides reads it, and everyone who sees the finding."
        value={reason}
        onChange={setReason}
      />
      <DatePicker
        isRequired
        label="Until the end of"
        granularity="day"
        minValue={now.add({ days: 1 })}
        maxValue={now.add({ days: 364 })}
        value={end}
        onChange={setEnd}
      />
    </ConfirmDialog>
  );
}
