import type { SloEvent } from './followObjective';
import { humanPeriod } from '../policies/humanPeriod';
import { WINDOW_DAYS } from './judgeObjective';
import type { Objective } from './objectives';

const number = new Intl.NumberFormat('en-US', { maximumFractionDigits: 2 });

/** What a promise is about, as in "breaks its promise of freshness". */
export function promiseName(objective: Objective): string {
  return objective.type === 'lag'
    ? `lag of ${objective.group}`
    : objective.type;
}

/** What was measured, and what is promised, in one phrase. */
function measuredWords(objective: Objective, value: number | null): string {
  const much = value ?? 0;
  switch (objective.type) {
    case 'freshness':
      return `no new record for ${humanPeriod(much)}, where ${humanPeriod(
        objective.ms,
      )} at most is promised`;
    case 'availability':
      // Rounded down, as 99.999 % is not 100 %.
      return `all partitions had a leader in ${number.format(
        Math.floor(much * 100) / 100,
      )} % of the last ${WINDOW_DAYS} days, where ${
        objective.percent
      } % is promised`;
    case 'retention':
      return `records are kept for ${humanPeriod(much)}, where ${humanPeriod(
        objective.ms,
      )} is promised`;
    case 'volume':
      return `${number.format(
        much,
      )} records came within a day, where at least ${number.format(
        objective.records,
      )} are promised`;
    default:
      return `${objective.group} is ${number.format(
        much,
      )} records behind, where at most ${number.format(
        objective.records,
      )} are promised`;
  }
}

/** What there is to say of a promise that is broken, or kept again. */
export function eventWords(
  event: SloEvent,
  objective: Objective,
  value: number | null,
): string {
  return event === 'breached'
    ? measuredWords(objective, value)
    : `its promise of ${promiseName(objective)} is kept again`;
}
