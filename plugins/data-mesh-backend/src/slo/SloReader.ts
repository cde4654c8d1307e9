import type {
  MeshProduct,
  PortObjective,
  ProductObjectives,
  ProductPage,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import type { Knex } from 'knex';
import { humanPeriod } from '../policies/humanPeriod';
import { readResults, type StoredResult } from '../quality/qualityRows';
import { toIso } from '../rows';
import { DAY_MS, WINDOW_DAYS } from './judgeObjective';
import {
  objectiveId,
  readDays,
  readJudged,
  type ObjectiveDay,
  type ObjectiveKey,
} from './sloRows';
import type { JudgedObjective } from './followObjective';

// Far more than the time between two judgements, unless that is set so long.
const STALE_MS = 15 * 60_000;

const TYPES: PortObjective['type'][] = [
  'freshness',
  'availability',
  'volume',
  'retention',
  'lag',
];

/**
 * How much of what may go wrong has gone wrong: 1 is all of it. Only a promise
 * of less than 100 per cent leaves something to spend.
 */
export function budgetUsed(
  promisedPercent: number,
  measuredPercent: number,
): number | undefined {
  const budget = 100 - promisedPercent;
  return budget > 0 ? (100 - measuredPercent) / budget : undefined;
}

function totalOf(days: ObjectiveDay[]) {
  return days.reduce(
    (sum, { keptMs, breachedMs, unknownMs }) => ({
      keptMs: sum.keptMs + keptMs,
      breachedMs: sum.breachedMs + breachedMs,
      unknownMs: sum.unknownMs + unknownMs,
    }),
    { keptMs: 0, breachedMs: 0, unknownMs: 0 },
  );
}

/** What was judged long ago says nothing of now. */
function asOf(judged: JudgedObjective, now: number): JudgedObjective {
  const age = now - judged.judgedAt;
  return age > STALE_MS
    ? {
        ...judged,
        state: 'unknown',
        value: null,
        reason: `It was last judged ${humanPeriod(age)} ago.`,
        since: judged.judgedAt,
      }
    : judged;
}

function toObjective(
  key: ObjectiveKey,
  judged: JudgedObjective,
  days: ObjectiveDay[],
): PortObjective {
  const [type, ...rest] = key.objective.split(':');
  const used =
    type === 'availability' && judged.value !== null
      ? budgetUsed(Number(judged.target), judged.value)
      : undefined;
  return {
    port: key.port,
    cluster: key.cluster,
    topic: key.topic,
    type: type as PortObjective['type'],
    ...(type === 'lag' ? { group: rest.join(':') } : {}),
    target: judged.target,
    state: judged.state,
    ...(judged.value === null ? {} : { value: judged.value }),
    ...(judged.reason ? { reason: judged.reason } : {}),
    since: toIso(judged.since),
    judgedAt: toIso(judged.judgedAt),
    ...(used === undefined ? {} : { budgetUsed: used }),
    last30Days: totalOf(days),
    days: days.map(({ day, ...lasted }) => ({
      day: toIso(day).slice(0, 10),
      ...lasted,
    })),
  };
}

function toChecks(results: StoredResult[]): ProductObjectives['quality'] {
  const checks = new Map<string, ProductObjectives['quality'][number]>();
  for (const { port, check, observedAt, receivedAt, ...rest } of results) {
    const key = JSON.stringify([port, check]);
    const known = checks.get(key);
    const past = { state: rest.state, observedAt: toIso(observedAt) };
    if (known) known.past.push(past);
    else {
      checks.set(key, {
        ...(port ? { port } : {}),
        check,
        ...rest,
        observedAt: toIso(observedAt),
        receivedAt: toIso(receivedAt),
        past: [past],
      });
    }
  }
  return [...checks.values()];
}

/** Promises of a product and what is known of its quality, as the API shows them. */
export class SloReader {
  readonly #db: Knex;
  readonly #clock: () => number;

  constructor(options: { db: Knex; clock?: () => number }) {
    this.#db = options.db;
    this.#clock = options.clock ?? Date.now;
  }

  /** How the promises of some products stand, without those that promise nothing. */
  async summaries(
    productRefs: string[],
  ): Promise<NonNullable<ProductPage['promises']>> {
    const now = this.#clock();
    const counts: NonNullable<ProductPage['promises']> = {};
    for (const { key, judged } of (
      await readJudged(this.#db, productRefs)
    ).values()) {
      counts[key.productRef] ??= { kept: 0, breached: 0, unknown: 0 };
      counts[key.productRef][asOf(judged, now).state] += 1;
    }
    return counts;
  }

  async read(product: MeshProduct): Promise<ProductObjectives> {
    const now = this.#clock();
    const since = now - WINDOW_DAYS * DAY_MS;
    const [judged, days, results] = await Promise.all([
      readJudged(this.#db, [product.ref]),
      readDays(this.#db, product.ref, since),
      readResults(this.#db, product.ref),
    ]);
    const ports = product.ports.map(({ name }) => name);
    const items = [...judged.values()].map(({ key, judged: state }) =>
      toObjective(key, asOf(state, now), days.get(objectiveId(key)) ?? []),
    );
    const orderOf = ({ port, type }: PortObjective) =>
      ports.indexOf(port) * TYPES.length + TYPES.indexOf(type);
    items.sort(
      (a, b) =>
        orderOf(a) - orderOf(b) ||
        a.cluster.localeCompare(b.cluster, 'en-US') ||
        (a.group ?? '').localeCompare(b.group ?? '', 'en-US'),
    );
    return { objectives: items, quality: toChecks(results) };
  }
}
