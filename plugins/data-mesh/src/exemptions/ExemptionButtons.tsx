import { useState } from 'react';
import { Flex, Radio, RadioGroup } from '@backstage/ui';
import type { Exemption } from '@data-mesh/backstage-plugin-data-mesh-common';
import { CommentField } from '../common/CommentField';
import { ConfirmDialog } from '../common/ConfirmDialog';
import { ReasonField } from '../common/ReasonField';
import { dayWords } from '../humanise/times';
import { useExemptionAction } from './useExemptions';

/** What the user may do with an exemption. */
export function ExemptionButtons({ exemption }: { exemption: Exemption }) {
  const { decide, revoke } = exemption.may;
  if (!decide && !revoke) return null;
  return (
    <Flex gap="2">
      {decide && <DecideButton exemption={exemption} />}
      {revoke && <TakeBackButton exemption={exemption} />}
    </Flex>
  );
}

function DecideButton({ exemption }: { exemption: Exemption }) {
  const act = useExemptionAction();
  const [decision, setDecision] = useState<string>('');
  const [comment, setComment] = useState('');
  const { id, productTitle, policyTitle, endsAt } = exemption;
  return (
    <ConfirmDialog
      isPrimary
      action="Decide"
      title={`Exempt ${productTitle} from ‘${policyTitle}’ until ${dayWords(
        endsAt,
      )}?`}
      isIncomplete={!decision}
      onConfirm={() =>
        act(api =>
          api.decideExemption(id, {
            decision: decision === 'approve' ? 'approve' : 'reject',
            ...(comment.trim() && { comment: comment.trim() }),
          }),
        )
      }
    >
      <RadioGroup label="Decision" value={decision} onChange={setDecision}>
        <Radio value="approve">
          Exempt it: the policy is not held against it until then
        </Radio>
        <Radio value="reject">Reject: the policy goes on to hold</Radio>
      </RadioGroup>
      <CommentField value={comment} onChange={setComment} />
    </ConfirmDialog>
  );
}

function TakeBackButton({ exemption }: { exemption: Exemption }) {
  const act = useExemptionAction();
  const [reason, setReason] = useState('');
  const { id, productTitle, policyTitle, state } = exemption;
  const waits = state === 'requested';
  return (
    <ConfirmDialog
      destructive
      action={waits ? 'Withdraw' : 'Take back'}
      title={
        waits
          ? `Withdraw what was asked for ${productTitle}?`
          : `Hold ‘${policyTitle}’ against ${productTitle} again?`
      }
      isIncomplete={!reason.trim()}
      onConfirm={() => act(api => api.revokeExemption(id, reason.trim()))}
    >
      <ReasonField
        description="The owner and governance read it."
        value={reason}
        onChange={setReason}
      />
    </ConfirmDialog>
  );
}
