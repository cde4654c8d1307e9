import fc from 'fast-check';
import { consequencesOf } from './consequencesOf';
import { changesOf, stateAfter, type TopicState } from './topicChange';

const HOUR = '3600000';
const DAY = '86400000';
const WEEK = '604800000';
const PROMISES = [{ product: 'Orders', port: 'v1', retention: 'P7D' }];

const state = (
  configs: Record<string, string> = {},
  over: Partial<TopicState> = {},
): TopicState => ({
  topicId: 'id',
  partitions: 3,
  replicationFactor: 3,
  configs: Object.fromEntries(
    Object.entries({
      'cleanup.policy': 'delete',
      'retention.ms': WEEK,
      'retention.bytes': '-1',
      'max.message.bytes': '1048576',
      'min.insync.replicas': '1',
      ...configs,
    }).map(([key, value]) => [key, { value, overridden: true }]),
  ),
  ...over,
});

/** The consequences of making a topic of one state another. */
function told(
  before: TopicState,
  wanted: { partitions?: number; configs?: Record<string, string | null> },
  defaults: Record<string, string> = {},
  promises: Parameters<typeof consequencesOf>[0]['promises'] = [],
): string[] {
  const full = { configs: {}, ...wanted };
  const after = stateAfter(full, before, defaults);
  const keys = changesOf(full, before).map(({ key }) => key);
  return consequencesOf({ before, after, promises }, keys).map(
    ({ text }) => text,
  );
}

describe('what a change of a topic entails', () => {
  it('with more partitions, the order of keys, rebalancing, and that it is for good', () => {
    expect(told(state(), { partitions: 6 })).toEqual([
      'Records with a key may come to another partition than those before them: the order of a key is not kept across the change',
      'Consumer groups rebalance, and read the new partitions once their clients have seen them, by default within five minutes',
      'It cannot be undone: Kafka takes no partitions away',
    ]);
  });

  it('with more partitions, worse where the topic is compacted', () => {
    const compacted = state({ 'cleanup.policy': 'compact' });
    expect(told(compacted, { partitions: 6 })).toContainEqual(
      expect.stringMatching(/is compacted: the last record of a key can stay/),
    );
  });

  const sentences: Array<
    [
      what: string,
      before: Record<string, string>,
      configs: Record<string, string | null>,
      expected: string[],
    ]
  > = [
    [
      'shorter retention',
      {},
      { 'retention.ms': HOUR },
      [
        'Records older than 1 hour are deleted, for good; until now they are kept for 7 days',
      ],
    ],
    [
      'retention after none',
      { 'retention.ms': '-1' },
      { 'retention.ms': DAY },
      [
        'Records older than 1 day are deleted, for good; until now they are kept for ever',
      ],
    ],
    ['longer retention', {}, { 'retention.ms': '-1' }, []],
    [
      'no retention at all',
      {},
      { 'retention.ms': '0' },
      [
        'Records are deleted as soon as they are written, for good; until now they are kept for 7 days',
      ],
    ],
    [
      'retention of a compacted topic',
      { 'cleanup.policy': 'compact' },
      { 'retention.ms': HOUR },
      [],
    ],
    [
      'compaction',
      {},
      { 'cleanup.policy': 'compact' },
      [
        'Of each key only the latest record is kept; those before it are deleted, for good',
        'Records without a key are refused: producers that send them fail',
        'Records are no longer deleted for their age: the topic grows with its keys',
      ],
    ],
    [
      'deletion instead of compaction',
      { 'cleanup.policy': 'compact' },
      { 'cleanup.policy': 'delete' },
      [
        'Records older than 7 days are deleted, for good, also the latest of their key',
        'Of each key all records are kept again: whoever rebuilds a state from the topic reads more of them',
      ],
    ],
    [
      'the same clean-up in another order',
      { 'cleanup.policy': 'compact,delete' },
      { 'cleanup.policy': 'delete, compact' },
      [],
    ],
    [
      'smaller partitions',
      {},
      { 'retention.bytes': '1073741824' },
      [
        'Each partition keeps 1 GiB at most: its oldest records are deleted, for good',
      ],
    ],
    [
      'smaller messages',
      {},
      { 'max.message.bytes': '2000' },
      [
        'Producers that send more than 2,000 bytes at once are refused; what is there already stays',
      ],
    ],
    ['larger messages', {}, { 'max.message.bytes': '2097152' }, []],
    [
      'more replicas in sync',
      {},
      { 'min.insync.replicas': '3' },
      [
        'Producers with acks=all fail while fewer than 3 of 3 replicas are in sync, so as soon as one broker is down',
      ],
    ],
    [
      'fewer replicas in sync',
      { 'min.insync.replicas': '2' },
      { 'min.insync.replicas': '1' },
      [
        'Producers with acks=all wait for 1 of 3 replicas, fewer than before: more can be lost with a broker',
      ],
    ],
  ];

  it.each(sentences)('with %s', (_, before, configs, expected) => {
    expect(told(state(before), { configs })).toEqual(expected);
  });

  it("by the brokers' default, or that it is not known", () => {
    const configs = { 'retention.ms': null };
    expect(told(state(), { configs }, { 'retention.ms': DAY })).toEqual([
      'Records older than 1 day are deleted, for good; until now they are kept for 7 days',
    ]);
    expect(told(state(), { configs })).toEqual([
      expect.stringMatching(/could not be asked: older ones may be deleted/),
    ]);
  });

  it('names the promise that it breaks', () => {
    const shorter = { configs: { 'retention.ms': DAY } };
    expect(told(state(), shorter, {}, PROMISES)).toContain(
      'Records are kept for 1 day, less than the P7D that Orders promises on port v1 (slo.retention)',
    );
    const short = state({ 'retention.ms': DAY });
    // What is broken already is not this change's doing.
    const unrelated = { configs: { 'max.message.bytes': '1' } };
    expect(told(short, unrelated, {}, PROMISES)).toHaveLength(1);
    const enough = { configs: { 'retention.ms': WEEK } };
    expect(told(short, enough, {}, PROMISES)).toEqual([]);
  });

  it('says nothing where nothing changes, and only of what is changed', () => {
    const value = fc.constantFrom('-1', '0', HOUR, WEEK, '1', '2', '3');
    const configs = fc.record(
      {
        'retention.ms': value,
        'retention.bytes': value,
        'max.message.bytes': value,
        'min.insync.replicas': value,
        'cleanup.policy': fc.constantFrom(
          'delete',
          'compact',
          'compact,delete',
        ),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(configs, configs, (some, wanted) => {
        const before = state(some as Record<string, string>);
        const full = { configs: wanted as Record<string, string> };
        const after = stateAfter(full, before, {});
        const changes = changesOf(full, before);
        const keys = changes.map(({ key }) => key);
        const found = consequencesOf(
          { before, after, promises: PROMISES },
          keys,
        );
        expect(keys).toEqual(
          expect.arrayContaining(found.map(({ key }) => key)),
        );
        // Once it is so, the same wish is no change and entails nothing.
        expect(changesOf(full, after)).toEqual([]);
        expect(
          consequencesOf({ before: after, after, promises: PROMISES }, keys),
        ).toEqual([]);
      }),
    );
  });
});
