import type { PlannedItem } from '@data-mesh/backstage-plugin-data-mesh-common';
import { listed } from '../../humanise/lists';
import { afterPeriod, humanPeriod } from '../../humanise/times';
import { nameOf } from '../accessWords';

const USUAL = ['P30D', 'P90D', 'P180D', 'P365D'];
const PREFERRED = 'P90D';
const SHORT = ['PT30M', 'PT1H', 'PT2H', 'PT4H', 'PT8H'];
const PREFERRED_SHORT = 'PT1H';

/**
 * Periods to choose from, up to the longest that is allowed, which is one of
 * them.
 *
 * @param limits - the longest period of each item, where it is known
 * @param isEmergency - which is a matter of hours
 */
export function durationChoices(
  limits: (string | undefined)[],
  isEmergency = false,
  now: number = Date.now(),
): string[] {
  const usual = isEmergency ? SHORT : USUAL;
  const end = (period: string) => afterPeriod(period, now) ?? Infinity;
  const limit = limits
    .filter((each): each is string => each !== undefined)
    .sort((a, b) => end(a) - end(b))[0];
  if (!limit) return usual;
  const shorter = usual.filter(each => end(each) < end(limit));
  return [...shorter, limit];
}

/** The one that is chosen unless another is: not longer than 90 days, or an hour. */
export function usualDuration(choices: string[], isEmergency = false): string {
  const preferred = isEmergency ? PREFERRED_SHORT : PREFERRED;
  if (choices.includes(preferred)) return preferred;
  const now = Date.now();
  const end = (period: string) => afterPeriod(period, now) ?? Infinity;
  return (
    [...choices].reverse().find(each => end(each) <= end(preferred)) ??
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
