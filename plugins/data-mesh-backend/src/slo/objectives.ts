import type { ServiceLevelObjectives } from '@data-mesh/backstage-plugin-data-mesh-common';
import { Duration } from 'luxon';

/** One promise of a port, in the unit that it is measured in. */
export type Objective =
  /** Longest time without a record. */
  | { type: 'freshness'; target: string; ms: number }
  /** Per cent of the passes in which every partition had a leader. */
  | { type: 'availability'; target: string; percent: number }
  /** Shortest time for which records stay readable. */
  | { type: 'retention'; target: string; ms: number }
  /** Least number of records in 24 hours. */
  | { type: 'volume'; target: string; records: number }
  /** Most records that a consumer group may have yet to read. */
  | { type: 'lag'; target: string; group: string; records: number };

/** What a promise is called among those of its port; stored. */
export function nameOfObjective(objective: Objective): string {
  return objective.type === 'lag' ? `lag:${objective.group}` : objective.type;
}

function millisOf(period: string): number {
  return Duration.fromISO(period).toMillis();
}

/** All that a port promises, in a fixed order. */
export function objectivesOf(slo: ServiceLevelObjectives = {}): Objective[] {
  const { freshness, availability, retention, minPerDay, lag = [] } = slo;
  return [
    ...(freshness
      ? [
          {
            type: 'freshness' as const,
            target: freshness,
            ms: millisOf(freshness),
          },
        ]
      : []),
    ...(availability === undefined
      ? []
      : [
          {
            type: 'availability' as const,
            target: `${availability}`,
            percent: availability,
          },
        ]),
    ...(retention
      ? [
          {
            type: 'retention' as const,
            target: retention,
            ms: millisOf(retention),
          },
        ]
      : []),
    ...(minPerDay === undefined
      ? []
      : [
          {
            type: 'volume' as const,
            target: `${minPerDay}`,
            records: minPerDay,
          },
        ]),
    ...lag.map(({ group, max }) => ({
      type: 'lag' as const,
      target: `${max}`,
      group,
      records: max,
    })),
  ];
}
