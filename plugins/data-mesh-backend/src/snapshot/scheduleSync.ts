import type {
  AuthService,
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { Knex } from 'knex';
import type { KafkaTokenProvider } from '@data-mesh/backstage-plugin-data-mesh-node';
import { readEmittedTopics } from '../catalog-index/readCatalog';
import type {
  ClusterSettings,
  ConfiguredCluster,
  DataMeshConfig,
} from '../config/DataMeshConfig';
import { createKafkaPort } from '../kafka/createKafkaPort';
import type { KafkaPort } from '../kafka/KafkaPort';
import type { MeshMetrics } from '../metrics/MeshMetrics';
import { noteBypasses } from '../schema-changes/noteBypasses';
import { createSchemaRegistry } from '../schema-registry/createSchemaRegistry';
import type { SubjectRecord } from '../schema-registry/SchemaRegistryPort';
import { ClusterSync } from './ClusterSync';

// A replica that dies in a pass blocks the next one for no longer than this.
const PASS_TIMEOUT = { seconds: 90 };

function subjectsReader(
  settings: ClusterSettings,
): (() => Promise<SubjectRecord[]>) | undefined {
  const registry = createSchemaRegistry(settings);
  if (!registry) return undefined;
  return async () => {
    const latest = await registry.listLatest();
    return [...latest.values()].flatMap(r => (r.ok ? [r.value] : []));
  };
}

/** ID of the task that follows a cluster. */
export const clusterTask = (cluster: string) => `data-mesh-cluster-${cluster}`;

/** A cluster that cannot be connected as configured is one more problem. */
function openPort(
  config: DataMeshConfig,
  cluster: ConfiguredCluster,
  tokens: KafkaTokenProvider | undefined,
  logger: LoggerService,
): KafkaPort | undefined {
  if (!cluster.settings) return undefined;
  try {
    return createKafkaPort(cluster.settings, 'sync', tokens);
  } catch (error) {
    const problem = {
      key: `dataMesh.clusters.${cluster.name}.credentials.sync`,
      message: toError(error).message,
    };
    logger.error(
      `Configuration of ${problem.key} cannot be used: ${problem.message}`,
    );
    cluster.problems.push(problem);
    config.problems.push(problem);
    cluster.settings = undefined;
    return undefined;
  }
}

/** Schedules the passes over each cluster whose settings can be used. */
export async function scheduleClusterSyncs(options: {
  config: DataMeshConfig;
  db: Knex;
  scheduler: SchedulerService;
  tokens?: KafkaTokenProvider;
  auth: AuthService;
  catalog: CatalogService;
  onChange: (tx: Knex, now: number) => Promise<void>;
  metrics: MeshMetrics;
  logger: LoggerService;
}): Promise<void> {
  const { config, db, scheduler, tokens, auth, catalog } = options;
  const { onChange, metrics, logger } = options;
  for (const cluster of config.clusters) {
    const { settings } = cluster;
    const port = settings && openPort(config, cluster, tokens, logger);
    if (!settings || !port) continue;
    const sync = new ClusterSync({
      settings,
      maxRemovalPercent: config.maxRemovalPercent,
      db,
      port,
      readSubjects: subjectsReader(settings),
      readEmitted: async () =>
        readEmittedTopics(
          catalog,
          await auth.getOwnServiceCredentials(),
          settings.name,
        ),
      onChange,
      onSubjects: noteBypasses,
      logger,
    });
    await scheduler.scheduleTask({
      id: clusterTask(settings.name),
      frequency: { milliseconds: settings.sync.lightMs },
      timeout: PASS_TIMEOUT,
      scope: 'global',
      fn: () => metrics.syncPass(settings.name, () => sync.tick()),
    });
  }
}
