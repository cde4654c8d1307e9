import { mockServices } from '@backstage/backend-test-utils';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { Databases, DATABASES } from '../__testUtils__/databases';
import { ClusterReader } from '../clusters/ClusterReader';
import { KafkaError } from '../kafka/errors';
import { cluster as settingsOf, subject } from '../products/__testUtils__/mesh';
import type { SubjectRecord } from '../schema-registry/SchemaRegistryPort';
import { failure, FakeKafka } from './__testUtils__/FakeKafka';
import { ClusterSync } from './ClusterSync';
import { confirmHeldRemovals, readClusterStates } from './clusterRows';
import { readSubjects } from './passRows';
import { readTopics } from './topicRows';

jest.setTimeout(60_000);

const LIGHT = 1_000;
const FULL = 10_000;
const settings = settingsOf('main', {
  credentials: { sync: { principal: 'User:sync' } },
  sync: { lightMs: LIGHT, fullMs: FULL },
  clients: {},
  createPrincipals: false,
});
const many = Array.from({ length: 8 }, (_, i) => `bulk.t${i}.v1`);

describe.each(DATABASES)('ClusterSync on %s', id => {
  const databases = new Databases();
  let db: Knex;
  let kafka: FakeKafka;
  let now: number;
  let changes: number[];
  let subjects: SubjectRecord[] | KafkaError;
  let emitted: () => Promise<string[]>;
  let logger: jest.Mocked<LoggerService>;
  let sync: ClusterSync;

  beforeAll(async () => {
    db = await databases.migrated(id);
  });

  function create(over: { onChange?: (tx: Knex) => Promise<void> } = {}) {
    return new ClusterSync({
      settings,
      maxRemovalPercent: 20,
      db,
      port: kafka,
      readEmitted: () => emitted(),
      readSubjects: async () => {
        if (subjects instanceof KafkaError) throw subjects;
        return subjects;
      },
      onChange: async (tx, at) => {
        changes.push(at);
        await over.onChange?.(tx);
      },
      logger,
      clock: () => now,
    });
  }

  beforeEach(async () => {
    for (const table of [
      'clusters',
      'topics',
      'topic_states',
      'topic_measurements',
      'groups',
      'group_offsets',
      'group_measurements',
      'acl_bindings',
      'subjects',
    ]) {
      await db(table).delete();
    }
    kafka = new FakeKafka();
    now = 1_000_000;
    changes = [];
    subjects = [];
    emitted = async () => [];
    logger = mockServices.logger.mock() as unknown as typeof logger;
    sync = create();
  });

  async function light() {
    now += LIGHT;
    await sync.tick();
  }

  async function full() {
    now += FULL;
    await sync.tick();
  }

  async function topics(): Promise<string[]> {
    return (await readTopics(db)).map(topic => topic.name).sort();
  }

  async function state() {
    const found = (await readClusterStates(db)).get('main');
    if (!found) throw new Error('nothing is known of main');
    return found;
  }

  describe('following', () => {
    it('begins with a full pass, then ticks lightly until the next is due', async () => {
      kafka.addAll('a', 'b');
      await sync.tick();
      expect(await topics()).toEqual(['a', 'b']);
      expect(await state()).toMatchObject({
        clusterId: 'fake-1',
        lightAt: now,
        fullAt: now,
        gaps: [],
      });
      const begun = now;
      kafka.calls.length = 0;
      await light();
      expect(kafka.calls).toEqual(['listTopics']);
      expect(await state()).toMatchObject({ lightAt: now, fullAt: begun });
      now = begun + FULL;
      await sync.tick();
      expect(await state()).toMatchObject({ fullAt: now });
    });

    it('finds topics that came, went or grew by a light tick alone', async () => {
      kafka.addAll('a', 'b');
      await sync.tick();
      kafka.add('c');
      kafka.topics.delete('a');
      kafka.topic('b').leaders.push(1);
      await light();
      expect(await topics()).toEqual(['b', 'c']);
      const [b] = await readTopics(db, { name: 'b' });
      expect(b.partitions).toBe(2);
      const [c] = await readTopics(db, { name: 'c' });
      expect(c.configs?.['retention.ms'].value).toBe('604800000');
      expect(c.firstSeenAt).toBe(now);
      expect(changes).toHaveLength(2);
    });

    it('notices another configuration in the next full pass', async () => {
      kafka.add('a');
      await sync.tick();
      kafka.topic('a').configs['retention.ms'] = '1';
      await light();
      expect(changes).toHaveLength(1);
      await full();
      expect(changes).toHaveLength(2);
      const [a] = await readTopics(db);
      expect(a.configs?.['retention.ms'].value).toBe('1');
    });

    it('writes nothing new while nothing but records flows, over ten full passes', async () => {
      kafka.addAll('a', 'b');
      kafka.addGroup('g', { a: [1n] });
      subjects = [subject('a')];
      await sync.tick();
      expect(changes).toHaveLength(1);
      for (let i = 0; i < 10; i += 1) {
        kafka.topic('a').latest[0] = BigInt(100 * (i + 2));
        kafka.addGroup('g', { a: [BigInt(i + 2)] });
        // Neither the order of an answer nor of its keys is a change.
        const [first] = kafka.topics;
        kafka.topics.delete(first[0]);
        kafka.topics.set(...first);
        await light();
        await full();
      }
      expect(changes).toHaveLength(1);
    });

    it('brings the mesh in line once after a restart, though nothing has changed', async () => {
      kafka.add('a');
      await sync.tick();
      sync = create();
      await light();
      expect(changes).toHaveLength(2);
      await light();
      expect(changes).toHaveLength(2);
    });

    it('keeps the subjects of the schema registry, and tells that they changed', async () => {
      subjects = [subject('a'), subject('b')];
      await sync.tick();
      expect(await state()).toMatchObject({ subjectsAt: now });
      expect((await readSubjects(db)).map(s => s.subject).sort()).toEqual([
        'a-value',
        'b-value',
      ]);
      subjects = [subject('b'), subject('a')];
      await full();
      expect(changes).toHaveLength(1);
      subjects = [subject('b', { compatibility: 'FULL', version: 2 })];
      await full();
      expect(changes).toHaveLength(2);
      expect(await readSubjects(db)).toEqual([
        expect.objectContaining({ version: 2, compatibility: 'FULL' }),
      ]);
    });

    it('keeps the subjects while the schema registry cannot be asked, with the reason', async () => {
      subjects = [subject('a')];
      await sync.tick();
      const read = now;
      subjects = new KafkaError(failure('UNREACHABLE', 'schema registry'));
      await full();
      expect(await readSubjects(db)).toHaveLength(1);
      expect(await state()).toMatchObject({
        subjectsAt: read,
        gaps: [failure('UNREACHABLE', 'schema registry')],
        error: undefined,
      });
      subjects = [subject('a')];
      await full();
      expect((await state()).gaps).toEqual([]);
    });

    it('lets neither be written if the mesh cannot be brought in line', async () => {
      kafka.add('a');
      await sync.tick();
      kafka.add('b');
      sync = create({
        onChange: async () => {
          throw new Error('no mesh');
        },
      });
      now += LIGHT;
      await expect(sync.tick()).rejects.toThrow('no mesh');
      expect(await topics()).toEqual(['a']);
      sync = create();
      await light();
      expect(await topics()).toEqual(['a', 'b']);
    });
  });

  describe('a cluster that is down', () => {
    it('keeps everything, and tells why and since when', async () => {
      kafka.addAll('a', 'b');
      kafka.addGroup('g', { a: [1n] });
      await sync.tick();
      const begun = now;
      const tables = ['topics', 'topic_states', 'groups', 'group_offsets'];
      const before = await Promise.all(tables.map(t => db(t).select()));

      kafka.failing.set('listTopics', failure('UNREACHABLE', 'broker'));
      await light();
      const since = now;
      await full();
      await full();
      expect(await state()).toMatchObject({
        error: failure('UNREACHABLE', 'broker'),
        errorSince: since,
        lightAt: begun,
        fullAt: begun,
      });
      expect(await Promise.all(tables.map(t => db(t).select()))).toEqual(
        before,
      );
      expect(changes).toHaveLength(1);
      // One warning, not one each pass.
      expect(logger.warn).toHaveBeenCalledTimes(1);
      expect(
        await new ClusterReader({
          db,
          clusters: [{ name: 'main', settings, problems: [] }],
        }).one('main'),
      ).toMatchObject({
        state: 'failing',
        topics: 2,
        failingSince: new Date(since).toISOString(),
      });
    });

    it.each(['listTopics', 'describeTopics', 'describeTopicConfigs'] as const)(
      'keeps everything if %s fails in the middle of a pass',
      async call => {
        kafka.addAll('a', 'b');
        await sync.tick();
        kafka.topics.delete('a');
        kafka.add('c');
        kafka.failing.set(call, failure('TIMEOUT', call));
        await light();
        expect(await topics()).toEqual(['a', 'b']);
        expect((await state()).error?.code).toBe('TIMEOUT');
      },
    );

    it('tells another reason, still since the beginning', async () => {
      kafka.add('a');
      await sync.tick();
      kafka.failing.set('listTopics', failure('UNREACHABLE', 'broker'));
      await light();
      const since = now;
      kafka.failing.set('listTopics', failure('TIMEOUT', 'broker'));
      await light();
      expect(await state()).toMatchObject({
        error: failure('TIMEOUT', 'broker'),
        errorSince: since,
      });
      expect(logger.warn).toHaveBeenCalledTimes(2);
    });

    it('goes on by itself once it answers', async () => {
      kafka.add('a');
      await sync.tick();
      kafka.failing.set('listTopics', failure('UNREACHABLE', 'broker'));
      await light();
      kafka.failing.clear();
      kafka.add('b');
      await light();
      expect(await state()).toMatchObject({
        error: undefined,
        errorSince: undefined,
        lightAt: now,
      });
      expect(await topics()).toEqual(['a', 'b']);
      kafka.failing.set('listTopics', failure('UNREACHABLE', 'broker'));
      await light();
      expect((await state()).errorSince).toBe(now);
    });

    it('stays pending, with the reason, where it never answered', async () => {
      kafka.failing.set('listTopics', failure('UNREACHABLE', 'broker'));
      await sync.tick();
      expect(await state()).toMatchObject({
        fullAt: undefined,
        error: failure('UNREACHABLE', 'broker'),
      });
      expect(changes).toEqual([]);
    });
  });

  describe('two replicas', () => {
    it('writes nothing of a pass that was overtaken by another', async () => {
      kafka.addAll('a');
      await sync.tick();
      const other = create();
      kafka.during = async () => {
        kafka.during = () => {};
        kafka.add('b');
        await other.tick();
        kafka.add('c');
      };
      changes = [];
      await light();
      // What the later pass saw is there, and nothing else.
      expect(await topics()).toEqual(['a', 'b']);
      expect(changes).toHaveLength(1);
      await light();
      expect(await topics()).toEqual(['a', 'b', 'c']);
    });

    it('records no error of a pass that was overtaken by another', async () => {
      kafka.add('a');
      await sync.tick();
      const other = create();
      kafka.during = async () => {
        kafka.during = () => {};
        await other.tick();
        kafka.failing.set('listTopics', failure('TIMEOUT', 'broker'));
      };
      await light();
      expect((await state()).error).toBeUndefined();
    });
  });

  describe('removals', () => {
    beforeEach(async () => {
      kafka.addAll('a', 'b', ...many);
      await sync.tick();
      for (const name of many) kafka.topics.delete(name);
      await light();
    });

    it('keeps topics that are too many at once, and says so once', async () => {
      expect(await topics()).toHaveLength(10);
      const { held } = await state();
      expect(held).toMatchObject({
        topics: many,
        since: now,
        reason: expect.stringContaining('8 of 10 topics are gone at once'),
      });
      const since = now;
      await light();
      await full();
      expect((await state()).held?.since).toBe(since);
      expect(await topics()).toHaveLength(10);
      expect(logger.warn).toHaveBeenCalledTimes(1);
    });

    it('goes on following the others meanwhile', async () => {
      kafka.add('c');
      await light();
      expect(await topics()).toHaveLength(11);
    });

    it('lets them go once an operator has confirmed exactly these', async () => {
      const { held } = await state();
      expect(await confirmHeldRemovals(db, 'main', 'another hash')).toBe(false);
      expect(await confirmHeldRemovals(db, 'main', held!.hash)).toBe(true);
      await light();
      expect(await topics()).toEqual(['a', 'b']);
      expect((await state()).held).toBeUndefined();
      expect(await confirmHeldRemovals(db, 'main', held!.hash)).toBe(false);
    });

    it('does not let more go than what was confirmed', async () => {
      const { held } = await state();
      await confirmHeldRemovals(db, 'main', held!.hash);
      kafka.topics.delete('b');
      await light();
      expect(await topics()).toHaveLength(10);
      expect((await state()).held?.topics).toHaveLength(9);
    });

    it('asks again when the same topics vanish a second time', async () => {
      await confirmHeldRemovals(db, 'main', (await state()).held!.hash);
      await light();
      expect(await topics()).toEqual(['a', 'b']);
      kafka.addAll(...many);
      await light();
      for (const name of many) kafka.topics.delete(name);
      await light();
      expect(await topics()).toHaveLength(10);
    });

    it('holds nothing any more once the topics are back', async () => {
      kafka.addAll(...many);
      await light();
      expect((await state()).held).toBeUndefined();
    });

    it('holds on while the cluster is down, confirmation and all', async () => {
      const { held } = await state();
      await confirmHeldRemovals(db, 'main', held!.hash);
      kafka.failing.set('listTopics', failure('UNREACHABLE', 'broker'));
      await light();
      expect((await state()).held?.hash).toBe(held!.hash);
      expect(await topics()).toHaveLength(10);
      kafka.failing.clear();
      await light();
      expect(await topics()).toEqual(['a', 'b']);
    });
  });

  describe('a database that was lost', () => {
    it('does not forget what the catalog has of us: too much gone is held', async () => {
      kafka.add('a');
      emitted = async () => ['a', ...many];
      await sync.tick();
      expect(await topics()).toEqual(['a', ...many]);
      expect((await state()).held?.topics).toEqual(many);
    });

    it('lets a few go that are gone indeed, and finds the others as they are', async () => {
      kafka.addAll('a', 'b', 'c');
      emitted = async () => ['a', 'b', 'gone'];
      await sync.tick();
      expect(await topics()).toEqual(['a', 'b', 'c']);
      const [a] = await readTopics(db, { name: 'a' });
      expect(a).toMatchObject({ topicId: 'id-1', partitions: 1 });
    });

    it('waits while the catalog cannot be asked', async () => {
      kafka.add('a');
      emitted = async () => {
        throw new Error('the catalog is away');
      };
      await sync.tick();
      expect(await topics()).toEqual([]);
      expect((await state()).error?.message).toContain('the catalog is away');
      emitted = async () => [];
      await light();
      expect(await topics()).toEqual(['a']);
    });

    it('does not ask the catalog again once the cluster was read', async () => {
      kafka.add('a');
      await sync.tick();
      emitted = async () => ['b'];
      await full();
      expect(await topics()).toEqual(['a']);
    });

    it('brings nothing back by a first pass that was overtaken by another', async () => {
      kafka.add('a');
      const other = create();
      emitted = async () => {
        emitted = async () => ['a', 'gone'];
        await other.tick();
        return ['a', 'gone'];
      };
      await sync.tick();
      expect(await topics()).toEqual(['a']);
      const [a] = await readTopics(db, { name: 'a' });
      expect(a.topicId).toBe('id-1');
    });
  });

  it('removes nothing that only our credentials lost sight of', async () => {
    kafka.addAll('a', 'b', 'c');
    await sync.tick();
    kafka.topic('b').hidden = true;
    kafka.topic('c').hidden = true;
    await light();
    await full();
    expect(await topics()).toEqual(['a', 'b', 'c']);
    expect((await state()).held).toBeUndefined();
  });

  describe('another cluster at the same address', () => {
    it('is refused, for its topics are not those that we know', async () => {
      kafka.addAll('a', 'b');
      await sync.tick();
      kafka = new FakeKafka();
      kafka.clusterId = 'fake-2';
      kafka.addAll('x', 'y', 'a');
      kafka.topic('a').id = 'another-id';
      sync = create();
      await full();
      expect(await topics()).toEqual(['a', 'b']);
      expect(await state()).toMatchObject({
        clusterId: 'fake-1',
        error: {
          code: 'INVALID',
          message:
            'cluster main: bootstrapServers lead to the cluster with ID fake-2, but what we know is of fake-1; correct dataMesh.clusters.main.bootstrapServers, or give the new cluster a name of its own',
        },
      });
    });

    it('is refused also if it is empty', async () => {
      kafka.addAll('a');
      await sync.tick();
      kafka = new FakeKafka();
      kafka.clusterId = 'fake-2';
      sync = create();
      await light();
      expect(await topics()).toEqual(['a']);
      expect((await state()).error?.code).toBe('INVALID');
    });

    it('is taken where nothing was known', async () => {
      await sync.tick();
      kafka.clusterId = 'fake-2';
      kafka.add('a');
      await light();
      expect(await state()).toMatchObject({
        clusterId: 'fake-2',
        error: undefined,
      });
    });
  });

  describe('a topic that was deleted and created anew', () => {
    const rowsOf = async (table: string, column: string) =>
      db(table)
        .where({ cluster: 'main', [column]: 'a' })
        .select();

    beforeEach(async () => {
      kafka.addAll('a', 'b');
      kafka.topic('a').latest = [500n];
      kafka.addGroup('g', { a: [100n], b: [1n] });
      await sync.tick();
      kafka.topic('a').latest = [600n];
      await full();
      kafka.add('a', { latest: [3n] });
      // Kafka forgets the offsets of a topic with the topic.
      kafka.addGroup('g', { b: [1n] });
    });

    it('loses what was measured of the old one', async () => {
      expect(await rowsOf('topic_states', 'name')).toHaveLength(1);
      await light();
      expect(await rowsOf('topic_states', 'name')).toEqual([]);
      expect(await rowsOf('topic_measurements', 'name')).toEqual([]);
      await full();
      const [measured] = await rowsOf('topic_states', 'name');
      expect(Number(measured.latest_sum)).toBe(3);
      expect(measured.last_growth_at).toBeNull();
    });

    it('loses the progress of groups on the old one', async () => {
      expect(await rowsOf('group_offsets', 'topic')).toHaveLength(1);
      await light();
      await full();
      expect(await rowsOf('group_offsets', 'topic')).toEqual([]);
      expect(
        await db('group_offsets').where({ topic: 'b' }).select(),
      ).toHaveLength(1);
    });
  });

  it('forgets the progress of groups on a topic that is gone', async () => {
    kafka.addAll('a', 'b');
    kafka.addGroup('g', { a: [100n], b: [1n] });
    await sync.tick();
    kafka.topics.delete('a');
    kafka.addGroup('g', { b: [1n] });
    await full();
    expect(await topics()).toEqual(['b']);
    expect(await db('group_offsets').where({ topic: 'a' }).select()).toEqual(
      [],
    );
  });

  it('keeps the progress of groups that Kafka may only hide from us', async () => {
    kafka.add('a');
    kafka.addGroup('g', { a: [1n] });
    await sync.tick();
    // Our right to see groups was taken away: the list comes back empty.
    kafka.acls = kafka.acls.filter(acl => acl.resourceType !== 'GROUP');
    kafka.groups.clear();
    await full();
    expect((await state()).gaps.map(gap => gap.item)).toEqual(['GROUP *']);
    expect(await db('group_offsets').select()).toHaveLength(1);
  });

  it('forgets groups that Kafka has forgotten', async () => {
    kafka.add('a');
    kafka.addGroup('g', { a: [1n] });
    kafka.addGroup('h', { a: [1n] });
    await sync.tick();
    kafka.groups.delete('g');
    await full();
    expect((await db('groups').select()).map(g => g.group_id)).toEqual(['h']);
    expect(await db('group_offsets').select()).toHaveLength(1);
  });

  it('keeps groups that a broker did not tell of', async () => {
    kafka.add('a');
    kafka.addGroup('g', { a: [1n] });
    await sync.tick();
    kafka.groups.clear();
    kafka.missing.set('listGroups', failure('UNREACHABLE', 'broker 2'));
    await full();
    expect(await db('groups').select()).toHaveLength(1);
    expect(await db('group_offsets').select()).toHaveLength(1);
  });

  it('keeps the ACLs as they were while they cannot be asked for', async () => {
    await sync.tick();
    const before = await db('acl_bindings').select();
    expect(before).toHaveLength(2);
    kafka.failing.set('describeAcls', failure('TIMEOUT', 'ACLs'));
    await full();
    expect(await db('acl_bindings').select()).toEqual(before);
  });
});
