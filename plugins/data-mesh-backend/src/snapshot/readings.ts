import type { ClusterSettings } from '../config/DataMeshConfig';
import { toKafkaError, type KafkaErrorInfo } from '../kafka/errors';
import type {
  AclBinding,
  Answer,
  ClusterDescription,
  CommittedOffsets,
  GroupDescription,
  GroupListing,
  KafkaPort,
  PartitionOffsets,
  TopicConfigs,
  TopicDescription,
} from '../kafka/KafkaPort';
import type { SubjectRecord } from '../schema-registry/SchemaRegistryPort';
import { topicFilter } from './followedTopics';
import { provesFullView } from './visibility';

/** The configuration keys that the mesh reads of each topic. */
export const TOPIC_CONFIG_KEYS = [
  'cleanup.policy',
  'retention.ms',
  'retention.bytes',
  'min.insync.replicas',
  'max.message.bytes',
  'compression.type',
];

/** What a light tick saw. */
export type LightReading = {
  cluster: ClusterDescription;
  /** Topics that we follow and that could be described. */
  topics: Map<string, TopicDescription>;
  /** Known topics that Kafka, asked by name, says do not exist. */
  gone: string[];
  /** Values of those topics that are new or changed. */
  configs: Map<string, TopicConfigs>;
};

/** What a full pass saw. `undefined` is "could not ask", never "empty". */
export type FullReading = LightReading & {
  offsets: Map<string, PartitionOffsets[]>;
  groups?: GroupListing[];
  groupDescriptions: Map<string, GroupDescription>;
  groupOffsets: Map<string, CommittedOffsets>;
  acls?: AclBinding[];
  subjects?: SubjectRecord[];
  gaps: KafkaErrorInfo[];
};

/** What the last snapshot knows of a topic. */
export type KnownTopic = {
  topicId: string;
  partitions: number;
  replicationFactor: number;
};

export function replicationOf(topic: TopicDescription): number {
  return topic.partitions[0]?.replicas.length ?? 0;
}

function isChanged(topic: TopicDescription, known?: KnownTopic): boolean {
  return (
    !known ||
    known.topicId !== topic.topicId ||
    known.partitions !== topic.partitions.length ||
    known.replicationFactor !== replicationOf(topic)
  );
}

function okValues<T>(answer: Answer<T>): Map<string, T> {
  const values = new Map<string, T>();
  for (const [name, result] of answer.items) {
    if (result.ok) values.set(name, result.value);
  }
  return values;
}

/**
 * Which of the vanished topics do not exist. A list may lack a topic because
 * we may not see it any more; asked by name, Kafka tells the two apart.
 */
async function findGone(
  port: KafkaPort,
  vanished: string[],
): Promise<string[]> {
  if (vanished.length === 0) return [];
  const { items } = await port.describeTopics(vanished);
  return vanished.filter(name => {
    const result = items.get(name);
    return result && !result.ok && result.error.code === 'NOT_FOUND';
  });
}

/** One Metadata request, and more only where something has changed. */
export async function readLight(
  port: KafkaPort,
  settings: ClusterSettings,
  known: Map<string, KnownTopic>,
): Promise<LightReading> {
  const follows = topicFilter(settings.topics);
  const { cluster, ...listed } = await port.listTopics();
  const topics = new Map<string, TopicDescription>();
  for (const [name, result] of listed.items) {
    if (result.ok && follows(result.value)) topics.set(name, result.value);
  }
  // Topics that our own configuration excludes now are gone for the mesh, too.
  const excluded = [...known.keys()].filter(
    name => listed.items.has(name) && !follows({ name, internal: false }),
  );
  const vanished = [...known.keys()].filter(name => !listed.items.has(name));
  const gone = [...excluded, ...(await findGone(port, vanished))];
  const changed = [...topics.values()].filter(topic =>
    isChanged(topic, known.get(topic.name)),
  );
  const configs = changed.length
    ? okValues(
        await port.describeTopicConfigs(
          changed.map(({ name }) => name),
          TOPIC_CONFIG_KEYS,
        ),
      )
    : new Map<string, TopicConfigs>();
  return { cluster, topics, gone, configs };
}

/** Runs one question of a pass; what fails is a gap, and the pass goes on. */
async function asking<T>(
  gaps: KafkaErrorInfo[],
  item: string,
  ask: () => Promise<T>,
): Promise<T | undefined> {
  try {
    return await ask();
  } catch (error) {
    gaps.push(toKafkaError(error, item).info());
    return undefined;
  }
}

function visibilityGaps(
  settings: ClusterSettings,
  acls: AclBinding[] | 'no authorizer' | undefined,
): KafkaErrorInfo[] {
  if (acls === 'no authorizer') return [];
  const principal = settings.credentials.sync?.principal;
  return (['TOPIC', 'GROUP'] as const)
    .filter(
      type =>
        !acls || !provesFullView(principal, settings.superUsers, acls, type),
    )
    .map(type => ({
      code: 'NOT_AUTHORIZED' as const,
      message: `${type.toLowerCase()}s of cluster ${
        settings.name
      }: no ACL proves that we see all of them, so the list may be short; give ${
        principal ?? 'our principal'
      } DESCRIBE on ${type} *`,
      retryable: false,
      item: `${type} *`,
    }));
}

/** Everything that one pass over a cluster can see. */
export async function readFull(
  port: KafkaPort,
  settings: ClusterSettings,
  known: Map<string, KnownTopic>,
  readSubjects?: () => Promise<SubjectRecord[]>,
): Promise<FullReading> {
  const gaps: KafkaErrorInfo[] = [];
  const label = `cluster ${settings.name}`;
  // As if nothing were known of the topics but their names: a full pass reads
  // all configuration afresh.
  const light = await readLight(
    port,
    settings,
    new Map(
      [...known.keys()].map(name => [
        name,
        { topicId: '', partitions: -1, replicationFactor: -1 },
      ]),
    ),
  );
  const [offsets, groups, acls, subjects] = await Promise.all([
    port.listOffsets([...light.topics.values()]),
    asking(gaps, `groups of ${label}`, () => port.listGroups()),
    asking(gaps, `ACLs of ${label}`, () => readAcls(port)),
    readSubjects && asking(gaps, `schema registry of ${label}`, readSubjects),
  ]);
  gaps.push(...offsets.missing, ...(groups?.missing ?? []));
  gaps.push(...visibilityGaps(settings, acls));

  const listings = groups ? [...okValues(groups).values()] : [];
  const [descriptions, committed] = await Promise.all([
    port.describeGroups(listings),
    port.fetchGroupOffsets(listings),
  ]);
  gaps.push(...descriptions.missing, ...committed.missing);
  return {
    ...light,
    offsets: okValues(offsets),
    groups: groups?.complete ? listings : undefined,
    groupDescriptions: okValues(descriptions),
    groupOffsets: okValues(committed),
    acls: acls === 'no authorizer' ? [] : acls,
    subjects,
    gaps: gaps.sort((a, b) => (a.message < b.message ? -1 : 1)),
  };
}

async function readAcls(
  port: KafkaPort,
): Promise<AclBinding[] | 'no authorizer'> {
  try {
    return await port.describeAcls();
  } catch (error) {
    const known = toKafkaError(error, 'ACLs');
    if (known.code === 'SECURITY_DISABLED') return 'no authorizer';
    throw known;
  }
}
