import { useState } from 'react';
import { Text } from '@backstage/ui';
import { ConfirmDialog } from '../../common/ConfirmDialog';
import { ReasonField } from '../../common/ReasonField';
import type { PolicyDraft } from './policyDraft';
import { publishWords } from './publishWords';
import type { RunningTrial } from '../whatIf/useTrial';

/** Publishes a policy, after it has said what that will do. */
export function PublishButton(props: {
  draft: PolicyDraft;
  run: RunningTrial;
  onPublish: (reason: string) => Promise<unknown>;
}) {
  const { draft, run, onPublish } = props;
  const [reason, setReason] = useState('');
  const isGrave = Boolean(run.trial?.newlyBlocked) && draft.stage === 'enforce';
  return (
    <ConfirmDialog
      isPrimary
      action="Publish"
      title={`Publish ‘${draft.title.trim()}’?`}
      destructive={isGrave}
      isIncomplete={!reason.trim()}
      onConfirm={() => onPublish(reason.trim())}
    >
      {publishWords(draft, run).map(words => (
        <Text key={words} as="p">
          {words}
        </Text>
      ))}
      <ReasonField
        description="It stands in the history, and beside the version."
        value={reason}
        onChange={setReason}
      />
    </ConfirmDialog>
  );
}
