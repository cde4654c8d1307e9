import type { Knex } from 'knex';
import fc from 'fast-check';
import { Databases, DATABASES } from '../__testUtils__/databases';
import { failure } from '../snapshot/__testUtils__/FakeKafka';
import type {
  CommittedOffsets,
  PartitionOffsets,
  TopicDescription,
} from '../kafka/KafkaPort';
import { TopicFactsReader } from '../topics/TopicFactsReader';
import { bucketOf, RESOLUTIONS } from './buckets';
import { pruneMeasurements } from './prune';
import { recordGroups } from './recordGroups';
import { recordTopics } from './recordTopics';

jest.setTimeout(60_000);

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
// The beginning of a day, and so of a bucket of every size.
const START = 20_000 * DAY;
const UNKNOWN = { ok: false, error: failure('UNAVAILABLE', 'a') } as const;

type Latest = bigint | undefined;

function topic(name: string, leaders: Array<number | undefined>) {
  const description: TopicDescription = {
    name,
    topicId: name,
    internal: false,
    partitions: leaders.map((leader, partition) => ({
      partition,
      ...(leader === undefined ? {} : { leader }),
      replicas: [1],
      inSyncReplicas: [1],
    })),
  };
  return description;
}

function offsets(latest: Latest[], earliest: bigint[] = []) {
  return latest.map(
    (value, partition): PartitionOffsets => ({
      partition,
      earliest: { ok: true, value: earliest[partition] ?? 0n },
      latest: value === undefined ? UNKNOWN : { ok: true, value },
    }),
  );
}

describe('bucketOf', () => {
  it('is the start of the bucket that holds the moment', () => {
    fc.assert(
      fc.property(
        fc.nat({ max: 2 ** 42 }),
        fc.constantFrom(...RESOLUTIONS),
        (ms, { seconds }) => {
          const bucket = bucketOf(ms, seconds);
          expect(bucket % (seconds * 1_000)).toBe(0);
          expect(ms - bucket).toBeGreaterThanOrEqual(0);
          expect(ms - bucket).toBeLessThan(seconds * 1_000);
        },
      ),
    );
  });
});

describe.each(DATABASES)('measurements on %s', id => {
  const databases = new Databases();
  let db: Knex;
  let now: number;

  beforeAll(async () => {
    db = await databases.migrated(id);
  });

  beforeEach(async () => {
    now = START;
    for (const table of [
      'topic_states',
      'topic_measurements',
      'group_offsets',
      'group_measurements',
      'groups',
      'mesh_objects',
    ]) {
      await db(table).delete();
    }
    await db('mesh_objects').insert({
      type: 'topic',
      key: 'main/a',
      seq: 1,
      hash: 'x',
      value: JSON.stringify({ cluster: 'main', name: 'a' }),
      changed_at: 1,
    });
  });

  const facts = async () => {
    const found = await new TopicFactsReader({ db, clock: () => now }).read(
      'main',
      'a',
    );
    if (!found) throw new Error('the mesh has lost the topic');
    return found;
  };

  /** A full pass over topic `a`, so long after the last. */
  async function pass(
    latest: Latest[],
    over: {
      after?: number;
      earliest?: bigint[];
      leaders?: Array<number | undefined>;
    } = {},
  ): Promise<void> {
    now += over.after ?? MINUTE;
    await db.transaction(tx =>
      recordTopics(
        tx,
        'main',
        new Map([['a', topic('a', over.leaders ?? latest.map(() => 1))]]),
        new Map([['a', offsets(latest, over.earliest)]]),
        now,
      ),
    );
  }

  describe('of topics', () => {
    it('tell records, but no rate and no growth, after one pass', async () => {
      await pass([10n, 5n], { earliest: [4n, 0n] });
      const found = await facts();
      expect(found.records).toBe(11);
      expect(found.measuredAt).toBe(new Date(now).toISOString());
      expect(found).not.toHaveProperty('recordsPerMinute');
      expect(found).not.toHaveProperty('lastGrowthAt');
      expect(found.partitions).toEqual([
        expect.objectContaining({ partition: 0, earliest: '4', latest: '10' }),
        expect.objectContaining({ partition: 1, earliest: '0', latest: '5' }),
      ]);
    });

    it('tell nothing before a pass has measured', async () => {
      const found = await facts();
      expect(found).not.toHaveProperty('records');
      expect(found).not.toHaveProperty('measuredAt');
      expect(found.partitions).toEqual([]);
    });

    it('tell the mean rate of the last minutes', async () => {
      await pass([0n]);
      await pass([120n]);
      await pass([180n]);
      expect((await facts()).recordsPerMinute).toBeCloseTo(90);
    });

    it('tell a rate also of passes within one minute', async () => {
      await pass([0n], { after: 0 });
      await pass([10n], { after: 15_000 });
      expect((await facts()).recordsPerMinute).toBeCloseTo(40);
    });

    it('tell a rate of nothing where nothing comes, and none where nobody looked', async () => {
      await pass([50n]);
      await pass([50n]);
      expect((await facts()).recordsPerMinute).toBe(0);
      now += HOUR;
      expect(await facts()).not.toHaveProperty('recordsPerMinute');
    });

    it('tell no negative rate where records were lost', async () => {
      await pass([100n]);
      await pass([10n]);
      expect((await facts()).recordsPerMinute).toBe(0);
    });

    it('tell when the topic last grew', async () => {
      await pass([1n]);
      await pass([2n]);
      const grown = new Date(now).toISOString();
      await pass([2n]);
      await pass([2n], { earliest: [1n] });
      expect((await facts()).lastGrowthAt).toBe(grown);
      await pass([3n]);
      expect((await facts()).lastGrowthAt).toBe(new Date(now).toISOString());
    });

    it('keep offsets that no number of JavaScript holds', async () => {
      const huge = 9_007_199_254_740_993n;
      await pass([huge]);
      expect((await facts()).partitions[0].latest).toBe(`${huge}`);
    });

    describe('of which a partition could not be asked', () => {
      it('tell nothing where nothing was known before', async () => {
        await pass([10n, undefined], { leaders: [1, undefined] });
        const found = await facts();
        expect(found).not.toHaveProperty('records');
        expect(found).not.toHaveProperty('recordsPerMinute');
      });

      it('tell neither lost records nor a burst', async () => {
        await pass([100n, 100n]);
        await pass([101n, 101n]);
        const grown = (await facts()).lastGrowthAt;
        await pass([102n, undefined], { leaders: [1, undefined] });
        const found = await facts();
        expect(found.records).toBe(202);
        expect(found.lastGrowthAt).toBe(grown);
        expect(found.partitions[1]).not.toHaveProperty('latest');
      });

      it('tell the rate of those passes that saw all of it', async () => {
        await pass([0n, 0n]);
        await pass([60n, 60n]);
        await pass([120n, undefined], { leaders: [1, undefined] });
        await pass([180n, undefined], { leaders: [1, undefined] });
        expect((await facts()).recordsPerMinute).toBeCloseTo(120);
      });

      it('count as a time in which the topic was not available', async () => {
        await pass([1n, 1n], { after: 0 });
        await pass([1n, undefined], { after: 1, leaders: [1, undefined] });
        const rows = await db('topic_measurements').select();
        expect(rows).toHaveLength(RESOLUTIONS.length);
        for (const row of rows) {
          expect([row.passes, row.led_passes]).toEqual([2, 1]);
        }
      });
    });

    it('are rolled up into one bucket a time and resolution', async () => {
      for (let i = 0; i < 30; i += 1) {
        await pass([BigInt(i)], { after: i === 0 ? 0 : MINUTE });
      }
      const count = async (seconds: number) =>
        (await db('topic_measurements').where({ resolution: seconds })).length;
      expect(await count(60)).toBe(30);
      expect(await count(900)).toBe(2);
      expect(await count(86_400)).toBe(1);
      const [day] = await db('topic_measurements').where({
        resolution: 86_400,
      });
      expect([
        Number(day.first_at),
        Number(day.first_sum),
        Number(day.last_at),
        Number(day.last_sum),
        day.passes,
      ]).toEqual([START, 0, START + 29 * MINUTE, 29, 30]);
    });

    it('of thousands are written at once', async () => {
      const names = Array.from({ length: 1_000 }, (_, i) => `t${i}`);
      await db.transaction(tx =>
        recordTopics(
          tx,
          'main',
          new Map(names.map(name => [name, topic(name, [1])])),
          new Map(names.map(name => [name, offsets([1n])])),
          now,
        ),
      );
      expect(await db('topic_states').select('name')).toHaveLength(1_000);
    });
  });

  describe('of groups', () => {
    async function committed(
      groups: Record<string, bigint[]>,
      over: {
        after?: number;
        latest?: Latest[];
        earliest?: bigint[];
        alive?: string[] | null;
      } = {},
    ): Promise<void> {
      now += over.after ?? MINUTE;
      const all = new Map(
        Object.entries(groups).map(
          ([group, list]): [string, CommittedOffsets] => [
            group,
            new Map([['a', new Map(list.map((o, i) => [i, o]))]]),
          ],
        ),
      );
      await db.transaction(tx =>
        recordGroups(
          tx,
          'main',
          over.alive === null ? undefined : over.alive ?? [...all.keys()],
          all,
          over.latest
            ? new Map([['a', offsets(over.latest, over.earliest)]])
            : new Map(),
          now,
        ),
      );
    }
    const group = async () => (await facts()).groups[0];

    it('tell how far a group is behind, over all partitions', async () => {
      await committed({ g: [3n, 10n] }, { latest: [10n, 12n] });
      expect(await group()).toMatchObject({ groupId: 'g', lag: 9 });
    });

    it('take all that a partition holds for lag where nothing was committed', async () => {
      await committed({ g: [10n] }, { latest: [10n, 12n], earliest: [0n, 5n] });
      expect((await group()).lag).toBe(7);
    });

    it('tell no negative lag of a group that is ahead of what we saw', async () => {
      await committed({ g: [15n] }, { latest: [10n] });
      expect((await group()).lag).toBe(0);
    });

    it('tell no lag where offsets could not be asked for', async () => {
      await committed({ g: [3n] }, { latest: [10n] });
      await committed({ g: [3n, 1n] }, { latest: [10n, undefined] });
      expect(await group()).not.toHaveProperty('lag');
      await committed({ g: [3n] });
      expect(await group()).not.toHaveProperty('lag');
    });

    it('tell when a group last made progress, backwards too', async () => {
      await committed({ g: [3n] }, { latest: [10n] });
      expect(await group()).not.toHaveProperty('progressedAt');
      await committed({ g: [4n] }, { latest: [10n] });
      const progressed = new Date(now).toISOString();
      await committed({ g: [4n] }, { latest: [20n] });
      expect((await group()).progressedAt).toBe(progressed);
      await committed({ g: [0n] }, { latest: [20n] });
      expect((await group()).progressedAt).toBe(new Date(now).toISOString());
    });

    it('keep the largest lag of a bucket, unknown ones left out', async () => {
      for (const latest of [[5n], [50n], [undefined], [7n]] as Latest[][]) {
        await committed({ g: [0n] }, { after: 1, latest });
      }
      const rows = await db('group_measurements').select();
      expect(rows).toHaveLength(RESOLUTIONS.length);
      for (const row of rows) expect(Number(row.max_lag)).toBe(50);
    });

    it('keep no lag of a bucket in which none was known', async () => {
      await committed({ g: [0n] }, { after: 1 });
      await committed({ g: [0n] }, { after: 1 });
      const rows = await db('group_measurements').select('max_lag');
      expect(rows.map(row => row.max_lag)).toEqual([null, null, null]);
    });

    it('forget groups that are gone, and keep those that nobody was asked about', async () => {
      await committed({ g: [0n], h: [0n] }, { latest: [1n] });
      await committed({ g: [0n] }, { latest: [1n], alive: null });
      expect((await facts()).groups).toHaveLength(2);
      await committed({ g: [0n] }, { latest: [1n], alive: ['g', 'h'] });
      expect((await facts()).groups).toHaveLength(2);
      await committed({ g: [0n] }, { latest: [1n], alive: ['g'] });
      expect((await facts()).groups.map(g => g.groupId)).toEqual(['g']);
    });

    it('leave other clusters alone', async () => {
      await committed({ g: [0n] }, { latest: [1n] });
      await db.transaction(tx =>
        recordGroups(tx, 'other', [], new Map(), new Map(), now),
      );
      expect((await facts()).groups).toHaveLength(1);
    });
  });

  it('are forgotten when their resolution is not kept any longer, and not before', async () => {
    for (const table of ['topic_measurements', 'group_measurements']) {
      const isTopic = table === 'topic_measurements';
      for (const { seconds } of RESOLUTIONS) {
        for (const age of [0, 2 * HOUR, 4 * HOUR, 2 * DAY, 4 * DAY, 41 * DAY]) {
          await db(table).insert({
            cluster: 'main',
            resolution: seconds,
            bucket_at: START - age,
            ...(isTopic
              ? {
                  name: 'a',
                  first_at: 1,
                  first_sum: 1,
                  last_at: 1,
                  last_sum: 1,
                  passes: 1,
                  led_passes: 1,
                }
              : { group_id: 'g', topic: 'a', committed_sum: 1 }),
          });
        }
      }
    }
    await pruneMeasurements(db, START);
    for (const table of ['topic_measurements', 'group_measurements']) {
      const rows = await db(table).select('resolution', 'bucket_at');
      const ages = (seconds: number) =>
        rows
          .filter(row => row.resolution === seconds)
          .map(row => (START - Number(row.bucket_at)) / HOUR)
          .sort((a, b) => a - b);
      expect(ages(60)).toEqual([0, 2]);
      expect(ages(900)).toEqual([0, 2, 4, 48]);
      expect(ages(86_400)).toEqual([0, 2, 4, 48, 96]);
    }
  });
});
