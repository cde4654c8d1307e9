import { Text } from '@backstage/ui';
import {
  RiMoonLine,
  RiPulseLine,
  RiQuestionLine,
  RiTimeLine,
} from '@remixicon/react';
import { Count } from '../humanise/Count';
import { counted, rate } from '../humanise/numbers';
import { Ago } from '../live/Ago';
import { useNow } from '../live/useNow';
import { GroupProgress, livenessOf } from './liveness';
import styles from './topics.module.css';
import type { MeshCluster, TopicFacts } from './types';

const ICONS = {
  alive: <RiPulseLine size={20} className={styles.alive} aria-hidden />,
  quiet: <RiMoonLine size={20} className={styles.grey} aria-hidden />,
  stale: <RiTimeLine size={20} className={styles.stale} aria-hidden />,
  unknown: <RiQuestionLine size={20} className={styles.grey} aria-hidden />,
};

/** The answer in one sentence: does it live, and do its readers keep up? */
export function LivenessLine(props: {
  topics: TopicFacts[];
  clusters: MeshCluster[];
}) {
  const live = livenessOf(props.topics, props.clusters, useNow());
  return (
    <div className={styles.line}>
      {ICONS[live.status]}
      <Text as="p" variant="body-large">
        {live.status === 'unknown' ? (
          <>
            <strong>Unknown</strong>: its topics have not been measured yet.
          </>
        ) : (
          <>
            <Heartbeat live={live} />
            {'; '}
            <Readers groups={live.groups} />.
          </>
        )}
      </Text>
    </div>
  );
}

function Heartbeat({ live }: { live: ReturnType<typeof livenessOf> }) {
  const { status, recordsPerMinute, lastGrowthAt, readAt } = live;
  const last = lastGrowthAt ? (
    <>
      last new ones <Ago at={lastGrowthAt} />
    </>
  ) : (
    'no new ones since it is watched'
  );
  if (status === 'stale') {
    return (
      <>
        <strong>Not known right now</strong>
        {readAt && (
          <>
            {': what you see is from '}
            <Ago at={readAt} />
          </>
        )}
        ; {last}
      </>
    );
  }
  if (status === 'quiet') {
    return (
      <>
        <strong>Quiet</strong>: {last}
      </>
    );
  }
  return (
    <>
      <strong>Alive</strong>
      {recordsPerMinute !== undefined &&
        `: ${rate(recordsPerMinute)} records/min`}
      , {last}
    </>
  );
}

function Readers({ groups }: { groups: GroupProgress[] }) {
  if (groups.length === 0) return <>nobody reads it with a consumer group</>;
  const behind = groups.filter(group => group.behind);
  const unknown = groups.filter(({ lag }) => lag === undefined);
  return (
    <>
      {counted(groups.length, 'consumer group')}
      {behind.length === 0 && unknown.length === 0 && (
        <>
          {groups.length === 1 ? ', within a minute' : ', all within a minute'}
        </>
      )}
      {behind.map(({ groupId, lag, idle }, index) => (
        <span key={groupId}>
          {index === 0 ? ', ' : ' and '}
          <strong>{groupId}</strong> is{' '}
          {lag !== undefined && (
            <>
              <Count value={lag} /> records{' '}
            </>
          )}
          behind{idle && ' and not running'}
        </span>
      ))}
      {unknown.length > 0 &&
        `, how far ${counted(unknown.length, 'group')} got is unknown`}
    </>
  );
}
