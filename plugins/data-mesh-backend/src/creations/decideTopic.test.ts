import fc from 'fast-check';
import type { CreationOf, WantedTopic } from './creation';
import {
  decideTopic,
  isOwnTopic,
  isSameTopic,
  topicNameProblem,
  type TopicFacts,
} from './decideTopic';
import { refusedByKafka } from './kafkaRefusal';
import { TOPIC_CONFIGS } from './topicConfigs';

const WANTED: WantedTopic = {
  name: 'sales.orders.v1',
  partitions: 3,
  replicationFactor: -1,
  configs: { 'retention.ms': '1000' },
};
const OWN: CreationOf<'topic'> = {
  id: 'c1',
  run: 'r1',
  kind: 'topic',
  cluster: 'main',
  name: WANTED.name,
  state: 'intended',
  wanted: WANTED,
  before: {},
  createdBy: 'user:default/olivia',
  intendedAt: 1_000,
};
const THERE = {
  state: 'there',
  topicId: 'id',
  partitions: 3,
  replicationFactor: 1,
} as const;
const facts = (over: Partial<TopicFacts> = {}): TopicFacts => ({
  cluster: {
    name: 'main',
    isConfigured: true,
    isManaged: true,
    isRead: true,
    canProvision: true,
  },
  wanted: WANTED,
  isFollowed: true,
  domainRef: 'domain:default/sales',
  domainOwner: 'group:default/sales-team',
  speaksFor: new Set(['group:default/sales-team']),
  live: { state: 'absent' },
  ...over,
});
const cluster = (over: object) => ({
  cluster: { ...facts().cluster, ...over },
});

describe('whether somebody may create a topic', () => {
  it('they may where nothing speaks against it', () => {
    expect(decideTopic(facts())).toBeUndefined();
  });

  it.each<[string, Partial<TopicFacts>, string, RegExp]>([
    [
      'a cluster that is not configured',
      cluster({ isConfigured: false }),
      'NOT_FOUND',
      /name one of dataMesh.clusters/,
    ],
    [
      'a cluster that is observed',
      cluster({ isManaged: false }),
      'CONFLICT',
      /dataMesh.clusters.main.mode to manage/,
    ],
    [
      'a cluster without a credential',
      cluster({ canProvision: false }),
      'CONFLICT',
      /credentials.provisioning/,
    ],
    [
      'a database that forgets',
      cluster({ storageProblem: 'In memory' }),
      'CONFLICT',
      /In memory/,
    ],
    [
      'a cluster that was not read yet',
      cluster({ isRead: false }),
      'UNAVAILABLE',
      /try again in a minute/,
    ],
    [
      'a topic of no domain',
      { domainRef: undefined },
      'NOT_ALLOWED',
      /have an operator add its prefix/,
    ],
    [
      'a domain that nobody owns',
      { domainOwner: undefined },
      'NOT_ALLOWED',
      /trusted location/,
    ],
    [
      "somebody else's domain",
      { speaksFor: new Set<string>() },
      'NOT_ALLOWED',
      /ask them to create it/,
    ],
    [
      'a topic that nobody would see',
      { isFollowed: false },
      'INVALID',
      /topics includes/,
    ],
    ['a topic that is there', { live: THERE }, 'CONFLICT', /exists already/],
    [
      'Kafka that does not answer',
      { live: { state: 'unknown', reason: 'gone' } },
      'UNAVAILABLE',
      /once it answers \(gone\)/,
    ],
    [
      'our credential that may not know',
      { live: { state: 'unknown', reason: 'no', isDenied: true } },
      'UNAVAILABLE',
      /CREATE, ALTER_CONFIGS and DESCRIBE/,
    ],
    [
      'one that is being taken back',
      { own: { ...OWN, state: 'undoing' } },
      'CONFLICT',
      /undo the run again/,
    ],
    [
      'one that was deleted since',
      { own: { ...OWN, state: 'created', made: THERE } },
      'CONFLICT',
      /has been deleted since/,
    ],
    [
      'another wish of the same run',
      { own: OWN, live: THERE, wanted: { ...WANTED, configs: {} } },
      'CONFLICT',
      /other partitions or configs/,
    ],
  ])('%s stops them', (_, over, code, message) => {
    const found = decideTopic(facts(over));
    expect(found).toMatchObject({
      code,
      message: expect.stringMatching(message),
      field: expect.any(String),
    });
  });

  it('finishes what the same run has begun, and begins anew what it has undone', () => {
    expect(decideTopic(facts({ own: OWN }))).toBeUndefined();
    expect(decideTopic(facts({ own: OWN, live: THERE }))).toBeUndefined();
    const undone = { ...OWN, state: 'undone' as const };
    expect(decideTopic(facts({ own: undone }))).toBeUndefined();
    expect(decideTopic(facts({ own: undone, live: THERE }))?.code).toBe(
      'CONFLICT',
    );
  });

  it('is never what is there and not the own, whoever asks', () => {
    const own = fc.option(
      fc.record({
        state: fc.constantFrom('intended', 'created', 'undoing', 'undone'),
        made: fc.option(
          fc.record({ topicId: fc.constantFrom('id', 'other') }),
          { nil: undefined },
        ),
        partitions: fc.constantFrom(3, 4),
      }),
      { nil: undefined },
    );
    fc.assert(
      fc.property(own, fc.nat(3_000_000), (given, firstSeenAt) => {
        const mine = given && {
          ...OWN,
          ...given,
          wanted: { ...WANTED, partitions: given.partitions },
        };
        const all = facts({
          live: THERE,
          own: mine as CreationOf<'topic'> | undefined,
          firstSeenAt,
        });
        const isOurs =
          given !== undefined &&
          given.state !== 'undone' &&
          (given.made
            ? given.made.topicId === 'id'
            : given.partitions === 3 && firstSeenAt - 1_000 < 600_000);
        expect(isOwnTopic(all)).toBe(isOurs);
        expect(isOurs || decideTopic(all) !== undefined).toBe(true);
      }),
    );
  });
});

describe('the name of a topic', () => {
  it('is taken exactly where Kafka takes it, and keeps none for itself', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300 }), name => {
        const legal =
          /^[A-Za-z0-9._-]{1,249}$/.test(name) &&
          name !== '.' &&
          name !== '..' &&
          !name.startsWith('__');
        expect(topicNameProblem(name) === undefined).toBe(legal);
      }),
    );
    expect(topicNameProblem('x'.repeat(249))).toBeUndefined();
    expect(topicNameProblem('x'.repeat(250))).toMatch(/250 characters/);
  });
});

describe('configs of a topic', () => {
  it('are known by name, each of them', () => {
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.oneof(fc.string(), fc.constantFrom(...TOPIC_CONFIGS)),
          fc.string(),
        ),
        configs => {
          const found = decideTopic(facts({ wanted: { ...WANTED, configs } }));
          const unknown = Object.keys(configs).find(
            key => !TOPIC_CONFIGS.includes(key),
          );
          expect(found?.field).toBe(
            unknown === undefined ? undefined : `configs.${unknown}`,
          );
          expect(found?.code).toBe(
            unknown === undefined ? undefined : 'INVALID',
          );
        },
      ),
    );
  });

  it('make the same wish in any order', () => {
    const configs = { 'retention.ms': '1', 'segment.ms': '2' };
    const turned = { 'segment.ms': '2', 'retention.ms': '1' };
    expect(
      isSameTopic({ ...WANTED, configs }, { ...WANTED, configs: turned }),
    ).toBe(true);
    expect(isSameTopic({ ...WANTED, configs }, WANTED)).toBe(false);
  });
});

describe('what Kafka refuses', () => {
  const refused = (code: string, message: string) =>
    refusedByKafka(
      { code: code as 'INVALID', message, retryable: false },
      'main',
      {
        name: 't',
        configs: { 'retention.ms': 'x', 'delete.retention.ms': 'y' },
      },
    );
  it.each([
    [
      "topic t: Topic 't' collides with existing topics: a.b (INVALID_TOPIC_EXCEPTION)",
      'name',
    ],
    ['topic t: too many (INVALID_REPLICATION_FACTOR)', 'replicationFactor'],
    ['topic t: too few (INVALID_PARTITIONS)', 'partitions'],
    [
      'topic t: Invalid value y for configuration delete.retention.ms (INVALID_CONFIG)',
      'configs.delete.retention.ms',
    ],
    [
      'topic t: Invalid value x for configuration retention.ms (INVALID_CONFIG)',
      'configs.retention.ms',
    ],
  ])('%s is about %s', (message, field) => {
    expect(refused('INVALID', message)).toEqual({
      code: 'INVALID',
      message: `${field}: ${message}`,
      field,
    });
  });

  it('says what to do where it may come right', () => {
    expect(refused('NOT_AUTHORIZED', 'no').message).toMatch(/CREATE/);
    expect(refused('TIMEOUT', 'late')).toMatchObject({
      code: 'UNAVAILABLE',
      message: expect.stringMatching(/try again in a moment/),
    });
    expect(refused('ALREADY_EXISTS', 'there').code).toBe('CONFLICT');
  });
});
