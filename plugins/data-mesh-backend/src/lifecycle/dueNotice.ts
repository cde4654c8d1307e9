/** What consumers are told of an end: that there is one, and that it is near. */
export type Notice = 'announced' | 'two-weeks' | 'one-day';

const DAY_MS = 86_400_000;

/** How long before the last day begins each reminder is due. */
const BEFORE_MS: Array<[notice: Notice, ms: number]> = [
  ['one-day', DAY_MS],
  ['two-weeks', 14 * DAY_MS],
];

/**
 * What one consumer is to be told now of one end, if anything: pure. Each once;
 * whoever hears of the end late is not reminded of it in the same breath.
 *
 * @param sunset - the last day, `YYYY-MM-DD`, where one is named
 * @param told - when each was told of that day, in milliseconds
 */
export function dueNotice(
  sunset: string | undefined,
  told: ReadonlyMap<Notice, number>,
  now: number,
): Notice | undefined {
  const announcedAt = told.get('announced');
  if (announcedAt === undefined) return 'announced';
  if (!sunset) return undefined;
  const lastDay = Date.parse(sunset);
  if (now >= lastDay + DAY_MS) return undefined;
  for (const [notice, ms] of BEFORE_MS) {
    const due = lastDay - ms;
    if (now < due) continue;
    // The nearer one says all that an earlier one would.
    return announcedAt < due && !told.has(notice) ? notice : undefined;
  }
  return undefined;
}
