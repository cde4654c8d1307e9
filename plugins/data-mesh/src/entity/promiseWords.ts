import type { ServiceLevelObjectives } from '@data-mesh/backstage-plugin-data-mesh-common';
import { listed } from '../humanise/lists';
import { exactNumber } from '../humanise/numbers';
import { humanPeriod } from '../humanise/times';

/** What a port promises, in words; nothing where it promises nothing. */
export function promiseWords(slo: ServiceLevelObjectives = {}): string {
  const { freshness, availability, retention, minPerDay, lag = [] } = slo;
  return listed([
    ...(freshness ? [`never longer than ${humanPeriod(freshness)} old`] : []),
    ...(availability !== undefined
      ? [`there ${availability} % of the time`]
      : []),
    ...(retention ? [`kept ${humanPeriod(retention)}`] : []),
    ...(minPerDay !== undefined
      ? [`at least ${exactNumber(minPerDay)} records a day`]
      : []),
    ...lag.map(
      ({ group, max }) => `${group} at most ${exactNumber(max)} records behind`,
    ),
  ]);
}
