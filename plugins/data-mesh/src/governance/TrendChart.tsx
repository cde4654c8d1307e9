import { Text } from '@backstage/ui';
import type { FindingTrendDay } from '@data-mesh/backstage-plugin-data-mesh-common';
import { dayWords } from '../humanise/times';
import { openCount, openWords } from './governanceWords';
import styles from './governance.module.css';

// The worst at the bottom, where bars are compared.
const SEVERITIES = ['error', 'warning', 'info'] as const;

/** How many findings were open on each of the last days, and where that goes. */
export function TrendChart({ days }: { days: FindingTrendDay[] }) {
  // One day is no trend.
  if (days.length < 2) return null;
  const most = Math.max(...days.map(openCount), 1);
  return (
    <figure className={styles.trend}>
      <figcaption>
        <Text as="p">{trendWords(days)}</Text>
      </figcaption>
      <div className={styles.bars} aria-hidden>
        {days.map(day => (
          <span
            key={day.day}
            className={styles.bar}
            title={`${dayWords(day.day)}: ${
              openCount(day) ? openWords(day) : 'nothing is open'
            }`}
          >
            {SEVERITIES.map(severity => (
              <span
                key={severity}
                className={styles[severity]}
                style={{ height: `${(100 * day[severity]) / most}%` }}
              />
            ))}
          </span>
        ))}
      </div>
    </figure>
  );
}

/** Whether more or less is wrong than a week, or at most a week, ago. */
export function trendWords(days: FindingTrendDay[]): string {
  const now = openCount(days[days.length - 1]);
  const before = days[Math.max(0, days.length - 8)];
  const differs = now - openCount(before);
  const since = `than on ${dayWords(before.day)}`;
  if (differs === 0) return `As many findings as on ${dayWords(before.day)}`;
  const count = Math.abs(differs);
  return `${count} ${count === 1 ? 'finding' : 'findings'} ${
    differs > 0 ? 'more' : 'fewer'
  } ${since}`;
}
