import { DateTime } from 'luxon';
import type { ItemResult, PartitionOffsets } from '../kafka/KafkaPort';

/** Where a group is to go on reading. */
export type ResetTarget =
  | { kind: 'earliest' }
  | { kind: 'latest' }
  | { kind: 'time'; ms: number };

// A number alone would be a year or an hour of today, and is rather an offset.
const BEGINS_WITH_DATE = /^\d{4}-/;

/** `earliest`, `latest`, or an ISO 8601 time; `undefined` for anything else. */
export function readTarget(text: string): ResetTarget | undefined {
  if (text === 'earliest' || text === 'latest') return { kind: text };
  if (!BEGINS_WITH_DATE.test(text)) return undefined;
  const time = DateTime.fromISO(text, { zone: 'utc' });
  const ms = time.isValid ? time.toMillis() : -1;
  return ms >= 0 ? { kind: 'time', ms } : undefined;
}

/** What is known of a partition before a reset. */
export type PartitionPosition = {
  range: PartitionOffsets;
  /** First record at or after the time asked for; none if all are older. */
  atTime?: ItemResult<bigint | undefined>;
  committed?: bigint;
};

/** Where one partition moves. */
export type PartitionMove = {
  partition: number;
  from?: bigint;
  to: bigint;
};

/**
 * Where each partition moves: pure.
 *
 * @throws Error that names the first partition that could not be asked
 */
export function planReset(
  positions: PartitionPosition[],
  target: ResetTarget,
): PartitionMove[] {
  return positions.map(({ range, atTime, committed }) => {
    const { partition, earliest, latest } = range;
    const known = <T>(result: ItemResult<T> | undefined): T => {
      if (result?.ok) return result.value;
      throw new Error(
        `Partition ${partition} could not be asked: ${
          result?.error.message ?? 'there was no answer'
        }`,
      );
    };
    const from = committed === undefined ? {} : { from: committed };
    if (target.kind === 'earliest') {
      return { partition, ...from, to: known(earliest) };
    }
    const end = known(latest);
    if (target.kind === 'latest') return { partition, ...from, to: end };
    return { partition, ...from, to: known(atTime) ?? end };
  });
}
