import type {
  PortObjective,
  QualityCheck,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import { exactNumber } from '../humanise/numbers';
import { humanMillis, humanPeriod } from '../humanise/times';
import type { Tone } from '../state/StateLabel';

/** How a promise looks, and what that is called. */
export const OBJECTIVE_LOOKS: Record<
  PortObjective['state'],
  [tone: Tone, word: string]
> = {
  kept: ['good', 'Kept'],
  breached: ['bad', 'Broken'],
  unknown: ['waiting', 'Unknown'],
};

/** How the result of a check looks, and what that is called. */
export const QUALITY_LOOKS: Record<
  QualityCheck['state'],
  [tone: Tone, word: string]
> = {
  passed: ['good', 'Passed'],
  warned: ['warning', 'Warning'],
  failed: ['bad', 'Failed'],
};

/** What a promise is called: "Freshness", "Lag of analytics". */
export function objectiveName({ type, group }: PortObjective): string {
  switch (type) {
    case 'freshness':
      return 'Freshness';
    case 'availability':
      return 'Availability';
    case 'volume':
      return 'Volume';
    case 'retention':
      return 'Retention';
    default:
      return `Lag of ${group}`;
  }
}

/** What is promised. */
export function targetWords({ type, target }: PortObjective): string {
  switch (type) {
    case 'freshness':
      return `a record at least every ${humanPeriod(target)}`;
    case 'availability':
      return `there ${target} % of the time`;
    case 'volume':
      return `at least ${exactNumber(Number(target))} records a day`;
    case 'retention':
      return `kept ${humanPeriod(target)}`;
    default:
      return `at most ${exactNumber(Number(target))} records behind`;
  }
}

// Rounded down, as 99.999 % is not 100 %.
const percent = (value: number) =>
  `${exactNumber(Math.floor(value * 100) / 100)} %`;

/** What was measured; why it is unknown where it is. */
export function measuredWords(objective: PortObjective): string {
  const { type, value, reason, state } = objective;
  if (state === 'unknown') return reason ?? 'It could not be measured.';
  switch (type) {
    case 'freshness':
      return (value ?? 0) < 1_000
        ? 'new records at the last look'
        : `no new record for ${humanMillis(value ?? 0)}`;
    case 'availability':
      return `${percent(value ?? 0)} of the looks in 30 days`;
    case 'volume':
      return `${exactNumber(value ?? 0)} records within a day`;
    case 'retention':
      return value === undefined
        ? 'kept for ever'
        : `kept ${humanMillis(value)}`;
    default:
      return `${exactNumber(value ?? 0)} records behind`;
  }
}

/** For how much of the time that was measured a promise was kept. */
export function keptWords({
  last30Days: { keptMs, breachedMs },
}: Pick<PortObjective, 'last30Days'>): string {
  const measured = keptMs + breachedMs;
  return measured > 0
    ? `Kept ${percent((100 * keptMs) / measured)} of ${humanMillis(
        measured,
      )} measured`
    : 'Not measured yet';
}

/** How much of what may go wrong has gone wrong, where that is limited. */
export function budgetWords({
  budgetUsed,
}: Pick<PortObjective, 'budgetUsed'>): string | undefined {
  if (budgetUsed === undefined) return undefined;
  return `${exactNumber(
    Math.round(100 * budgetUsed),
  )} % of its error budget used`;
}

/** How a day went, the worst first. */
export function dayTone({
  keptMs,
  breachedMs,
}: PortObjective['last30Days']): 'kept' | 'breached' | 'unknown' {
  if (breachedMs > 0) return 'breached';
  return keptMs > 0 ? 'kept' : 'unknown';
}
