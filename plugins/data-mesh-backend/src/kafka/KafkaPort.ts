import type { KafkaErrorInfo } from './errors';

/** What became of one item of a bulk call. */
export type ItemResult<T> =
  | { ok: true; value: T }
  | { ok: false; error: KafkaErrorInfo };

/**
 * The answer to a bulk call.
 *
 * `complete` tells whether every broker that had to be asked has answered. It
 * says nothing of what Kafka hides from our credentials: a list that is
 * filtered by permission looks just like a shorter one (see
 * `snapshot/visibility.ts`).
 */
export type Answer<T> = {
  /** By name, in no particular order. */
  items: Map<string, ItemResult<T>>;
  complete: boolean;
  /** Why the answer is not complete, one entry a broker that failed. */
  missing: KafkaErrorInfo[];
};

export type Broker = {
  nodeId: number;
  host: string;
  port: number;
  rack?: string;
};

export type ClusterDescription = {
  /** Kafka's own ID of the cluster; another one means another cluster. */
  clusterId: string;
  controllerId: number;
  brokers: Broker[];
};

export type PartitionDescription = {
  partition: number;
  /** Node ID, or `undefined` while the partition has no leader. */
  leader?: number;
  replicas: number[];
  inSyncReplicas: number[];
};

export type TopicDescription = {
  name: string;
  topicId: string;
  internal: boolean;
  partitions: PartitionDescription[];
};

/** Topics by name, and the cluster that they are on. */
export type TopicListing = Answer<TopicDescription> & {
  cluster: ClusterDescription;
};

/** A value, and whether the topic itself sets it. */
export type TopicConfigValue = { value: string | null; overridden: boolean };
export type TopicConfigs = Record<string, TopicConfigValue>;

/** Offsets of one partition: the first record kept, and the next to come. */
export type PartitionOffsets = {
  partition: number;
  earliest: ItemResult<bigint>;
  latest: ItemResult<bigint>;
};

/** The first record of one partition that is not older than a time. */
export type PartitionOffsetAt = {
  partition: number;
  /** `undefined` where every record is older. */
  offset: ItemResult<bigint | undefined>;
};

export type GroupType = 'classic' | 'consumer' | 'share' | 'unknown';

export type GroupListing = {
  groupId: string;
  type: GroupType;
  /** As Kafka names it: `Stable`, `Empty`, `Dead`, … */
  state: string;
  /** `consumer` for consumer groups, else `connect`, `sr` and the like. */
  protocolType: string;
  /** Node ID of the broker that listed it, its coordinator. */
  coordinator: number;
};

export type GroupMember = {
  memberId: string;
  clientId: string;
  host: string;
};

export type GroupDescription = {
  groupId: string;
  state: string;
  members: GroupMember[];
};

/** Committed offsets of a group: topic → partition → next offset to read. */
export type CommittedOffsets = Map<string, Map<number, bigint>>;

export type ResourceType =
  | 'TOPIC'
  | 'GROUP'
  | 'CLUSTER'
  | 'TRANSACTIONAL_ID'
  | 'DELEGATION_TOKEN'
  | 'USER';
export type PatternType = 'LITERAL' | 'PREFIXED';
export type AclOperation =
  | 'ALL'
  | 'READ'
  | 'WRITE'
  | 'CREATE'
  | 'DELETE'
  | 'ALTER'
  | 'DESCRIBE'
  | 'CLUSTER_ACTION'
  | 'DESCRIBE_CONFIGS'
  | 'ALTER_CONFIGS'
  | 'IDEMPOTENT_WRITE'
  | 'CREATE_TOKENS'
  | 'DESCRIBE_TOKENS'
  | 'TWO_PHASE_COMMIT';

/** One ACL, exactly; there is no wildcard in its fields but `host: '*'`. */
export type AclBinding = {
  resourceType: ResourceType;
  resourceName: string;
  patternType: PatternType;
  principal: string;
  host: string;
  operation: AclOperation;
  permission: 'ALLOW' | 'DENY';
};

/** Which ACLs are asked for, and of whom. */
export type AclQuery = {
  /** Asks that broker; any one if left out. */
  brokerId?: number;
  /**
   * Only bindings that name exactly this principal: those of `User:*` apply to
   * it too and are not among them. All if left out.
   */
  principal?: string;
};

export type ScramMechanism = 'SCRAM-SHA-256' | 'SCRAM-SHA-512';

/** A user may have one password for each mechanism. */
export type ScramCredentialName = { user: string; mechanism: ScramMechanism };

export type NewScramCredential = ScramCredentialName & {
  password: string;
  /** 4,096, which is also the least that Kafka takes, up to 16,384. */
  iterations?: number;
};

export type ScramUser = {
  user: string;
  credentials: { mechanism: ScramMechanism; iterations: number }[];
};

/** A few records of one partition, wanted now. */
export type RecordsRequest = {
  topic: string;
  partition: number;
  /** The first one wanted. */
  offset: bigint;
  /** At most 10,000. */
  maxRecords: number;
  /**
   * At most 16 MiB, as stored: compressed records grow. Kafka gives the first
   * batch whole, however large it is.
   */
  maxBytes: number;
  /**
   * How long to wait for a record where there is none yet, and for all of it;
   * at most 20,000.
   */
  maxWaitMs: number;
};

export type FetchedRecord = {
  partition: number;
  offset: bigint;
  /** Milliseconds, by whose clock the topic says; -1 if it has none. */
  timestamp: number;
  key: Buffer | null;
  value: Buffer | null;
  /** In order; a name may come more than once. */
  headers: [name: string, value: Buffer | null][];
};

/** What nobody has, and no ACL names. */
export type AccessProbeNames = {
  topic: string;
  group: string;
  transactionalId: string;
};

/** `unknown`: Kafka did not answer the question, or not clearly. */
export type ProbeResult = 'allowed' | 'denied' | 'unknown';
export type AccessProbe = Record<keyof AccessProbeNames, ProbeResult>;

export type NewTopic = {
  name: string;
  partitions: number;
  /** -1 takes the broker's default. */
  replicationFactor: number;
  configs: Record<string, string>;
};

/**
 * A topic as Kafka makes it, or would. What our credentials may not read is
 * left out.
 */
export type CreatedTopic = {
  topicId: string;
  partitions?: number;
  replicationFactor?: number;
  configs?: TopicConfigs;
};

/** New values by name; `null` returns a key to the broker's default. */
export type ConfigChanges = Record<string, string | null>;

/**
 * Everything that the suite asks of a Kafka cluster.
 *
 * Calls are in bulk and answer per item; only what concerns the whole call
 * (no broker reachable, wrong password) is thrown, as a {@link KafkaError}.
 * None of them retries by itself: the next pass asks again.
 *
 * The contract tests beside it, run on real brokers, are its definition.
 */
export interface KafkaPort {
  describeCluster(): Promise<ClusterDescription>;

  /**
   * Every topic that our credentials may see, internal ones included, with the
   * cluster as {@link describeCluster} has it: Metadata tells both at once.
   */
  listTopics(): Promise<TopicListing>;

  /**
   * Asks for topics by name. Unlike a list this tells "it does not exist"
   * (`NOT_FOUND`) from "you may not know" (`NOT_AUTHORIZED`).
   */
  describeTopics(names: string[]): Promise<Answer<TopicDescription>>;

  /** The named configuration keys of each topic. */
  describeTopicConfigs(
    names: string[],
    keys: string[],
  ): Promise<Answer<TopicConfigs>>;

  /** Earliest and latest offset of each partition, asked of its leader. */
  listOffsets(topics: TopicDescription[]): Promise<Answer<PartitionOffsets[]>>;

  /**
   * The offset of each partition's first record at or after a time, asked of
   * its leader.
   *
   * @param timestampMs - milliseconds since 1970
   * @throws TypeError if that is no such time
   */
  listOffsetsAt(
    topics: TopicDescription[],
    timestampMs: number,
  ): Promise<Answer<PartitionOffsetAt[]>>;

  /**
   * A few records of one partition, without a consumer group: nothing is
   * committed, and nobody sees us read. There are fewer than asked for where
   * the partition ends or a limit is reached. Records of transactions that
   * were aborted, or are still open, are left out, and Kafka's own markers.
   *
   * @returns records in the order of their offsets
   * @throws KafkaError `NOT_FOUND`, `NOT_AUTHORIZED`, or `OUT_OF_RANGE` if the
   *   partition does not reach to the offset, or no longer
   * @throws TypeError if a limit is not within its bounds
   */
  fetchRecords(request: RecordsRequest): Promise<FetchedRecord[]>;

  /** Groups of every type on every broker. */
  listGroups(): Promise<Answer<GroupListing>>;

  /** Members of classic and KIP-848 groups; share groups are left out. */
  describeGroups(groups: GroupListing[]): Promise<Answer<GroupDescription>>;

  /**
   * Committed offsets. Kafka leaves out, without an error, topics that our
   * credentials may not describe.
   */
  fetchGroupOffsets(groups: GroupListing[]): Promise<Answer<CommittedOffsets>>;

  /**
   * Commits offsets for a group from outside, as an administrator does. Kafka
   * takes them only while the group has no members (else `GROUP_ACTIVE`), makes
   * a group that does not exist, and does not check that the log reaches so
   * far.
   *
   * @returns results by `topic/partition`
   * @throws TypeError if an offset is negative
   */
  alterGroupOffsets(
    group: GroupListing,
    offsets: CommittedOffsets,
  ): Promise<Answer<void>>;

  /**
   * ACLs, as the asked broker knows them. `SECURITY_DISABLED` is thrown where
   * the cluster has no authorizer.
   *
   * @throws TypeError if the principal is empty
   */
  describeAcls(query?: AclQuery): Promise<AclBinding[]>;

  /**
   * Creates bindings. One that exists already succeeds too, so the answer
   * does not tell whether we made it.
   *
   * @returns one result a binding, in the order given
   */
  createAcls(bindings: AclBinding[]): Promise<ItemResult<void>[]>;

  /**
   * Deletes exactly these bindings, and nothing that merely matches.
   *
   * @returns one result a binding, in the order given: whether it was there
   * @throws TypeError if a field is empty or a pattern is not exact, before
   *   anything is sent: Kafka would take it to mean "any"
   */
  deleteAcls(
    bindings: AclBinding[],
  ): Promise<ItemResult<{ existed: boolean }>[]>;

  /**
   * Whether our credentials may know of these names, which nobody has. Where
   * they may, and no ACL of ours says so, the cluster lets everyone do whatever
   * no ACL forbids (`allow.everyone.if.no.acl.found`). A transactional ID tells
   * best: there is hardly ever an ACL that covers all of them, as our own do
   * topics and groups. A super-user may always.
   *
   * @throws TypeError if a name is empty
   */
  probeAccess(names: AccessProbeNames): Promise<AccessProbe>;

  /**
   * Which mechanisms each user has a password for; one that Kafka does not know
   * is `NOT_FOUND`. No names, no answers: this never lists all users.
   */
  describeScramUsers(users: string[]): Promise<Answer<ScramUser>>;

  /**
   * Sets passwords. A user that exists is silently overwritten: whoever uses
   * the old password can no longer log in. Other brokers and
   * {@link KafkaPort.describeScramUsers} may know of it a moment later.
   *
   * Never throws a KafkaError; no error shows a password.
   *
   * @returns one result a credential, in the order given
   * @throws TypeError if a name or password is empty, or Kafka would not take
   *   the iterations, before anything is sent
   */
  upsertScramUsers(
    credentials: NewScramCredential[],
  ): Promise<ItemResult<void>[]>;

  /**
   * Takes passwords away; one that is not there is `NOT_FOUND`. Connections
   * that are open stay so.
   *
   * @returns one result a credential, in the order given
   * @throws TypeError if a name is empty, before anything is sent
   */
  deleteScramUsers(
    credentials: ScramCredentialName[],
  ): Promise<ItemResult<void>[]>;

  /**
   * Creates all topics by one request, which is the only way to have two that
   * differ by `.` and `_` alone.
   *
   * @returns what came of each, the brokers' defaults included
   */
  createTopics(
    topics: NewTopic[],
    options?: { validateOnly?: boolean },
  ): Promise<Answer<CreatedTopic>>;

  /** Deletes topics with all that is in them, by their exact names. */
  deleteTopics(names: string[]): Promise<Answer<void>>;

  /**
   * Gives topics more partitions. Records with a key may then come to another
   * partition than those before them.
   *
   * @param totals - new number of partitions, old ones included, by topic;
   *   `INVALID` unless it is larger than today's
   */
  createPartitions(
    totals: Map<string, number>,
    options?: { validateOnly?: boolean },
  ): Promise<Answer<void>>;

  /** Changes the named keys and leaves all others as they are (KIP-339). */
  alterTopicConfigs(
    changes: Map<string, ConfigChanges>,
    options?: { validateOnly?: boolean },
  ): Promise<Answer<void>>;

  close(): Promise<void>;
}
