import fc from 'fast-check';
import { findingTrend, type FindingSpan } from './findingTrend';

const DAY = 86_400_000;
const NOW = Date.parse('2026-11-27T12:00:00Z');

describe('findingTrend', () => {
  it('counts what was open at the end of each day, and what is open now', () => {
    const spans: FindingSpan[] = [
      { severity: 'error', firstSeenAt: NOW - 2 * DAY },
      {
        severity: 'warning',
        firstSeenAt: NOW - 2 * DAY,
        fixedAt: NOW - DAY,
      },
      { severity: 'info', firstSeenAt: NOW - 60_000 },
      // Found and fixed within a day.
      { severity: 'error', firstSeenAt: NOW - DAY, fixedAt: NOW - DAY + 1 },
    ];
    expect(findingTrend(spans, 30, NOW)).toEqual([
      { day: '2026-11-25', error: 1, warning: 1, info: 0 },
      { day: '2026-11-26', error: 1, warning: 0, info: 0 },
      { day: '2026-11-27', error: 1, warning: 0, info: 1 },
    ]);
  });

  it('says nothing of days on which nobody may have looked', () => {
    expect(findingTrend([], 30, NOW)).toEqual([]);
  });

  it('ends with what is open now, and has no more days than asked for', () => {
    const span = fc.record({
      severity: fc.constantFrom('error' as const, 'warning' as const),
      firstSeenAt: fc.integer({ min: NOW - 60 * DAY, max: NOW }),
      lasts: fc.option(fc.integer({ min: 0, max: 60 * DAY })),
    });
    fc.assert(
      fc.property(fc.array(span), fc.integer({ min: 1, max: 90 }), (all, n) => {
        const spans = all.map(({ lasts, ...rest }): FindingSpan => {
          const fixedAt = lasts === null ? NOW + 1 : rest.firstSeenAt + lasts;
          return fixedAt <= NOW ? { ...rest, fixedAt } : rest;
        });
        const trend = findingTrend(spans, n, NOW);
        const open = spans.filter(({ fixedAt }) => fixedAt === undefined);
        const last = trend[trend.length - 1] ?? { error: 0, warning: 0 };
        expect(trend.length).toBeLessThanOrEqual(n);
        expect(last.error + last.warning).toBe(open.length);
      }),
    );
  });
});
