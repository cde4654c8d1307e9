import { useState } from 'react';
import { Radio, RadioGroup, Text } from '@backstage/ui';
import type { Grant } from '@data-mesh/backstage-plugin-data-mesh-common';
import { aclWords } from '../access/aclWords';
import styles from '../access/access.module.css';
import { nameOf } from '../access/accessWords';
import { ConfirmDialog } from '../common/ConfirmDialog';
import { ReasonField } from '../common/ReasonField';
import { useEntityTitles } from '../entities/useEntityTitles';
import { afterPeriod, dayWords, humanPeriod } from '../humanise/times';
import { useGrantAction } from './useGrantAction';

const AT_ONCE = 'now';
const NOTICES = ['P7D', 'P14D', 'P30D'];

/** Ends a grant before its time; what is removed is listed before. */
export function RevokeButton({ grant }: { grant: Grant }) {
  const { act } = useGrantAction();
  const [reason, setReason] = useState('');
  const [notice, setNotice] = useState(AT_ONCE);
  const titleOf = useEntityTitles([grant.consumer]);
  const now = Date.now();
  const notices = NOTICES.flatMap(period => {
    const end = afterPeriod(period, now);
    return end && end < Date.parse(grant.endsAt) ? [{ period, end }] : [];
  });
  return (
    <ConfirmDialog
      destructive
      action="Revoke"
      title={`Take back that ${titleOf(grant.consumer)} may ${
        grant.mode
      } ${nameOf(grant)}?`}
      isIncomplete={!reason.trim()}
      onConfirm={() =>
        act(api =>
          api.revokeGrant(grant.id, {
            reason: reason.trim(),
            ...(notice !== AT_ONCE && { notice }),
          }),
        )
      }
    >
      <ReasonField
        description="Both sides read this."
        value={reason}
        onChange={setReason}
      />
      <RadioGroup label="When" value={notice} onChange={setNotice}>
        <Radio value={AT_ONCE}>
          At once: running clients stop within seconds
        </Radio>
        {notices.map(({ period, end }) => (
          <Radio key={period} value={period}>
            {`In ${humanPeriod(period)}, on ${dayWords(end, now)}`}
          </Radio>
        ))}
      </RadioGroup>
      <Text as="p" variant="body-small">
        What happens at Kafka
      </Text>
      <ul className={styles.list} aria-label="What happens at Kafka">
        {grant.bindings.map(each => (
          <li key={each.id}>
            <Text as="p">
              {`${each.binding.principal} ${aclWords(each.binding)}: ${fate(
                each,
              )}`}
            </Text>
          </li>
        ))}
      </ul>
    </ConfirmDialog>
  );
}

/** What becomes of a binding when its grant ends. */
function fate(binding: Grant['bindings'][number]): string {
  if (binding.existedBefore) return 'stays, it was there before';
  if (binding.sharedWith) return 'stays, another grant needs it';
  if (binding.state === 'missing') return 'is gone already';
  return 'is removed';
}
