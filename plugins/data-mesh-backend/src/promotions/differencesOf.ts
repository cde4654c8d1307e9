import type { SettingDifference } from '@data-mesh/backstage-plugin-data-mesh-common';
import type { WantedTopic } from '../creations/creation';
import { TOPIC_CONFIGS } from '../creations/topicConfigs';
import { PARTITIONS, type WantedChange } from '../topic-changes/topicChange';
import type { TopicSettings } from './promotion';

/** The key of the number of replicas among differences. */
const REPLICAS = 'replicationFactor';
const IN_SYNC = 'min.insync.replicas';

/** What a cluster can give topics. */
export type ClusterRoom = {
  brokers: number;
  /** That a topic has there which does not say; nothing where not known. */
  defaultReplicas?: number;
};

type Settings = Omit<TopicSettings, 'topicId'>;

const brokersOf = ({ brokers }: ClusterRoom) =>
  brokers === 1 ? 'only 1 broker' : `only ${brokers} brokers`;

function partitionsOf(
  source: Settings,
  target: Settings | undefined,
  keep: ReadonlySet<string>,
): SettingDifference {
  const own = { key: PARTITIONS, source: `${source.partitions}` };
  if (!target) return { ...own, becomes: `${source.partitions}` };
  const both = { ...own, target: `${target.partitions}` };
  if (keep.has(PARTITIONS)) {
    return { ...both, becomes: both.target, note: 'It is to stay as it is' };
  }
  return target.partitions > source.partitions
    ? {
        ...both,
        becomes: both.target,
        note: 'Kafka takes no partitions away',
      }
    : { ...both, becomes: own.source };
}

/**
 * As many as at the source, and no fewer than the cluster has by default: that
 * a test keeps one copy is no reason to risk what is in production.
 */
function replicasOf(
  source: Settings,
  target: Settings | undefined,
  room: ClusterRoom,
): SettingDifference {
  const own = { key: REPLICAS, source: `${source.replicationFactor}` };
  if (target) {
    return {
      ...own,
      target: `${target.replicationFactor}`,
      becomes: `${target.replicationFactor}`,
      note: 'How many replicas a topic has is not changed here',
    };
  }
  const { brokers, defaultReplicas = 1 } = room;
  const wanted = Math.max(source.replicationFactor, defaultReplicas);
  const becomes = Math.max(1, Math.min(wanted, brokers));
  const isShort = becomes < source.replicationFactor;
  return {
    ...own,
    becomes: `${becomes}`,
    ...(isShort ? { note: `The cluster has ${brokersOf(room)}` } : {}),
    ...(becomes > source.replicationFactor
      ? { note: `The cluster keeps ${becomes} by default` }
      : {}),
  };
}

function configOf(
  key: string,
  source: Settings,
  target: Settings | undefined,
  replicas: number,
  keep: ReadonlySet<string>,
): SettingDifference {
  const from = source.configs[key] as string | undefined;
  const now = target?.configs[key];
  const both = {
    key,
    ...(from === undefined ? {} : { source: from }),
    ...(now === undefined ? {} : { target: now }),
  };
  const stays = now === undefined ? {} : { becomes: now };
  if (keep.has(key)) {
    return { ...both, ...stays, note: 'It is to stay as it is' };
  }
  // What the source does not say it leaves to each environment.
  if (from === undefined) {
    return { ...both, ...stays, note: 'It is set only there, and stays' };
  }
  return key === IN_SYNC && Number(from) > replicas
    ? {
        ...both,
        becomes: `${replicas}`,
        note: `Each partition has only ${replicas} there`,
      }
    : { ...both, becomes: from };
}

/**
 * What about a topic is not the same in two environments, and what becomes of
 * it. Where there is none at the target, all that it is created with. Pure.
 *
 * @param keep - keys of what stays as it is at the target
 */
export function differencesOf(
  source: Settings,
  target: Settings | undefined,
  room: ClusterRoom,
  keep: ReadonlySet<string>,
): SettingDifference[] {
  const replicas = replicasOf(source, target, room);
  const all = [
    partitionsOf(source, target, keep),
    replicas,
    ...TOPIC_CONFIGS.filter(
      key => key in source.configs || key in (target?.configs ?? {}),
    ).map(key => configOf(key, source, target, Number(replicas.becomes), keep)),
  ];
  return target ? all.filter(each => each.source !== each.target) : all;
}

/** The topic that is created, by what it is created with. Pure. */
export function toNewTopic(
  name: string,
  differences: SettingDifference[],
): WantedTopic {
  const of = (key: string) =>
    Number(differences.find(each => each.key === key)?.becomes);
  return {
    name,
    partitions: of(PARTITIONS),
    replicationFactor: of(REPLICAS),
    configs: configsAfter(differences),
  };
}

/** What is changed about a topic that is there; nothing of what stays. Pure. */
export function toChange(differences: SettingDifference[]): WantedChange {
  const changed = differences.filter(
    ({ target, becomes }) => becomes !== target,
  );
  const partitions = changed.find(({ key }) => key === PARTITIONS)?.becomes;
  return {
    ...(partitions === undefined ? {} : { partitions: Number(partitions) }),
    configs: configsAfter(changed),
  };
}

function configsAfter(
  differences: SettingDifference[],
): Record<string, string> {
  return Object.fromEntries(
    differences.flatMap(({ key, becomes }) =>
      key === PARTITIONS || key === REPLICAS || becomes === undefined
        ? []
        : [[key, becomes]],
    ),
  );
}
