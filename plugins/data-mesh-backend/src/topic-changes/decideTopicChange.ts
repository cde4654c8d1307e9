import {
  inField,
  refuseCluster,
  type ClusterStanding,
  type FieldRefusal,
  type LiveTopic,
} from '../creations/decideTopic';
import { TOPIC_CONFIGS, unknownConfig } from '../creations/topicConfigs';
import {
  refusal,
  refuseForeignTopic,
} from '../product-store/decidePublication';
import { PARTITIONS, type TopicState, type WantedChange } from './topicChange';

/** Everything that decides whether somebody may change a topic. */
export type ChangerFacts = {
  cluster: ClusterStanding;
  topic: string;
  domainRef?: string;
  /** Owner of that domain, if a trusted location says who that is. */
  domainOwner?: string;
  /** The declared or published product that has the topic. */
  holder?: { ref: string; ownerRef?: string };
  /** Everyone whom the caller speaks for. */
  speaksFor: ReadonlySet<string>;
};

const MAX_SHOWN_KEY = 100;

function refuseOwner({
  cluster,
  topic,
  holder,
  speaksFor,
  ...domain
}: ChangerFacts): FieldRefusal | undefined {
  if (!holder) {
    return refuseForeignTopic(
      { ...domain, cluster: cluster.name, topic },
      speaksFor,
      { can: 'change it', ask: 'change it' },
    );
  }
  return holder.ownerRef && speaksFor.has(holder.ownerRef)
    ? undefined
    : refusal(
        'NOT_ALLOWED',
        `Topic ${topic} of cluster ${cluster.name} is held by ${
          holder.ref
        }; ask ${holder.ownerRef ?? 'its owner'} to change it`,
      );
}

/**
 * Why somebody may not change a topic, whatever it is like now; nothing where
 * they may. Pure.
 */
export function refuseChanger(
  facts: ChangerFacts,
  { configs }: WantedChange,
): FieldRefusal | undefined {
  const key = unknownConfig(Object.keys(configs));
  return (
    refuseCluster(facts.cluster, 'no topic can be changed') ??
    refuseOwner(facts) ??
    (key === undefined
      ? undefined
      : inField(
          `configs.${key.slice(0, MAX_SHOWN_KEY)}`,
          `cannot be set here; set one of ${TOPIC_CONFIGS.join(', ')}`,
        ))
  );
}

/** Why what Kafka says of a topic lets nobody change it, if so. Pure. */
export function refuseLive(
  { cluster: { name: cluster }, topic }: ChangerFacts,
  live: Exclude<LiveTopic, { state: 'there' }>,
): FieldRefusal {
  return live.state === 'absent'
    ? refusal(
        'NOT_FOUND',
        `Topic ${topic} of cluster ${cluster} does not exist any more; choose another one`,
      )
    : refusal(
        'UNAVAILABLE',
        `Kafka could not say what topic ${topic} is like, so nothing was changed; ${
          live.isDenied
            ? `give the provisioning credential of cluster ${cluster} ALTER, ALTER_CONFIGS and DESCRIBE on it, or on a prefix of it`
            : 'try again once it answers'
        } (${live.reason})`,
      );
}

/** Why a topic cannot become what is wanted, if so. Pure. */
export function refuseChange(
  topic: string,
  wanted: WantedChange,
  now: TopicState,
  after: TopicState,
): FieldRefusal | undefined {
  if (after.partitions < now.partitions) {
    return inField(
      PARTITIONS,
      `topic ${topic} has ${now.partitions} and Kafka takes none away; choose ${now.partitions} or more, or move its records to a new topic`,
    );
  }
  const key = 'min.insync.replicas';
  const least = Number(after.configs[key]?.value ?? NaN);
  return key in wanted.configs && least > after.replicationFactor
    ? inField(
        `configs.${key}`,
        `is ${least}, more than the ${after.replicationFactor} replica${
          after.replicationFactor === 1 ? '' : 's'
        } of each partition, so producers with acks=all would fail; choose at most ${
          after.replicationFactor
        }`,
      )
    : undefined;
}
