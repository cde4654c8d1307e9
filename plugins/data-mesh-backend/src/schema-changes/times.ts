import { InputError } from '@backstage/errors';
import { toIso } from '../rows';

const DAY_MS = 86_400_000;
const LONGEST_MS = 366 * DAY_MS;
/** How long readers have to answer where the proposer does not say. */
export const ANSWER_MS = 14 * DAY_MS;

/**
 * A day or time that somebody named, within a year.
 *
 * @throws InputError that names the field
 */
export function readTime(text: string, field: string, now: number): number {
  const at = Date.parse(text);
  if (Number.isNaN(at)) {
    throw new InputError(
      `${field}: '${text}' is no time (ISO 8601), such as ${toIso(
        now + ANSWER_MS,
      ).slice(0, 10)}`,
    );
  }
  if (at <= now || at > now + LONGEST_MS) {
    throw new InputError(
      `${field}: ${text} is not within the next year; choose another time`,
    );
  }
  return at;
}
