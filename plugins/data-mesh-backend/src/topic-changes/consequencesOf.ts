import { Duration } from 'luxon';
import { humanPeriod } from '../policies/humanPeriod';
import { PARTITIONS, type TopicState } from './topicChange';

/** How long a port promises to keep records. */
export type RetentionPromise = {
  /** Title or name of the product. */
  product: string;
  port: string;
  /** `slo.retention`, an ISO 8601 period. */
  retention: string;
};

/** What one change entails, in a sentence. */
export type Consequence = { key: string; text: string };

type Change = {
  before: TopicState;
  after: TopicState;
  promises: RetentionPromise[];
};

const UNITS: Array<[bytes: number, unit: string]> = [
  [2 ** 30, 'GiB'],
  [2 ** 20, 'MiB'],
  [2 ** 10, 'KiB'],
];

function bytesInWords(bytes: number): string {
  const [size, unit] = UNITS.find(([each]) => bytes % each === 0) ?? [1, ''];
  return bytes > 0 && unit
    ? `${bytes / size} ${unit}`
    : `${bytes.toLocaleString('en-US')} bytes`;
}

/** A number among the configs, if it is known. */
function numberIn({ configs }: TopicState, key: string): number | undefined {
  const value = configs[key]?.value;
  const number = typeof value === 'string' ? Number(value) : NaN;
  return Number.isFinite(number) ? number : undefined;
}

/** The same where a negative number means no limit. */
function limitIn(state: TopicState, key: string): number | undefined {
  const number = numberIn(state, key);
  return number !== undefined && number < 0 ? Infinity : number;
}

function cleanupOf({ configs }: TopicState) {
  const value = configs['cleanup.policy']?.value ?? 'delete';
  const parts = value.split(',').map(part => part.trim());
  return {
    deletes: parts.includes('delete'),
    compacts: parts.includes('compact'),
  };
}

/** How long records are kept; nothing where that is not known. */
function keptMs(state: TopicState): number | undefined {
  return cleanupOf(state).deletes ? limitIn(state, 'retention.ms') : Infinity;
}

const kept = (ms: number | undefined) => {
  if (ms === undefined) return 'for as long as the brokers say';
  return ms === Infinity ? 'for ever' : `for ${humanPeriod(ms)}`;
};

const olderThan = (ms: number) =>
  ms < 1_000
    ? 'Records are deleted as soon as they are written, for good'
    : `Records older than ${humanPeriod(ms)} are deleted, for good`;

function ofPartitions({ before, after }: Change): string[] {
  if (after.partitions <= before.partitions) return [];
  return [
    'Records with a key may come to another partition than those before them: the order of a key is not kept across the change',
    ...(cleanupOf(after).compacts
      ? [
          'The topic is compacted: the last record of a key can stay in its old partition beside newer ones in another, and is never cleaned up',
        ]
      : []),
    'Consumer groups rebalance, and read the new partitions once their clients have seen them, by default within five minutes',
    'It cannot be undone: Kafka takes no partitions away',
  ];
}

function ofRetention({ before, after }: Change): string[] {
  const was = cleanupOf(before);
  if (!cleanupOf(after).deletes || !was.deletes) return [];
  const from = keptMs(before);
  const to = keptMs(after);
  if (to === undefined) {
    return [
      'How long records are kept is for the brokers to say, and could not be asked: older ones may be deleted, for good',
    ];
  }
  return from === undefined || to < from
    ? [`${olderThan(to)}; until now they are kept ${kept(from)}`]
    : [];
}

function ofCleanup({ before, after }: Change): string[] {
  const was = cleanupOf(before);
  const becomes = cleanupOf(after);
  const to = keptMs(after);
  return [
    ...(becomes.compacts && !was.compacts
      ? [
          'Of each key only the latest record is kept; those before it are deleted, for good',
          'Records without a key are refused: producers that send them fail',
        ]
      : []),
    ...(becomes.deletes && !was.deletes && to !== Infinity
      ? [
          to === undefined
            ? 'Old records are deleted, for good, also the latest of their key'
            : `${olderThan(to)}, also the latest of their key`,
        ]
      : []),
    ...(was.deletes && !becomes.deletes
      ? [
          'Records are no longer deleted for their age: the topic grows with its keys',
        ]
      : []),
    ...(was.compacts && !becomes.compacts
      ? [
          'Of each key all records are kept again: whoever rebuilds a state from the topic reads more of them',
        ]
      : []),
  ];
}

function ofPromises({ before, after, promises }: Change): string[] {
  const to = keptMs(after);
  if (to === undefined || to === keptMs(before)) return [];
  return promises
    .filter(({ retention }) => Duration.fromISO(retention).toMillis() > to)
    .map(
      ({ product, port, retention }) =>
        `Records are kept ${kept(
          to,
        )}, less than the ${retention} that ${product} promises on port ${port} (slo.retention)`,
    );
}

function ofSize({ before, after }: Change): string[] {
  const from = limitIn(before, 'retention.bytes');
  const to = limitIn(after, 'retention.bytes');
  if (to === undefined || to === Infinity || !cleanupOf(after).deletes) {
    return [];
  }
  return from === undefined || to < from
    ? [
        `Each partition keeps ${bytesInWords(
          to,
        )} at most: its oldest records are deleted, for good`,
      ]
    : [];
}

function ofMessageSize({ before, after }: Change): string[] {
  const from = numberIn(before, 'max.message.bytes');
  const to = numberIn(after, 'max.message.bytes');
  return to !== undefined && (from === undefined || to < from)
    ? [
        `Producers that send more than ${bytesInWords(
          to,
        )} at once are refused; what is there already stays`,
      ]
    : [];
}

function ofReplicas({ before, after }: Change): string[] {
  const from = numberIn(before, 'min.insync.replicas');
  const to = numberIn(after, 'min.insync.replicas');
  const { replicationFactor } = after;
  if (from === undefined || to === undefined || to === from) return [];
  if (to < from) {
    return [
      `Producers with acks=all wait for ${to} of ${replicationFactor} replicas, fewer than before: more can be lost with a broker`,
    ];
  }
  return [
    `Producers with acks=all fail while fewer than ${to} of ${replicationFactor} replicas are in sync${
      to >= replicationFactor ? ', so as soon as one broker is down' : ''
    }`,
  ];
}

const RULES: Array<[key: string, rule: (change: Change) => string[]]> = [
  [PARTITIONS, ofPartitions],
  ['cleanup.policy', ofCleanup],
  ['retention.ms', ofRetention],
  ['retention.bytes', ofSize],
  ['max.message.bytes', ofMessageSize],
  ['min.insync.replicas', ofReplicas],
];

/**
 * What a change entails for those who write and read the topic, in sentences
 * and by what of the change it comes from. What changes nothing for them
 * entails nothing. Pure.
 *
 * @param keys - of what is changed
 */
export function consequencesOf(change: Change, keys: string[]): Consequence[] {
  const own = RULES.filter(([key]) => keys.includes(key)).flatMap(
    ([key, rule]) => rule(change).map(text => ({ key, text })),
  );
  const promised = ['retention.ms', 'cleanup.policy'].find(key =>
    keys.includes(key),
  );
  return promised === undefined
    ? own
    : [...own, ...ofPromises(change).map(text => ({ key: promised, text }))];
}
