import type { PlannedItem } from '@data-mesh/backstage-plugin-data-mesh-common';
import { listed } from '../../humanise/lists';
import { afterPeriod, humanPeriod } from '../../humanise/times';
import { nameOf } from '../accessWords';

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

type Limited = Pick<
  PlannedItem,
  'product' | 'productTitle' | 'port' | 'maxDuration'
>;

/** Which of several items keep the others from being longer; nothing where none does. */
export function limitWords(
  items: Limited[],
  now: number = Date.now(),
): string | undefined {
  const limited = items
    .flatMap(({ maxDuration, ...item }) => {
      const end = maxDuration && afterPeriod(maxDuration, now);
      return maxDuration && end ? [{ ...item, maxDuration, end }] : [];
    })
    .sort((a, b) => a.end - b.end);
  const [first] = limited;
  const tight = limited.filter(({ end }) => end === first.end);
  if (tight.length === limited.length) return undefined;
  const isOfOne = new Set(items.map(({ product }) => product)).size === 1;
  const names = tight.map(item =>
    isOfOne ? `port ${item.port}` : nameOf({ ...item, topic: item.port }),
  );
  return `${humanPeriod(first.maxDuration)} at most, because of ${listed([
    ...new Set(names),
  ])}.`;
}
