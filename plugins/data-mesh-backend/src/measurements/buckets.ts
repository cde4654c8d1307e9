/** A resolution in which measurements are kept, and for how long. */
export type Resolution = { seconds: number; keepMs: number };

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Fine for the last hours, coarse for the 30 days that an SLO looks back. */
export const RESOLUTIONS: readonly Resolution[] = [
  { seconds: 60, keepMs: 3 * HOUR },
  { seconds: 900, keepMs: 3 * DAY },
  { seconds: 86_400, keepMs: 40 * DAY },
];

/** Start of the bucket that a moment falls into, in milliseconds. */
export function bucketOf(ms: number, seconds: number): number {
  const size = seconds * 1_000;
  return Math.floor(ms / size) * size;
}
