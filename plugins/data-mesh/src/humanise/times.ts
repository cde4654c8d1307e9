import { DateTime, Duration } from 'luxon';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How long something lasts that began then, in few letters: "3 s". */
export function howLong(since: string, now: number): string {
  // Clocks of backend and browser differ a little; nothing is in the future.
  const passed = Math.max(now - Date.parse(since), 0);
  if (passed < MINUTE) return `${Math.floor(passed / SECOND)} s`;
  if (passed < HOUR) return `${Math.floor(passed / MINUTE)} min`;
  if (passed < 2 * DAY) return `${Math.floor(passed / HOUR)} h`;
  return `${Math.floor(passed / DAY)} days`;
}

/** How long before `now` something was: "3 s ago". */
export function ago(at: string, now: number): string {
  return now - Date.parse(at) < SECOND ? 'just now' : `${howLong(at, now)} ago`;
}

/** Date and time as the reader's locale has them. */
export function absoluteTime(at: string): string {
  return new Date(at).toLocaleString(undefined, {
    dateStyle: 'medium',
    timeStyle: 'medium',
  });
}

const UNITS: [ms: number, name: string][] = [
  [365 * DAY, 'year'],
  [DAY, 'day'],
  [HOUR, 'hour'],
  [MINUTE, 'minute'],
  [SECOND, 'second'],
];

/** A length of time in its largest unit: "7 days", "1.5 hours". */
export function humanMillis(ms: number): string {
  const unit = UNITS.find(([size]) => ms >= size);
  if (!unit) return `${ms} ms`;
  const [size, name] = unit;
  const count = Math.round((10 * ms) / size) / 10;
  return `${count} ${name}${count === 1 ? '' : 's'}`;
}

/** An ISO 8601 period in words; as it is where it cannot be read. */
export function humanPeriod(period: string): string {
  const duration = Duration.fromISO(period);
  return duration.isValid ? humanMillis(duration.toMillis()) : period;
}

/** A day as people write it: "20 February", with its year if that is another. */
export function dayWords(
  at: string | number,
  now: number = Date.now(),
): string {
  const date = new Date(at);
  const sameYear = date.getFullYear() === new Date(now).getFullYear();
  return date.toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'long',
    ...(sameYear ? {} : { year: 'numeric' }),
  });
}

/** A day, with the time of day where it is less than one away. */
export function momentWords(
  at: string | number,
  now: number = Date.now(),
): string {
  const day = dayWords(at, now);
  const date = new Date(at);
  if (Math.abs(date.getTime() - now) >= DAY) return day;
  const time = date.toLocaleTimeString('en-GB', {
    hour: '2-digit',
    minute: '2-digit',
  });
  return `${day}, ${time}`;
}

/** When a period that begins then is over; nothing where it cannot be read. */
export function afterPeriod(period: string, from: number): number | undefined {
  const duration = Duration.fromISO(period);
  return duration.isValid
    ? DateTime.fromMillis(from, { zone: 'utc' }).plus(duration).toMillis()
    : undefined;
}
