import { Duration } from 'luxon';

/** A length of time in words, in its two largest units: "7 days, 2 hours". */
export function humanPeriod(ms: number): string {
  const whole = Duration.fromMillis(ms)
    .shiftTo('days', 'hours', 'minutes', 'seconds')
    .mapUnits(Math.floor);
  const units = (['days', 'hours', 'minutes', 'seconds'] as const).filter(
    unit => whole.get(unit) > 0,
  );
  const shown = units.slice(0, 2).map(unit => {
    const count = whole.get(unit);
    return `${count} ${count === 1 ? unit.slice(0, -1) : unit}`;
  });
  return shown.join(', ') || 'less than a second';
}
