import type { Refusal } from '../access/refusal';
import {
  refusal,
  refuseForeignTopic,
} from '../product-store/decidePublication';
import type { CreationOf, MadeTopic, WantedTopic } from './creation';
import { TOPIC_CONFIGS, unknownConfig } from './topicConfigs';

/** A refusal, and which field of what was sent it is about. */
export type FieldRefusal = Refusal & { field?: string };

/** What Kafka says of a topic, asked by its name. */
export type LiveTopic =
  | { state: 'absent' }
  | ({ state: 'there' } & MadeTopic)
  /** `isDenied`: our own credential may not know. */
  | { state: 'unknown'; reason: string; isDenied?: boolean };

/** How a cluster stands to what is to be made on it. */
export type ClusterStanding = {
  name: string;
  isConfigured: boolean;
  isManaged: boolean;
  /** Whether a full pass has succeeded at least once. */
  isRead: boolean;
  /** Whether there is a provisioning credential of our own. */
  canProvision: boolean;
  /** Why nothing may be made with this database, if so. */
  storageProblem?: string;
};

/** Everything that decides whether somebody may create a topic. */
export type TopicFacts = {
  cluster: ClusterStanding;
  wanted: WantedTopic;
  /** Whether the mesh follows topics of that name. */
  isFollowed: boolean;
  domainRef?: string;
  /** Owner of that domain, if a trusted location says who that is. */
  domainOwner?: string;
  /** Everyone whom the caller speaks for. */
  speaksFor: ReadonlySet<string>;
  live: LiveTopic;
  /** What the same run has begun or made before. */
  own?: CreationOf<'topic'>;
  /** When the mesh first saw the topic that is there, in milliseconds. */
  firstSeenAt?: number;
};

/** Longest name that Kafka takes. */
export const MAX_TOPIC_NAME = 249;
const LEGAL = /^[A-Za-z0-9._-]+$/;
const MAX_PARTITIONS = 1_000;
const MAX_SHOWN_KEY = 100;
// A call ends within seconds; what appears later is somebody else's.
const CALL_BOUND_MS = 10 * 60_000;

/** A refusal of what one field of the input says. */
export const inField = (field: string, message: string): FieldRefusal => ({
  ...refusal('INVALID', `${field}: ${message}`),
  field,
});

/** What is wrong with the name of a topic, if anything. */
export function topicNameProblem(name: string): string | undefined {
  if (name.length > MAX_TOPIC_NAME) {
    return `has ${name.length} characters, more than the ${MAX_TOPIC_NAME} that Kafka takes; choose a shorter one`;
  }
  if (name === '.' || name === '..' || !LEGAL.test(name)) {
    return `'${name}' is no name of a topic; use letters, digits, dots, underscores and hyphens`;
  }
  return name.startsWith('__')
    ? `'${name}' begins with two underscores, which Kafka keeps for itself; choose another one`
    : undefined;
}

/** What is wrong with a topic as it is wanted, whoever wants it. */
export function refuseWanted({
  name,
  partitions,
  replicationFactor,
  configs,
}: WantedTopic): FieldRefusal | undefined {
  const named = topicNameProblem(name);
  if (named) return inField('name', named);
  if (partitions < 1 || partitions > MAX_PARTITIONS) {
    return inField(
      'partitions',
      `is ${partitions}; choose 1 to ${MAX_PARTITIONS}`,
    );
  }
  if (replicationFactor === 0) {
    return inField(
      'replicationFactor',
      'is 0; choose how many brokers keep each partition, or -1 for their default',
    );
  }
  const key = unknownConfig(Object.keys(configs));
  return key === undefined
    ? undefined
    : inField(
        `configs.${key.slice(0, MAX_SHOWN_KEY)}`,
        `cannot be set here; set one of ${TOPIC_CONFIGS.join(', ')}`,
      );
}

/**
 * Why nothing can be made on a cluster, if so.
 *
 * @param what - as in "no topic can be created"
 * @param by - with which credential
 */
export function refuseCluster(
  cluster: ClusterStanding,
  what: string,
  by: 'provisioning' | 'registry' = 'provisioning',
): FieldRefusal | undefined {
  const { name } = cluster;
  const key = `dataMesh.clusters.${name}`;
  const of = (code: Refusal['code'], message: string) => ({
    ...refusal(code, message),
    field: 'cluster',
  });
  if (!cluster.isConfigured) {
    return of(
      'NOT_FOUND',
      `Cluster ${name} is not configured, or not as it should be; name one of dataMesh.clusters`,
    );
  }
  if (!cluster.isManaged) {
    return of(
      'CONFLICT',
      `Cluster ${name} is only observed, so ${what} on it; an operator can set ${key}.mode to manage`,
    );
  }
  if (cluster.storageProblem) return of('CONFLICT', cluster.storageProblem);
  if (by === 'provisioning' && !cluster.canProvision) {
    return of(
      'CONFLICT',
      `Cluster ${name} has no provisioning credential of the portal's own, so ${what} on it; an operator can set ${key}.credentials.provisioning`,
    );
  }
  return cluster.isRead
    ? undefined
    : of(
        'UNAVAILABLE',
        `Cluster ${name} has not been read yet, so ${what} on it; try again in a minute`,
      );
}

/** Whether two wishes for a topic are the same. */
export function isSameTopic(a: WantedTopic, b: WantedTopic): boolean {
  const sorted = (configs: WantedTopic['configs']) =>
    JSON.stringify(Object.entries(configs).sort());
  return (
    a.partitions === b.partitions &&
    a.replicationFactor === b.replicationFactor &&
    sorted(a.configs) === sorted(b.configs)
  );
}

/**
 * Whether the topic that is there is the one that a run has begun or made,
 * rather than one that somebody else has made meanwhile.
 */
export function isOwnTopic({
  own,
  live,
  firstSeenAt,
}: Pick<TopicFacts, 'own' | 'live' | 'firstSeenAt'>): boolean {
  if (live.state !== 'there' || !own || own.state === 'undone') return false;
  if (own.made) return own.made.topicId === live.topicId;
  const { partitions, replicationFactor } = own.wanted;
  return (
    partitions === live.partitions &&
    (replicationFactor < 0 || replicationFactor === live.replicationFactor) &&
    (firstSeenAt === undefined || firstSeenAt - own.intendedAt < CALL_BOUND_MS)
  );
}

function refuseExisting(facts: TopicFacts): FieldRefusal | undefined {
  const { cluster, wanted, live, own } = facts;
  const where = `Topic ${wanted.name} of cluster ${cluster.name}`;
  const of = (code: Refusal['code'], message: string) => ({
    ...refusal(code, message),
    field: 'name',
  });
  if (live.state === 'unknown') {
    return of(
      'UNAVAILABLE',
      `Kafka could not say whether ${
        wanted.name
      } exists, so nothing was created; ${
        live.isDenied
          ? `give the provisioning credential of cluster ${cluster.name} CREATE, ALTER_CONFIGS and DESCRIBE on it, or on a prefix of it`
          : 'try again once it answers'
      } (${live.reason})`,
    );
  }
  if (own?.state === 'undoing') {
    return of(
      'CONFLICT',
      `${where} is being taken back; undo the run again first`,
    );
  }
  if (own?.state === 'created' && live.state === 'absent') {
    return of(
      'CONFLICT',
      `${where} was created in this run and has been deleted since; begin another run`,
    );
  }
  if (live.state === 'absent') return undefined;
  if (!isOwnTopic(facts)) {
    return of(
      'CONFLICT',
      `${where} exists already; choose another name, or publish the topic that is there`,
    );
  }
  return own && isSameTopic(own.wanted, wanted)
    ? undefined
    : of(
        'CONFLICT',
        `${where} was created in this run with other partitions or configs; change it, or begin another run`,
      );
}

/** Why somebody may not create a topic; nothing where they may. Pure. */
export function decideTopic(facts: TopicFacts): FieldRefusal | undefined {
  const { cluster, wanted, speaksFor, domainRef, domainOwner } = facts;
  const { name } = wanted;
  const foreign = () => {
    const found = refuseForeignTopic(
      { cluster: cluster.name, topic: name, domainRef, domainOwner },
      speaksFor,
      { can: 'create it', ask: 'create it' },
    );
    return found && { ...found, field: 'name' };
  };
  return (
    refuseWanted(wanted) ??
    refuseCluster(cluster, 'no topic can be created') ??
    foreign() ??
    (facts.isFollowed
      ? undefined
      : inField(
          'name',
          `${name} is none of the topics that the portal follows; choose one that dataMesh.clusters.${cluster.name}.topics includes`,
        )) ??
    refuseExisting(facts)
  );
}
