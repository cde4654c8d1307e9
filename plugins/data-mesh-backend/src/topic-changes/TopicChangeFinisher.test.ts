import type { Knex } from 'knex';
import { Databases, DATABASES } from '../__testUtils__/databases';
import type { KafkaPort } from '../kafka/KafkaPort';
import { TopicChangeFinisher } from './TopicChangeFinisher';
import { findTopicChange, intendTopicChange } from './topicChangeRows';

jest.setTimeout(60_000);

const NOW = 1_790_000_000_000;
const CHANGE = {
  id: '1',
  cluster: 'main',
  topic: 'a',
  topicId: 'id',
  planHash: 'h',
  wanted: { partitions: 2, configs: { 'retention.ms': '1000' } },
  plan: {
    hash: 'h',
    changes: [
      { key: 'partitions', from: '1', to: '2', consequence: 'It is for good' },
      { key: 'retention.ms', to: '1000', consequence: 'Records go' },
    ],
    consequences: ['It is for good', 'Records go'],
    results: [],
  },
  reason: 'more readers',
  changedBy: 'user:default/olivia',
  intendedAt: NOW,
};

/** What Kafka says of the topic, whatever it was asked for. */
function kafka(topicId: string, partitions: number, retention?: string) {
  const name = 'a';
  const value = {
    name,
    topicId,
    internal: false,
    partitions: Array.from({ length: partitions }, (_, partition) => ({
      partition,
      replicas: [1],
      inSyncReplicas: [1],
    })),
  };
  const configs = retention
    ? { 'retention.ms': { value: retention, overridden: true } }
    : {};
  const answer = (item: unknown) => async () => ({
    items: new Map([[name, { ok: true, value: item }]]),
    complete: true,
    missing: [],
  });
  return {
    describeTopics: answer(value),
    describeTopicConfigs: answer(configs),
  } as unknown as KafkaPort;
}

describe.each(DATABASES)('a change that nobody carries on, on %s', id => {
  const databases = new Databases();
  let db: Knex;
  let finisher: TopicChangeFinisher;

  beforeEach(async () => {
    db = await databases.migrated(id);
    finisher = new TopicChangeFinisher({
      db,
      onChange: async () => {},
      kick: () => {},
      clock: () => NOW,
    });
    await intendTopicChange(db, CHANGE);
  });

  const seen = async (port: KafkaPort) => {
    const open = await findTopicChange(db, 'main', 'a');
    if (!open) throw new Error('the change is lost');
    await finisher.settleSeen(port, open);
    const history = await db('history').select();
    return history.map(({ actor, action, details }) => [
      actor,
      action,
      JSON.parse(details),
    ]);
  };

  it('is told as far as it has arrived', async () => {
    expect(await seen(kafka('id', 1, '1000'))).toEqual([
      [
        CHANGE.changedBy,
        'topic.changed',
        {
          changes: [{ key: 'retention.ms', to: '1000' }],
          consequences: ['Records go'],
          reason: 'more readers',
        },
      ],
    ]);
    expect(await findTopicChange(db, 'main', 'a')).toMatchObject({
      state: 'changed',
    });
    const [topic] = await db('topics').select();
    expect(topic.configs).toContain('"1000"');
  });

  it('names those with access who notice it, and only once it is there', async () => {
    const grant = (n: number, over: object) => ({
      id: `g${n}`,
      origin: 'request',
      environment: 'production',
      cluster: 'main',
      topic: 'a',
      consumer_ref: `component:default/c${n}`,
      principal: `User:c${n}`,
      mode: 'read',
      purpose: 'p',
      approved_by: '[]',
      requested_by: 'user:default/liam',
      duration: 'P90D',
      state: 'active',
      version: 1,
      starts_at: NOW,
      ends_at: NOW + 1,
      live_key: `k${n}`,
      created_at: NOW,
      ...over,
    });
    await db('grants').insert([
      grant(2, { mode: 'write' }),
      grant(1, {}),
      grant(3, { consumer_ref: 'component:default/c1' }),
      grant(4, { state: 'expired', live_key: null }),
      grant(5, { topic: 'b' }),
    ]);
    const [[, , details]] = await seen(kafka('id', 1, '1000'));
    expect(details).toMatchObject({
      told: ['Records go'],
      consumers: ['component:default/c1', 'component:default/c2'],
    });
  });

  it.each([
    ['came to nothing', kafka('id', 1)],
    ['was of a topic that is gone', kafka('another', 2, '1000')],
  ])('is forgotten where it %s', async (_, port) => {
    expect(await seen(port)).toEqual([]);
    expect(await findTopicChange(db, 'main', 'a')).toBeUndefined();
  });

  it('stays open while Kafka cannot be asked', async () => {
    const away = {
      describeTopics: async () => {
        throw new Error('connection refused');
      },
    } as unknown as KafkaPort;
    await expect(seen(away)).rejects.toThrow(/connection refused/);
    expect(await findTopicChange(db, 'main', 'a')).toMatchObject({
      state: 'intended',
    });
  });
});
