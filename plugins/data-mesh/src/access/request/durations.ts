import { afterPeriod } from '../../humanise/times';

const USUAL = ['P30D', 'P90D', 'P180D', 'P365D'];
const PREFERRED = 'P90D';

/**
 * Periods to choose from, up to the longest that is allowed, which is one of
 * them.
 *
 * @param limits - the longest period of each item, where it is known
 */
export function durationChoices(
  limits: (string | undefined)[],
  now: number = Date.now(),
): string[] {
  const end = (period: string) => afterPeriod(period, now) ?? Infinity;
  const limit = limits
    .filter((each): each is string => each !== undefined)
    .sort((a, b) => end(a) - end(b))[0];
  if (!limit) return USUAL;
  const shorter = USUAL.filter(each => end(each) < end(limit));
  return [...shorter, limit];
}

/** The one that is chosen unless another is: not longer than 90 days. */
export function usualDuration(choices: string[]): string {
  if (choices.includes(PREFERRED)) return PREFERRED;
  const now = Date.now();
  const end = (period: string) => afterPeriod(period, now) ?? Infinity;
  return (
    [...choices].reverse().find(each => end(each) <= end(PREFERRED)) ??
    choices[0]
  );
}
