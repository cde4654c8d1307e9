import { useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { Text } from '@backstage/ui';
import type {
  Campaign,
  CampaignAnswer,
  CampaignDecisionInput,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import styles from '../access/access.module.css';
import { accessTo } from '../access/accessWords';
import { ACCESS } from '../access/useAccess';
import { dataMeshApiRef } from '../api';
import { CommentField } from '../common/CommentField';
import { ConfirmDialog } from '../common/ConfirmDialog';
import { ReasonField } from '../common/ReasonField';
import { useEntityTitles } from '../entities/useEntityTitles';
import { counted } from '../humanise/numbers';
import { useRefresh } from '../live/useLive';
import type { ItemRow } from './itemColumns';

/** Confirms or drops the chosen grants, each list of which is shown before. */
export function AnswerButtons(props: {
  campaign: Campaign;
  chosen: ItemRow[];
  onAnswers: (answers: CampaignAnswer[]) => void;
}) {
  const { campaign, chosen, onAnswers } = props;
  const api = useApi(dataMeshApiRef);
  const refresh = useRefresh(ACCESS);
  const [comment, setComment] = useState('');
  const [reason, setReason] = useState('');

  const answer = async (
    decision: CampaignDecisionInput['decision'],
    words: string,
  ) => {
    const { items } = await api.decideCampaignItems(campaign.id, {
      decision,
      grants: chosen.map(({ id }) => id),
      ...(words.trim() && { comment: words.trim() }),
    });
    setComment('');
    setReason('');
    onAnswers(items);
    await refresh();
  };

  const none = chosen.length === 0;
  const grants = counted(chosen.length, 'grant');
  return (
    <>
      <ConfirmDialog
        isPrimary
        action="Confirm"
        title={none ? 'Confirm grants' : `Confirm ${grants}?`}
        isIncomplete={none}
        onConfirm={() => answer('confirm', comment)}
      >
        <Chosen
          chosen={chosen}
          words="They stay as they are, and end when they would have ended."
        />
        <CommentField value={comment} onChange={setComment} />
      </ConfirmDialog>
      <ConfirmDialog
        destructive
        action="Drop"
        title={none ? 'Drop grants' : `Drop ${grants}?`}
        isIncomplete={none || !reason.trim()}
        onConfirm={() => answer('drop', reason)}
      >
        <Chosen
          chosen={chosen}
          words="They are revoked at once: running clients stop within seconds."
        />
        <ReasonField
          description="Both sides read this."
          value={reason}
          onChange={setReason}
        />
      </ConfirmDialog>
    </>
  );
}

/** What is about to be answered, or that nothing is. */
function Chosen({ chosen, words }: { chosen: ItemRow[]; words: string }) {
  const titleOf = useEntityTitles(chosen.map(({ grant }) => grant.consumer));
  if (chosen.length === 0) {
    return (
      <Text as="p" role="status">
        No grant is chosen. Close this, and choose some in the table first.
      </Text>
    );
  }
  return (
    <>
      <Text as="p">{words}</Text>
      <ul className={styles.list} aria-label="Grants">
        {chosen.map(({ id, grant }) => (
          <li key={id}>
            <Text as="p">{`${titleOf(grant.consumer)}: ${accessTo(
              grant,
            )}`}</Text>
          </li>
        ))}
      </ul>
    </>
  );
}
