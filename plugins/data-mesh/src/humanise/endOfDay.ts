import { getLocalTimeZone, type DateValue } from '@internationalized/date';
import { DateTime } from 'luxon';

/** The last instant of a day where the reader is, as the backend takes it. */
export function endOfDay(day: DateValue): string {
  return DateTime.fromJSDate(day.toDate(getLocalTimeZone()))
    .endOf('day')
    .toJSDate()
    .toISOString();
}
