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

/** A value, and whether the topic itself sets it. */
export type TopicConfigValue = { value: string | null; overridden: boolean };
export type TopicConfigs = Record<string, TopicConfigValue>;

/** Offsets of one partition: the first record kept, and the next to come. */
export type PartitionOffsets = {
  partition: number;
  earliest: ItemResult<bigint>;
  latest: ItemResult<bigint>;
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

export type NewTopic = {
  name: string;
  partitions: number;
  /** -1 takes the broker's default. */
  replicationFactor: number;
  configs: Record<string, string>;
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
 * `KafkaPort.contract.test.ts`, run on a real broker, is its definition.
 */
export interface KafkaPort {
  describeCluster(): Promise<ClusterDescription>;

  /** Every topic that our credentials may see, internal ones included. */
  listTopics(): Promise<Answer<TopicDescription>>;

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
   * All ACLs, as the asked broker knows them. `SECURITY_DISABLED` is thrown
   * where the cluster has no authorizer.
   *
   * @param brokerId - asks that broker; any one if left out
   */
  describeAcls(brokerId?: number): Promise<AclBinding[]>;

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
   * Creates all topics by one request, which is the only way to have two that
   * differ by `.` and `_` alone.
   */
  createTopics(
    topics: NewTopic[],
    options?: { validateOnly?: boolean },
  ): Promise<Answer<void>>;

  /** Changes the named keys and leaves all others as they are (KIP-339). */
  alterTopicConfigs(
    changes: Map<string, ConfigChanges>,
    options?: { validateOnly?: boolean },
  ): Promise<Answer<void>>;

  close(): Promise<void>;
}
