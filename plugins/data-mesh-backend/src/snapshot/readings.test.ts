import { cluster as settingsOf } from '../products/__testUtils__/mesh';
import { KafkaError } from '../kafka/errors';
import { failure, FakeKafka, FULL_VIEW } from './__testUtils__/FakeKafka';
import { readFull, readLight, type KnownTopic } from './readings';

const settings = settingsOf('main', {
  credentials: { sync: { principal: 'User:sync' } },
  topics: { include: ['*'], exclude: ['*.tmp'] },
});

/** What a snapshot knows of topics that it found as they are now. */
function known(kafka: FakeKafka, ...names: string[]): Map<string, KnownTopic> {
  return new Map(
    names.map(name => [
      name,
      {
        topicId: kafka.topics.get(name)?.id ?? 'old',
        partitions: kafka.topics.get(name)?.leaders.length ?? 1,
        replicationFactor: 1,
      },
    ]),
  );
}

describe('readLight', () => {
  it('asks one question where nothing has changed', async () => {
    const kafka = new FakeKafka();
    kafka.addAll('a', 'b');
    const reading = await readLight(kafka, settings, known(kafka, 'a', 'b'));
    expect(kafka.calls).toEqual(['listTopics']);
    expect([...reading.topics.keys()]).toEqual(['a', 'b']);
    expect(reading.gone).toEqual([]);
    expect(reading.configs.size).toBe(0);
  });

  it('reads the configuration of what is new or changed, and only of that', async () => {
    const kafka = new FakeKafka();
    kafka.addAll('same', 'new', 'recreated', 'grown');
    const before = known(kafka, 'same', 'recreated', 'grown');
    kafka.add('recreated');
    kafka.topic('grown').leaders.push(1);
    const reading = await readLight(kafka, settings, before);
    expect([...reading.configs.keys()].sort()).toEqual([
      'grown',
      'new',
      'recreated',
    ]);
  });

  it('takes for gone what Kafka, asked by name, does not know', async () => {
    const kafka = new FakeKafka();
    kafka.add('a');
    const reading = await readLight(
      kafka,
      settings,
      known(kafka, 'a', 'deleted'),
    );
    expect(reading.gone).toEqual(['deleted']);
  });

  it('does not take for gone what we may not see any more', async () => {
    const kafka = new FakeKafka();
    kafka.add('a');
    kafka.add('secret', { hidden: true });
    const reading = await readLight(
      kafka,
      settings,
      known(kafka, 'a', 'secret', 'deleted'),
    );
    expect(reading.gone).toEqual(['deleted']);
  });

  it('does not take for gone what it got no answer about', async () => {
    const kafka = new FakeKafka();
    const silent = Object.assign(Object.create(kafka) as FakeKafka, {
      listTopics: () => kafka.listTopics(),
      describeTopics: async () => ({
        items: new Map([
          ['a', { ok: false, error: failure('TIMEOUT', 'a') } as const],
        ]),
        complete: false,
        missing: [failure('TIMEOUT', 'broker 1')],
      }),
    });
    const reading = await readLight(silent, settings, known(kafka, 'a', 'b'));
    expect(reading.gone).toEqual([]);
  });

  it('does not take for gone what the list has with an error', async () => {
    const kafka = new FakeKafka();
    const broken = Object.assign(Object.create(kafka) as FakeKafka, {
      listTopics: async () => ({
        cluster: await kafka.describeCluster(),
        items: new Map([
          ['a', { ok: false, error: failure('UNAVAILABLE', 'a') } as const],
        ]),
        complete: true,
        missing: [],
      }),
    });
    const reading = await readLight(broken, settings, known(kafka, 'a'));
    expect(reading.gone).toEqual([]);
    expect(reading.topics.size).toBe(0);
  });

  it('leaves topics out that are not followed, and lets go of those that were', async () => {
    const kafka = new FakeKafka();
    kafka.addAll('a', 'b.tmp', '__consumer_offsets');
    kafka.add('inner', { internal: true });
    const reading = await readLight(kafka, settings, known(kafka, 'b.tmp'));
    expect([...reading.topics.keys()]).toEqual(['a']);
    expect(reading.gone).toEqual(['b.tmp']);
  });

  it('fails as a whole where topics cannot be listed', async () => {
    const kafka = new FakeKafka();
    kafka.failing.set('listTopics', failure('UNREACHABLE', 'cluster main'));
    await expect(
      readLight(kafka, settings, known(kafka, 'a')),
    ).rejects.toBeInstanceOf(KafkaError);
  });
});

describe('readFull', () => {
  function demo(): FakeKafka {
    const kafka = new FakeKafka();
    kafka.add('a', { leaders: [1, 1], latest: [5n, 7n], earliest: [0n, 2n] });
    kafka.addGroup('g', { a: [3n, 7n] });
    return kafka;
  }

  it('tells all that it saw, with nothing to add', async () => {
    const reading = await readFull(demo(), settings, new Map(), async () => []);
    expect(reading.gaps).toEqual([]);
    expect(reading.offsets.get('a')).toHaveLength(2);
    expect(reading.groups?.map(g => g.groupId)).toEqual(['g']);
    expect(reading.groupOffsets.get('g')?.get('a')?.get(0)).toBe(3n);
    expect(reading.groupDescriptions.get('g')?.members).toHaveLength(1);
    expect(reading.acls).toEqual(FULL_VIEW);
    expect(reading.subjects).toEqual([]);
  });

  it('reads all configuration afresh, though nothing seems to have changed', async () => {
    const kafka = demo();
    const reading = await readFull(kafka, settings, known(kafka, 'a'));
    expect([...reading.configs.keys()]).toEqual(['a']);
  });

  it('does not take a list for all groups that a broker has not answered', async () => {
    const kafka = demo();
    kafka.missing.set('listGroups', failure('UNREACHABLE', 'broker 2'));
    const reading = await readFull(kafka, settings, new Map());
    expect(reading.groups).toBeUndefined();
    // What was told counts all the same.
    expect(reading.groupOffsets.has('g')).toBe(true);
    expect(reading.gaps).toEqual([failure('UNREACHABLE', 'broker 2')]);
  });

  it.each([
    ['groups', 'listGroups'],
    ['ACLs', 'describeAcls'],
  ] as const)('goes on without %s that it cannot ask for', async (_, call) => {
    const kafka = demo();
    kafka.failing.set(call, failure('NOT_AUTHORIZED', call));
    const reading = await readFull(kafka, settings, new Map());
    expect(reading.topics.size).toBe(1);
    expect(reading.gaps).toContainEqual(failure('NOT_AUTHORIZED', call));
    expect(call === 'listGroups' ? reading.groups : reading.acls).toBe(
      undefined,
    );
  });

  it('goes on without a schema registry that cannot be asked, and says so', async () => {
    const reading = await readFull(demo(), settings, new Map(), async () => {
      throw new KafkaError(failure('UNREACHABLE', 'schema registry'));
    });
    expect(reading.subjects).toBeUndefined();
    expect(reading.gaps).toEqual([failure('UNREACHABLE', 'schema registry')]);
  });

  it('says that topics and groups may be hidden where no ACL proves the contrary', async () => {
    const kafka = demo();
    kafka.acls = [];
    const { gaps } = await readFull(kafka, settings, new Map());
    expect(gaps.map(gap => gap.item)).toEqual(['GROUP *', 'TOPIC *']);
    expect(gaps[1].message).toBe(
      'topics of cluster main: no ACL proves that we see all of them, so the list may be short; give User:sync DESCRIBE on TOPIC *',
    );
  });

  it('needs no proof where the cluster has no authorizer', async () => {
    const kafka = demo();
    kafka.failing.set('describeAcls', failure('SECURITY_DISABLED', 'ACLs'));
    const reading = await readFull(kafka, settings, new Map());
    expect(reading.gaps).toEqual([]);
    expect(reading.acls).toEqual([]);
  });

  it('leaves out a topic whose offsets failed, and keeps those of the others', async () => {
    const kafka = demo();
    kafka.add('b', { latest: [failure('UNAVAILABLE', 'b')] });
    kafka.missing.set('listOffsets', failure('TIMEOUT', 'broker 2'));
    const reading = await readFull(kafka, settings, new Map());
    expect(reading.offsets.get('a')?.[0].latest).toEqual({
      ok: true,
      value: 5n,
    });
    expect(reading.offsets.get('b')?.[0].latest.ok).toBe(false);
    expect(reading.gaps).toEqual([failure('TIMEOUT', 'broker 2')]);
  });

  it('tells the same gaps in the same order each time', async () => {
    const tell = async (first: 'listGroups' | 'describeAcls') => {
      const kafka = demo();
      for (const call of [first, 'listGroups', 'describeAcls'] as const) {
        kafka.failing.set(call, failure('TIMEOUT', call));
      }
      const { gaps } = await readFull(kafka, settings, new Map());
      return gaps.map(gap => gap.message);
    };
    expect(await tell('describeAcls')).toEqual(await tell('listGroups'));
  });
});
