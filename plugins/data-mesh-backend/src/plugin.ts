import {
  coreServices,
  createBackendPlugin,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import {
  metricsServiceRef,
  tracingServiceRef,
} from '@backstage/backend-plugin-api/alpha';
import { notificationService } from '@backstage/plugin-notifications-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import {
  dataMeshAccessExtensionPoint,
  dataMeshKafkaExtensionPoint,
  type KafkaTokenProvider,
} from '@data-mesh/backstage-plugin-data-mesh-node';
import type { Knex } from 'knex';
import { Archives } from './archives/Archives';
import { pruneArchives } from './archives/archiveRows';
import { createAccess } from './access/createAccess';
import { AccessPlugins } from './access/AccessPlugins';
import { CatalogFacts } from './access/CatalogFacts';
import { registerPermissions } from './authorization/registerPermissions';
import { Authorizer } from './authorization/Authorizer';
import { CatalogVisibility } from './authorization/CatalogVisibility';
import { Membership } from './authorization/Membership';
import { CatalogIndex } from './catalog-index/CatalogIndex';
import { createClaims } from './claims/createClaims';
import { ClusterReader } from './clusters/ClusterReader';
import { readDataMeshConfig } from './config/readDataMeshConfig';
import { createCreations } from './creations/createCreations';
import { createDomainStore } from './domain-store/createDomainStore';
import { createExemptions } from './exemptions/createExemptions';
import { pruneFeed } from './feed/meshRows';
import { pruneMeasurements } from './measurements/prune';
import { MeshReader } from './mesh/MeshReader';
import { MeshMetrics } from './metrics/MeshMetrics';
import { observeMesh } from './metrics/observeMesh';
import { createHistoryFollower } from './notify/createHistoryFollower';
import { createLifecycle } from './lifecycle/createLifecycle';
import { createPolicies } from './policies/createPolicies';
import { PolicySource } from './policies/store/PolicySource';
import { createPromotions } from './promotions/createPromotions';
import { createProductStore } from './product-store/createProductStore';
import { recomputeRegister } from './principals/registerRows';
import { pruneQuality } from './quality/qualityRows';
import { Acceptances } from './products/Acceptances';
import { recomputeMesh } from './products/recomputeMesh';
import { createRouter } from './routes/createRouter';
import { createSamples } from './samples/createSamples';
import { SearchDocuments } from './search/SearchDocuments';
import { createSlo } from './slo/createSlo';
import { pruneSlo } from './slo/sloRows';
import { scheduleClusterSyncs } from './snapshot/scheduleSync';
import { createTopicChanges } from './topic-changes/createTopicChanges';
import { TopicFactsReader } from './topics/TopicFactsReader';

/**
 * The engine of the data mesh: follows Kafka clusters and the catalog, keeps
 * the mesh, gives access to it, and answers its API.
 *
 * @public
 */
export const dataMeshPlugin = createBackendPlugin({
  pluginId: 'data-mesh',
  register(env) {
    let tokens: KafkaTokenProvider | undefined;
    env.registerExtensionPoint(dataMeshKafkaExtensionPoint, {
      setTokenProvider(provider) {
        if (tokens) throw new Error('There is a Kafka token provider already');
        tokens = provider;
      },
    });
    const accessPlugins = new AccessPlugins();
    env.registerExtensionPoint(dataMeshAccessExtensionPoint, accessPlugins);
    env.registerInit({
      deps: {
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        database: coreServices.database,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        logger: coreServices.logger,
        metrics: metricsServiceRef,
        notifications: notificationService,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        scheduler: coreServices.scheduler,
        signals: signalsServiceRef,
        tracing: tracingServiceRef,
      },
      async init(deps) {
        const { auth, catalog, database, httpAuth, logger, permissions } = deps;
        const config = readDataMeshConfig(deps.config);
        for (const { key, message } of config.problems) {
          logger.error(`Configuration of ${key} cannot be used: ${message}`);
        }
        const db = await database.getClient();
        if (!database.migrations?.skip) {
          await db.migrate.latest({
            directory: resolvePackagePath(
              '@data-mesh/backstage-plugin-data-mesh-backend',
              'migrations',
            ),
          });
        }
        const onChange = async (tx: Knex, now: number) => {
          await recomputeRegister(tx, config, now);
          await recomputeMesh(tx, config, now);
        };

        const metrics = new MeshMetrics(deps);
        const membership = new Membership({ auth, catalog });
        const authorizer = new Authorizer({
          httpAuth,
          permissions,
          membership,
          operators: config.operators,
        });
        const visibility = new CatalogVisibility({ permissions, catalog });
        const mesh = new MeshReader(db);
        const narrowings = registerPermissions(deps.permissionsRegistry, db);
        const policySource = new PolicySource({ db, config, logger });
        const access = createAccess({
          config,
          db,
          policySource,
          auth,
          catalog,
          authorizer,
          visibility,
          mesh,
          narrowings,
          plugins: accessPlugins,
          tokens,
          onChange,
          logger,
        });
        const policies = createPolicies({
          config,
          db,
          auth,
          catalog,
          authorizer,
          visibility,
          mesh,
          source: policySource,
          logger,
        });
        const exemptions = createExemptions({
          config,
          db,
          auth,
          catalog,
          authorizer,
          mesh,
          source: policySource,
          policies: policies.services.policyReader,
        });
        const productStore = createProductStore({
          config,
          db,
          catalog: new CatalogFacts({ auth, catalog }),
          authorizer,
          policies: policies.services.policies,
          onChange,
        });
        const domainStore = createDomainStore({
          config,
          db,
          catalog: new CatalogFacts({ auth, catalog }),
          authorizer,
          onChange,
        });
        const creations = createCreations({
          config,
          db,
          catalog: new CatalogFacts({ auth, catalog }),
          authorizer,
          access: access.services.access,
          policies: policies.services.policies,
          domainPublisher: domainStore.services.domainPublisher,
          productPublisher: productStore.services.productPublisher,
          productUnpublisher: productStore.services.productUnpublisher,
          kafkaOf: access.kafkaOf,
          storageProblem: access.storageProblem,
          scheduler: deps.scheduler,
          onChange,
          logger,
        });
        const topicChanges = createTopicChanges({
          db,
          catalog: new CatalogFacts({ auth, catalog }),
          authorizer,
          creations: creations.facts,
          policies: policies.services.policies,
          kafkaOf: access.kafkaOf,
          onChange,
          kick: creations.kick,
          logger,
        });
        const promotions = createPromotions({
          config,
          db,
          catalog: new CatalogFacts({ auth, catalog }),
          authorizer,
          tokens,
          creations: creations.facts,
          publication: productStore.facts,
          policies: policies.services.policies,
          kafkaOf: access.kafkaOf,
          registryOf: creations.registryOf,
          ...creations.services,
          ...topicChanges.services,
          ...productStore.services,
        });
        const claims = createClaims({
          config,
          db,
          authorizer,
          mesh,
          claims: productStore.services.claims,
          facts: productStore.facts,
          publisher: productStore.services.productPublisher,
          policies: policies.services.policies,
        });
        const lifecycle = createLifecycle({
          config,
          db,
          catalog: new CatalogFacts({ auth, catalog }),
          authorizer,
          facts: productStore.facts,
          readers: productStore.readers,
          relationships: access.services.relationships,
          narrow: narrowings.grants,
          mesh,
          onChange,
          logger,
        });
        const samples = createSamples({ config, db, mesh, authorizer, tokens });
        const slo = createSlo({ config, db, authorizer });
        const { follower, publishHead } = createHistoryFollower({
          db,
          auditor: deps.auditor,
          notifications: deps.notifications,
          signals: deps.signals,
          people: access.people,
          metrics,
          logger,
        });
        // Before the first request: what is older than this is not told.
        await follower.begin();
        deps.httpRouter.use(
          createRouter({
            config,
            db,
            authorizer,
            visibility,
            clusters: new ClusterReader({ db, clusters: config.clusters }),
            mesh,
            topics: new TopicFactsReader({ db }),
            searchDocuments: new SearchDocuments({ db, mesh }),
            acceptances: new Acceptances({ db, authorizer, onChange }),
            archives: new Archives({ db }),
            ...access.services,
            ...policies.services,
            ...exemptions.services,
            ...productStore.services,
            ...creations.services,
            ...topicChanges.services,
            ...promotions.services,
            ...claims.services,
            ...domainStore.services,
            ...lifecycle.services,
            ...samples.services,
            ...slo.services,
            metrics,
            logger,
          }),
        );

        const index = new CatalogIndex({
          db,
          auth,
          catalog,
          clusters: config.clusters.map(({ name }) => name),
          onChange,
          logger,
        });
        await deps.scheduler.scheduleTask({
          id: 'data-mesh-catalog-index',
          frequency: { milliseconds: config.catalogIndexMs },
          timeout: { seconds: 90 },
          scope: 'global',
          fn: () => index.tick(),
        });
        await scheduleClusterSyncs({
          config,
          db,
          scheduler: deps.scheduler,
          tokens,
          auth,
          catalog,
          onChange,
          metrics,
          logger,
        });
        observeMesh({
          metrics: deps.metrics,
          db,
          clusters: config.clusters.map(({ name }) => name),
          logger,
        });
        await access.schedule(deps.scheduler);
        await policies.schedule(deps.scheduler);
        await exemptions.schedule(deps.scheduler);
        await lifecycle.schedule(deps.scheduler);
        await topicChanges.schedule(deps.scheduler);
        await slo.schedule(deps.scheduler);
        await deps.scheduler.scheduleTask({
          id: 'data-mesh-history-follower',
          frequency: { seconds: 2 },
          timeout: { minutes: 5 },
          scope: 'global',
          fn: () => follower.tick(),
        });
        await deps.scheduler.scheduleTask({
          id: 'data-mesh-history-head',
          frequency: { hours: 1 },
          timeout: { minutes: 1 },
          scope: 'global',
          fn: () => publishHead(),
        });
        await deps.scheduler.scheduleTask({
          id: 'data-mesh-prune',
          frequency: { hours: 1 },
          timeout: { minutes: 10 },
          scope: 'global',
          fn: async () => {
            await pruneMeasurements(db, Date.now());
            await pruneFeed(db, Date.now());
            await pruneSlo(db, Date.now());
            await pruneArchives(db, Date.now());
            const products = await mesh.all('product');
            const refs = new Set(products.map(({ ref }) => ref));
            await pruneQuality(db, ref => refs.has(ref), Date.now());
          },
        });
      },
    });
  },
});
