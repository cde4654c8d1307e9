import { KafkaError, type KafkaErrorInfo } from '../../kafka/errors';
import type {
  AclBinding,
  AclQuery,
  Answer,
  ClusterDescription,
  CommittedOffsets,
  GroupDescription,
  GroupListing,
  ItemResult,
  KafkaPort,
  PartitionOffsets,
  TopicConfigs,
  TopicDescription,
  TopicListing,
} from '../../kafka/KafkaPort';

/** What happens to whoever asks. */
export function failure(
  code: KafkaErrorInfo['code'],
  item: string,
): KafkaErrorInfo {
  return {
    code,
    message: `${item}: ${code.toLowerCase()}`,
    retryable: code === 'UNREACHABLE',
    item,
  };
}

type FakeTopic = {
  id: string;
  internal: boolean;
  leaders: Array<number | undefined>;
  configs: Record<string, string>;
  /** Next offsets, by partition. */
  latest: Array<bigint | KafkaErrorInfo>;
  earliest: bigint[];
  /** We may not know of it: lists leave it out, names are refused. */
  hidden: boolean;
};

type FakeGroup = {
  type: GroupListing['type'];
  state: string;
  members: number;
  offsets: CommittedOffsets;
};

const UNUSED = (): never => {
  throw new Error('the sync only reads');
};

/** ACLs that prove that `User:sync` sees all topics and groups. */
export const FULL_VIEW: AclBinding[] = (['TOPIC', 'GROUP'] as const).map(
  resourceType => ({
    resourceType,
    resourceName: '*',
    patternType: 'LITERAL',
    principal: 'User:sync',
    host: '*',
    operation: 'DESCRIBE',
    permission: 'ALLOW',
  }),
);

/** A cluster in memory, which fails as one tells it to. */
export class FakeKafka implements KafkaPort {
  clusterId = 'fake-1';
  acls: AclBinding[] = FULL_VIEW;
  readonly topics = new Map<string, FakeTopic>();
  readonly groups = new Map<string, FakeGroup>();
  /** Thrown by the call of that name. */
  readonly failing = new Map<keyof KafkaPort, KafkaErrorInfo>();
  /** Brokers that do not answer the call of that name. */
  readonly missing = new Map<keyof KafkaPort, KafkaErrorInfo>();
  /** Names of all calls, in order. */
  readonly calls: Array<keyof KafkaPort> = [];
  /** Runs while a call is under way. */
  during: () => void | Promise<void> = () => {};
  #ids = 0;

  add(name: string, over: Partial<FakeTopic> = {}): FakeTopic {
    this.#ids += 1;
    const topic: FakeTopic = {
      id: `id-${this.#ids}`,
      internal: false,
      leaders: [1],
      configs: { 'retention.ms': '604800000' },
      latest: [10n],
      earliest: [0n],
      hidden: false,
      ...over,
    };
    this.topics.set(name, topic);
    return topic;
  }

  addAll(...names: string[]): void {
    for (const name of names) this.add(name);
  }

  topic(name: string): FakeTopic {
    const topic = this.topics.get(name);
    if (!topic) throw new Error(`there is no topic ${name}`);
    return topic;
  }

  addGroup(
    id: string,
    offsets: Record<string, bigint[]>,
    over: Partial<FakeGroup> = {},
  ): void {
    this.groups.set(id, {
      type: 'classic',
      state: 'Stable',
      members: 1,
      offsets: new Map(
        Object.entries(offsets).map(([topic, list]) => [
          topic,
          new Map(list.map((offset, i) => [i, offset])),
        ]),
      ),
      ...over,
    });
  }

  async describeCluster(): Promise<ClusterDescription> {
    await this.#called('describeCluster');
    return this.#cluster();
  }

  async listTopics(): Promise<TopicListing> {
    await this.#called('listTopics');
    const visible = [...this.topics].filter(([, topic]) => !topic.hidden);
    return {
      cluster: this.#cluster(),
      ...this.#answer(
        'listTopics',
        visible.map(([name]) => [name, this.#describe(name)]),
      ),
    };
  }

  #cluster(): ClusterDescription {
    return {
      clusterId: this.clusterId,
      controllerId: 1,
      brokers: [{ nodeId: 1, host: 'localhost', port: 9092 }],
    };
  }

  async describeTopics(names: string[]): Promise<Answer<TopicDescription>> {
    await this.#called('describeTopics');
    return this.#answer(
      'describeTopics',
      names.map(name => [name, this.#describe(name)]),
    );
  }

  async describeTopicConfigs(names: string[]): Promise<Answer<TopicConfigs>> {
    await this.#called('describeTopicConfigs');
    return this.#answer(
      'describeTopicConfigs',
      names.map(name => [
        name,
        {
          ok: true,
          value: Object.fromEntries(
            Object.entries(this.topic(name).configs).map(([key, value]) => [
              key,
              { value, overridden: true },
            ]),
          ),
        },
      ]),
    );
  }

  async listOffsets(
    topics: TopicDescription[],
  ): Promise<Answer<PartitionOffsets[]>> {
    await this.#called('listOffsets');
    return this.#answer(
      'listOffsets',
      topics.map(({ name }) => {
        const { latest, earliest } = this.topic(name);
        const value = latest.map(
          (offset, partition): PartitionOffsets => ({
            partition,
            earliest: { ok: true, value: earliest[partition] },
            latest:
              typeof offset === 'bigint'
                ? { ok: true, value: offset }
                : { ok: false, error: offset },
          }),
        );
        return [name, { ok: true, value }];
      }),
    );
  }

  async listGroups(): Promise<Answer<GroupListing>> {
    await this.#called('listGroups');
    return this.#answer(
      'listGroups',
      [...this.groups].map(([groupId, { type, state }]) => [
        groupId,
        {
          ok: true,
          value: {
            groupId,
            type,
            state,
            protocolType: 'consumer',
            coordinator: 1,
          },
        },
      ]),
    );
  }

  async describeGroups(
    groups: GroupListing[],
  ): Promise<Answer<GroupDescription>> {
    await this.#called('describeGroups');
    return this.#answer(
      'describeGroups',
      groups.map(({ groupId, state }) => [
        groupId,
        {
          ok: true,
          value: {
            groupId,
            state,
            members: Array.from(
              { length: this.groups.get(groupId)?.members ?? 0 },
              (_, i) => ({
                memberId: `${groupId}-${i}`,
                clientId: groupId,
                host: '/127.0.0.1',
              }),
            ),
          },
        },
      ]),
    );
  }

  async fetchGroupOffsets(
    groups: GroupListing[],
  ): Promise<Answer<CommittedOffsets>> {
    await this.#called('fetchGroupOffsets');
    return this.#answer(
      'fetchGroupOffsets',
      groups.map(({ groupId }) => [
        groupId,
        {
          ok: true,
          value: this.groups.get(groupId)?.offsets ?? new Map(),
        },
      ]),
    );
  }

  async describeAcls({ principal }: AclQuery = {}): Promise<AclBinding[]> {
    await this.#called('describeAcls');
    return this.acls.filter(
      acl => principal === undefined || acl.principal === principal,
    );
  }

  createAcls = UNUSED;
  deleteAcls = UNUSED;
  createTopics = UNUSED;
  alterTopicConfigs = UNUSED;
  alterGroupOffsets = UNUSED;
  createPartitions = UNUSED;
  deleteScramUsers = UNUSED;
  deleteTopics = UNUSED;
  describeScramUsers = UNUSED;
  fetchRecords = UNUSED;
  listOffsetsAt = UNUSED;
  probeAccess = UNUSED;
  upsertScramUsers = UNUSED;
  async close(): Promise<void> {}

  async #called(name: keyof KafkaPort): Promise<void> {
    this.calls.push(name);
    await this.during();
    const info = this.failing.get(name);
    if (info) throw new KafkaError(info);
  }

  #describe(name: string): ItemResult<TopicDescription> {
    const topic = this.topics.get(name);
    if (!topic) return { ok: false, error: failure('NOT_FOUND', name) };
    if (topic.hidden) {
      return { ok: false, error: failure('NOT_AUTHORIZED', name) };
    }
    return {
      ok: true,
      value: {
        name,
        topicId: topic.id,
        internal: topic.internal,
        partitions: topic.leaders.map((leader, partition) => ({
          partition,
          ...(leader === undefined ? {} : { leader }),
          replicas: [1],
          inSyncReplicas: [1],
        })),
      },
    };
  }

  #answer<T>(
    call: keyof KafkaPort,
    items: Array<[string, ItemResult<T>]>,
  ): Answer<T> {
    const missing = this.missing.get(call);
    return {
      items: new Map(items),
      complete: !missing,
      missing: missing ? [missing] : [],
    };
  }
}
