import type { Severity } from './policy';

/** When something was found, and when it was wrong no longer. */
export type FindingSpan = {
  severity: Severity;
  firstSeenAt: number;
  fixedAt?: number;
};

/** What was open at the end of a day, in UTC; of today, what is open now. */
export type TrendDay = Record<Severity, number> & {
  /** `2026-11-27`. */
  day: string;
};

const DAY_MS = 86_400_000;

/**
 * How many findings were open at the end of each of the last days, the oldest
 * first: pure. Days before the first finding of all are left out, as nobody
 * may have looked.
 */
export function findingTrend(
  spans: FindingSpan[],
  days: number,
  now: number,
): TrendDay[] {
  const first = spans.reduce(
    (min, { firstSeenAt }) => Math.min(min, firstSeenAt),
    Infinity,
  );
  const today = Math.floor(now / DAY_MS) * DAY_MS;
  return Array.from({ length: days }, (_, i) => today - (days - 1 - i) * DAY_MS)
    .filter(day => day + DAY_MS > first)
    .map(day => {
      const end = Math.min(day + DAY_MS - 1, now);
      const open = { error: 0, warning: 0, info: 0 };
      for (const { severity, firstSeenAt, fixedAt } of spans) {
        const isOpen =
          firstSeenAt <= end && (fixedAt === undefined || fixedAt > end);
        if (isOpen) open[severity] += 1;
      }
      return { day: new Date(day).toISOString().slice(0, 10), ...open };
    });
}
