import type { PortObjective } from '@data-mesh/backstage-plugin-data-mesh-common';
import { Text } from '@backstage/ui';
import { DateTime } from 'luxon';
import { humanMillis } from '../humanise/times';
import { useNow } from '../live/useNow';
import { budgetWords, dayTone, keptWords } from './objectiveWords';
import styles from './slo.module.css';

const DAYS = 30;
const NOTHING = { keptMs: 0, breachedMs: 0, unknownMs: 0 };

/** The last 30 days of a promise, a bar for each, and what they come to. */
export function DaysStrip({ objective }: { objective: PortObjective }) {
  const today = DateTime.fromMillis(useNow()).toUTC().startOf('day');
  const known = new Map(objective.days.map(day => [day.day, day]));
  const days = Array.from({ length: DAYS }, (_, i) => {
    const day = today.minus({ days: DAYS - 1 - i });
    return { day, lasted: known.get(day.toISODate() ?? '') ?? NOTHING };
  });
  const budget = budgetWords(objective);
  return (
    <div>
      <div className={styles.days} aria-hidden>
        {days.map(({ day, lasted }) => (
          <span
            key={day.toISODate()}
            className={styles[dayTone(lasted)]}
            title={`${day.toFormat('d LLLL')}: ${dayWords(lasted)}`}
          />
        ))}
      </div>
      <Text as="p" variant="body-small" color="secondary">
        {[keptWords(objective), ...(budget ? [budget] : [])].join('; ')}
      </Text>
    </div>
  );
}

function dayWords({ keptMs, breachedMs }: PortObjective['last30Days']): string {
  const parts = [
    ...(breachedMs > 0 ? [`broken for ${humanMillis(breachedMs)}`] : []),
    ...(keptMs > 0 ? [`kept for ${humanMillis(keptMs)}`] : []),
  ];
  return parts.join(', ') || 'not measured';
}
