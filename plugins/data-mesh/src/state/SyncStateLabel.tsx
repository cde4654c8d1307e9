import type { ReactElement } from 'react';
import { Text } from '@backstage/ui';
import type { SyncState } from '@data-mesh/backstage-plugin-data-mesh-common';
import {
  RiCheckboxCircleFill,
  RiErrorWarningFill,
  RiCloseCircleFill,
  RiGitPullRequestFill,
  RiQuestionLine,
  RiTimeLine,
} from '@remixicon/react';
import styles from './labels.module.css';
import { STATE_MEANING, STATE_WORDS } from './words';

const ICONS: Record<SyncState, ReactElement> = {
  'in-sync': <RiCheckboxCircleFill size={16} aria-hidden />,
  unknown: <RiQuestionLine size={16} aria-hidden />,
  drift: <RiErrorWarningFill size={16} aria-hidden />,
  missing: <RiCloseCircleFill size={16} aria-hidden />,
  contested: <RiGitPullRequestFill size={16} aria-hidden />,
};

// What was read from Kafka is old while Kafka cannot be read; the others come
// from elsewhere, or claim nothing anyway.
const FROM_KAFKA: SyncState[] = ['in-sync', 'drift', 'missing'];

/**
 * A sync state as icon and words. The reason is on hover, and where there is
 * room (`withReason`) also below, since not everyone has a mouse.
 */
export function SyncStateLabel(props: {
  state: SyncState;
  reason?: string;
  withReason?: boolean;
  /** Whether it is only what was seen when Kafka could last be read. */
  isOld?: boolean;
}) {
  const { state, withReason } = props;
  const isOld = props.isOld && FROM_KAFKA.includes(state);
  const reason = isOld ? 'When last read' : props.reason;
  return (
    <span title={reason ?? STATE_MEANING[state]} data-state={state}>
      <span
        className={`${styles.label} ${isOld ? styles.unknown : styles[state]}`}
      >
        {isOld ? <RiTimeLine size={16} aria-hidden /> : ICONS[state]}
        <Text variant="body-medium" color={isOld ? 'secondary' : 'primary'}>
          {STATE_WORDS[state]}
        </Text>
      </span>
      {(isOld || withReason) && reason && (
        <Text variant="body-small" color="secondary" className={styles.reason}>
          {reason}
        </Text>
      )}
    </span>
  );
}
