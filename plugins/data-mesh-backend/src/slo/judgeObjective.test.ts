import fc from 'fast-check';
import { DAY_MS, judgeObjective, type Measured } from './judgeObjective';
import { objectivesOf, type Objective } from './objectives';

const NOW = Date.parse('2026-11-27T12:00:00Z');
const MINUTE = 60_000;

const set = (value: string) => ({ value, overridden: true });

const well: Measured = {
  passMs: MINUTE,
  measuredAt: NOW - 10_000,
  watchedSince: NOW - 30 * DAY_MS,
  lastGrowthAt: NOW - 10_000,
  configs: {
    'cleanup.policy': set('delete'),
    'retention.ms': set(`${7 * DAY_MS}`),
    'retention.bytes': set('-1'),
  },
  passes: 1_000,
  ledPasses: 1_000,
  volume: { records: 5_000, watchedMs: DAY_MS },
  lags: new Map([['reader', 3]]),
};

const [freshness, availability, retention, volume, lag] = objectivesOf({
  freshness: 'PT5M',
  availability: 99.9,
  retention: 'P7D',
  minPerDay: 1_000,
  lag: [{ group: 'reader', max: 100 }],
});

const judge = (objective: Objective, over: Partial<Measured> = {}) =>
  judgeObjective(objective, { ...well, ...over }, NOW);

describe('judgeObjective', () => {
  it('finds every promise kept while all goes well', () => {
    expect(
      [freshness, availability, retention, volume, lag].map(objective =>
        judge(objective),
      ),
    ).toEqual([
      { state: 'kept', value: 0 },
      { state: 'kept', value: 100 },
      { state: 'kept', value: 7 * DAY_MS },
      { state: 'kept', value: 5_000 },
      { state: 'kept', value: 3 },
    ]);
  });

  it.each<[string, Objective, Partial<Measured>, number]>([
    [
      'the last record is too old',
      freshness,
      { lastGrowthAt: NOW - 6 * MINUTE },
      6 * MINUTE - 10_000,
    ],
    [
      'none has come for as long as it is watched',
      freshness,
      { lastGrowthAt: undefined, watchedSince: NOW - 10 * MINUTE },
      10 * MINUTE - 10_000,
    ],
    [
      'partitions had no leader too often',
      availability,
      { ledPasses: 998 },
      99.8,
    ],
    [
      'records go too early',
      retention,
      { configs: { ...well.configs, 'retention.ms': set(`${DAY_MS}`) } },
      DAY_MS,
    ],
    [
      'too few records came',
      volume,
      { volume: { records: 999, watchedMs: DAY_MS } },
      999,
    ],
    [
      'a group is too far behind',
      lag,
      { lags: new Map([['reader', 101]]) },
      101,
    ],
  ])('finds it breached where %s', (_, objective, over, value) => {
    expect(judge(objective, over)).toEqual({ state: 'breached', value });
  });

  it.each<[string, Objective, Partial<Measured>, RegExp]>([
    ['is not configured', freshness, { passMs: undefined }, /not configured/],
    ['was never measured', lag, { measuredAt: undefined }, /not been measured/],
    [
      'was measured long ago',
      availability,
      { measuredAt: NOW - 4 * MINUTE },
      /last measured 4 minutes ago/,
    ],
    [
      'is measured less often than it promises',
      freshness,
      { passMs: 6 * MINUTE },
      /every 6 minutes.*sync\.full/,
    ],
    [
      'has had no record in the little time that it is watched',
      freshness,
      { lastGrowthAt: undefined, watchedSince: NOW - MINUTE },
      /No record has come/,
    ],
    [
      'has no counted pass',
      availability,
      { passes: 0, ledPasses: 0 },
      /not been/,
    ],
    [
      'has no readable configuration',
      retention,
      { configs: undefined },
      /could not/,
    ],
    [
      'may lose records by their size',
      retention,
      { configs: { ...well.configs, 'retention.bytes': set('1000') } },
      /retention\.bytes/,
    ],
    [
      'is watched for less than a day',
      volume,
      { volume: { records: 10, watchedMs: DAY_MS / 2 } },
      /watched for 12 hours/,
    ],
    ['is not read by the group', lag, { lags: new Map() }, /has not read/],
    [
      'has a group whose lag could not be read',
      lag,
      { lags: new Map([['reader', null]]) },
      /could not be read/,
    ],
  ])('does not know where the topic %s', (_, objective, over, reason) => {
    expect(judge(objective, over)).toEqual({
      state: 'unknown',
      reason: expect.stringMatching(reason),
    });
  });

  it('takes what is compacted, or has no end, to be kept for ever', () => {
    for (const configs of [
      { ...well.configs, 'cleanup.policy': set('compact') },
      { ...well.configs, 'retention.ms': set('-1') },
    ]) {
      expect(judge(retention, { configs })).toEqual({
        state: 'kept',
        value: null,
      });
    }
    const both = {
      'cleanup.policy': set('compact,delete'),
      'retention.ms': set(`${DAY_MS}`),
    };
    expect(judge(retention, { configs: both }).state).toBe('breached');
  });

  it('is never kept while nothing recent was measured, whatever is promised', () => {
    const any = fc.constantFrom(
      freshness,
      availability,
      retention,
      volume,
      lag,
    );
    fc.assert(
      fc.property(
        any,
        fc.option(fc.integer({ min: 3 * MINUTE + 1, max: DAY_MS })),
        (objective, age) => {
          const measuredAt = age === null ? undefined : NOW - age;
          expect(judge(objective, { measuredAt }).state).toBe('unknown');
        },
      ),
    );
  });

  it('never thinks better of a topic that does worse', () => {
    const worth = { breached: 0, unknown: 1, kept: 2 };
    const number = fc.integer({ min: 0, max: 10_000 });
    fc.assert(
      fc.property(number, number, (a, b) => {
        const [less, more] = [Math.min(a, b), Math.max(a, b)];
        const pairs = [
          [
            judge(freshness, { lastGrowthAt: NOW - 10_000 - more * 100 }),
            judge(freshness, { lastGrowthAt: NOW - 10_000 - less * 100 }),
          ],
          [
            judge(availability, { passes: 10_000, ledPasses: less }),
            judge(availability, { passes: 10_000, ledPasses: more }),
          ],
          [
            judge(volume, { volume: { records: less, watchedMs: DAY_MS } }),
            judge(volume, { volume: { records: more, watchedMs: DAY_MS } }),
          ],
          [
            judge(lag, { lags: new Map([['reader', more]]) }),
            judge(lag, { lags: new Map([['reader', less]]) }),
          ],
        ];
        for (const [worse, better] of pairs) {
          expect(worth[worse.state]).toBeLessThanOrEqual(worth[better.state]);
        }
      }),
    );
  });
});
