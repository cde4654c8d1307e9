import type { LoggerService } from '@backstage/backend-plugin-api';
import type {
  MetricsService,
  MetricsServiceObservableCallback,
} from '@backstage/backend-plugin-api/alpha';
import { toError } from '@backstage/errors';
import type { Knex } from 'knex';
import { toNumber } from '../rows';
import { readClusterStates } from '../snapshot/clusterRows';

/** Rows of a table by their state. */
async function byState(db: Knex, table: string): Promise<Map<string, number>> {
  const rows: { state: string; n: number | string }[] = await db(table)
    .select('state')
    .count({ n: '*' })
    .groupBy('state');
  return new Map(rows.map(({ state, n }) => [state, toNumber(n)]));
}

/**
 * Lets whoever collects metrics see how things stand: asked of the database
 * when they are collected, so that every replica says the same.
 */
export function observeMesh(options: {
  metrics: MetricsService;
  db: Knex;
  /** Names of the configured ones. */
  clusters: string[];
  logger: LoggerService;
  clock?: () => number;
}): void {
  const { metrics, db, clusters, logger, clock = Date.now } = options;
  const observe = (
    name: string,
    about: { description: string; unit?: string },
    callback: MetricsServiceObservableCallback,
  ) =>
    metrics.createObservableGauge(name, about).addCallback(async result => {
      try {
        await callback(result);
      } catch (error) {
        // Collecting goes on without it.
        logger.debug(`${name} could not be read: ${toError(error).message}`);
      }
    });

  observe(
    'data_mesh.requests',
    { description: 'Access requests by state' },
    async result => {
      for (const [state, n] of await byState(db, 'access_request_items')) {
        result.observe(n, { state });
      }
    },
  );
  observe(
    'data_mesh.grants',
    { description: 'Grants by state' },
    async result => {
      for (const [state, n] of await byState(db, 'grants')) {
        result.observe(n, { state });
      }
    },
  );
  observe(
    'data_mesh.cluster.up',
    { description: '1 if the last pass over a cluster succeeded, else 0' },
    async result => {
      const states = await readClusterStates(db);
      for (const cluster of clusters) {
        const state = states.get(cluster);
        const isUp = state?.lightAt !== undefined && !state.error;
        result.observe(isUp ? 1 : 0, { cluster });
      }
    },
  );
  observe(
    'data_mesh.cluster.age',
    { description: 'Time since a cluster was last read', unit: 's' },
    async result => {
      for (const [cluster, { lightAt }] of await readClusterStates(db)) {
        if (lightAt === undefined || !clusters.includes(cluster)) continue;
        result.observe((clock() - lightAt) / 1_000, { cluster });
      }
    },
  );
}
