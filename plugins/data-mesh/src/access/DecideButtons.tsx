import { useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { Flex, Text, TextAreaField } from '@backstage/ui';
import type {
  AccessRequestItem,
  DecisionInput,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import { dataMeshApiRef } from '../api';
import { CommentField } from '../common/CommentField';
import { ConfirmDialog } from '../common/ConfirmDialog';
import { ReasonField } from '../common/ReasonField';
import { errorWords, statusOf } from '../common/errorWords';
import { useEntityTitles } from '../entities/useEntityTitles';
import { afterPeriod, dayWords, humanPeriod } from '../humanise/times';
import { useRefresh } from '../live/useLive';
import { nameOf } from './accessWords';
import { Deciders } from './Deciders';
import { ACCESS } from './useAccess';

/** What became of a decision. */
export type Outcome =
  | { item: AccessRequestItem }
  /** Somebody else was faster, or it changed. */
  | { item: AccessRequestItem; conflict: string };

/** Approves or rejects the step that an item is at, as it is shown. */
export function DecideButtons(props: {
  item: AccessRequestItem;
  onOutcome: (outcome: Outcome) => void;
}) {
  const { item, onOutcome } = props;
  const api = useApi(dataMeshApiRef);
  const refresh = useRefresh(ACCESS);
  const [comment, setComment] = useState('');
  const [conditions, setConditions] = useState('');
  const [reason, setReason] = useState('');
  const titleOf = useEntityTitles([item.consumer]);

  const decide = async (input: DecisionInput) => {
    try {
      const { version } = item;
      onOutcome({ item: await api.decideItem(item, { ...input, version }) });
    } catch (error) {
      if (statusOf(error) !== 409) throw error;
      onOutcome({ item, conflict: errorWords(error as Error) });
    }
    await refresh();
  };

  const what = `${titleOf(item.consumer)} ${item.mode} ${nameOf(item)}`;
  const end = afterPeriod(item.duration, Date.now());
  const later = item.steps.slice((item.step ?? 0) + 1);
  return (
    <Flex gap="2">
      <ConfirmDialog
        isPrimary
        action="Approve"
        title={`Let ${what}?`}
        onConfirm={() =>
          decide({
            decision: 'approve',
            ...(comment.trim() && { comment: comment.trim() }),
            ...(conditions.trim() && { conditions: conditions.trim() }),
          })
        }
      >
        <Text as="p">
          {`For ${humanPeriod(item.duration)}${
            end ? `, until ${dayWords(end)}` : ''
          }. `}
          {later.length > 0 ? (
            <>
              After you, <Deciders steps={later} newTab />
            </>
          ) : (
            'Kafka lets it in within seconds; you can revoke it at any time.'
          )}
        </Text>
        <TextAreaField
          label="Conditions"
          secondaryLabel="Optional"
          description="What the consumer has to keep to; both sides see them on the grant."
          rows={2}
          maxLength={2000}
          value={conditions}
          onChange={setConditions}
        />
        <CommentField value={comment} onChange={setComment} />
      </ConfirmDialog>
      <ConfirmDialog
        destructive
        action="Reject"
        title={`Not let ${what}?`}
        isIncomplete={!reason.trim()}
        onConfirm={() => decide({ decision: 'reject', comment: reason.trim() })}
      >
        <ReasonField
          description="The requester reads this: say what would have to change."
          value={reason}
          onChange={setReason}
        />
      </ConfirmDialog>
    </Flex>
  );
}
