import { useState } from 'react';
import { Radio, RadioGroup } from '@backstage/ui';
import type {
  Grant,
  ReviewInput,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import { nameOf } from '../access/accessWords';
import { ConfirmDialog } from '../common/ConfirmDialog';
import { ReasonField } from '../common/ReasonField';
import { useEntityTitles } from '../entities/useEntityTitles';
import { useGrantAction } from '../grants/useGrantAction';
import { VERDICTS } from './emergencyWords';

/** Closes the review of emergency access. */
export function ReviewButton({ grant }: { grant: Grant }) {
  const { act } = useGrantAction();
  const [verdict, setVerdict] = useState<ReviewInput['verdict']>();
  const [comment, setComment] = useState('');
  const titleOf = useEntityTitles([grant.requestedBy]);
  return (
    <ConfirmDialog
      isPrimary
      action="Review"
      title={`Was it right that ${titleOf(
        grant.requestedBy,
      )} took access to ${nameOf(grant)}?`}
      isIncomplete={!verdict || !comment.trim()}
      onConfirm={() =>
        act(
          async api =>
            verdict &&
            api.reviewGrant(grant.id, { verdict, comment: comment.trim() }),
        )
      }
    >
      <RadioGroup
        label="What you found"
        isRequired
        value={verdict ?? null}
        onChange={value => setVerdict(value as ReviewInput['verdict'])}
      >
        {VERDICTS.map(({ id, label }) => (
          <Radio key={id} value={id}>
            {label}
          </Radio>
        ))}
      </RadioGroup>
      <ReasonField
        description="Kept in the history; whoever took the access is told. Access that still lasts goes on: revoke it if it should not."
        value={comment}
        onChange={setComment}
      />
    </ConfirmDialog>
  );
}
