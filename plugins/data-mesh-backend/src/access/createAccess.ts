import type {
  AuthService,
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { KafkaTokenProvider } from '@data-mesh/backstage-plugin-data-mesh-node';
import type { Knex } from 'knex';
import type { Authorizer } from '../authorization/Authorizer';
import type { CatalogVisibility } from '../authorization/CatalogVisibility';
import type { Narrowings } from '../authorization/registerPermissions';
import { createCampaigns } from '../campaigns/createCampaigns';
import type { DataMeshConfig } from '../config/DataMeshConfig';
import { Credentials } from '../credentials/Credentials';
import { mechanismOf } from '../credentials/kafkaUsers';
import { reserveUser } from '../credentials/createdUsers';
import { ExplainReader } from '../explain/ExplainReader';
import { HistoryReader } from '../history/HistoryReader';
import { RefusalRecorder } from '../history/RefusalRecorder';
import type { MeshReader } from '../mesh/MeshReader';
import { OffsetResets } from '../offsets/OffsetResets';
import { AccessLimits } from '../policies/AccessLimits';
import type { PolicySource } from '../policies/store/PolicySource';
import { PrincipalRegister } from '../principals/PrincipalRegister';
import { recomputeRegister } from '../principals/registerRows';
import { createReconcilers } from '../provisioning/createReconcilers';
import { storageProblem } from '../provisioning/storageProblem';
import { createSchemaChanges } from '../schema-changes/createSchemaChanges';
import { UnmanagedAcls } from '../unmanaged/UnmanagedAcls';
import type { AccessPlugins } from './AccessPlugins';
import { AccessClock } from './AccessClock';
import { AccessPeople } from './AccessPeople';
import { AccessReader } from './AccessReader';
import { AccessService } from './AccessService';
import { CatalogFacts } from './CatalogFacts';
import { ConsumerGrants } from './ConsumerGrants';
import { Consumers } from './Consumers';
import { EvidenceReader } from './EvidenceReader';
import { FactsReader } from './FactsReader';
import { GrantJudge } from './GrantJudge';
import { GrantReader } from './GrantReader';
import { GrantService } from './GrantService';
import { Relationships } from './Relationships';

export type AccessOptions = {
  config: DataMeshConfig;
  db: Knex;
  auth: AuthService;
  catalog: CatalogService;
  authorizer: Authorizer;
  visibility: CatalogVisibility;
  mesh: MeshReader;
  narrowings: Narrowings;
  policySource: PolicySource;
  plugins: AccessPlugins;
  tokens?: KafkaTokenProvider;
  onChange: (tx: Knex, now: number) => Promise<void>;
  logger: LoggerService;
};

// A pass is cut up by its own lease; this only frees a stuck one.
const PASS_TIMEOUT = { minutes: 5 };
const PROBE_INTERVAL = { hours: 1 };
const CLOCK_INTERVAL = { minutes: 1 };

/** Puts together what gives access, and what makes it so at Kafka. */
export function createAccess(options: AccessOptions) {
  const { config, db, auth, authorizer, visibility, mesh, narrowings, logger } =
    options;
  const problem = storageProblem(db);
  if (problem) logger.warn(problem);
  // Nothing that must not be forgotten is begun where it would be.
  const reconcilers = problem
    ? new Map()
    : createReconcilers({
        ...options,
        provisioners: options.plugins.provisioners,
        subjectProvisioners: options.plugins.subjectProvisioners,
      });
  const settingsOf = (cluster: string) =>
    config.clusters.find(({ name }) => name === cluster)?.settings;
  const kick = (cluster: string) => reconcilers.get(cluster)?.runner.kick();
  const catalog = new CatalogFacts({ auth, catalog: options.catalog });
  const facts = new FactsReader({
    db,
    config,
    catalog,
    provisioned: cluster =>
      problem !== undefined || reconcilers.get(cluster)?.decides === true,
    limits: new AccessLimits({
      db,
      source: options.policySource,
      trustedLocations: config.trustedLocations,
    }),
    enforcesSubjects: cluster =>
      options.plugins.subjectProvisioners.has(cluster),
    storageProblem: problem,
  });
  const relationships = new Relationships({ mesh, catalog, visibility });
  const evidence = new EvidenceReader({
    db,
    sources: options.plugins.evidence,
    logger,
  });
  const judge = new GrantJudge({
    config,
    authorizer,
    catalog,
    facts,
    relationships,
  });
  const access = new AccessService({
    db,
    settings: config.access,
    authorizer,
    visibility,
    facts,
    catalog,
    reserveUser: async (tx, item, now) => {
      const settings = settingsOf(item.cluster);
      if (!settings) return;
      const mechanism = mechanismOf(settings);
      if (await reserveUser(tx, { ...item, mechanism }, now)) {
        await recomputeRegister(tx, config, now);
      }
    },
    kick,
  });
  /** What we change at Kafka ourselves, by our provisioning credential. */
  const managed = (name: string) => {
    const { settings, port } = reconcilers.get(name) ?? {};
    return settings?.mode === 'manage' && port ? { settings, port } : undefined;
  };
  const consumerGrants = new ConsumerGrants({ db, authorizer, relationships });
  const clock = new AccessClock({
    db,
    settings: config.access,
    access,
    evidence,
    deciders: options.plugins.deciders,
    logger,
  });
  const grantReader = new GrantReader({
    db,
    config,
    authorizer,
    relationships,
    evidence,
    narrow: narrowings.grants,
    passwords: options.plugins.secretSink ? 'kept' : 'shown',
  });
  const campaigns = createCampaigns({
    db,
    settings: config.access,
    authorizer,
    visibility,
    catalog,
    facts,
    judge,
    relationships,
    grants: grantReader,
    mesh,
    narrow: narrowings.grants,
    kick,
    logger,
  });
  const schemaChanges = createSchemaChanges({
    ...options,
    catalog,
    facts,
    relationships,
    storageProblem: problem,
  });
  const services = {
    ...campaigns.services,
    ...schemaChanges.services,
    access,
    accessReader: new AccessReader({
      db,
      authorizer,
      relationships,
      narrow: narrowings.requests,
    }),
    consumers: new Consumers({
      db,
      config,
      catalog: options.catalog,
      authorizer,
    }),
    grants: new GrantService({
      db,
      judge,
      facts,
      relationships,
      evidence,
      kick,
    }),
    grantReader,
    credentials: new Credentials({
      db,
      grants: consumerGrants,
      cluster: managed,
      sink: options.plugins.secretSink,
      kick,
      onChange: options.onChange,
    }),
    offsetResets: new OffsetResets({
      db,
      grants: consumerGrants,
      port: name => managed(name)?.port,
    }),
    principals: new PrincipalRegister({
      db,
      config,
      onChange: options.onChange,
    }),
    refusals: new RefusalRecorder({ db, authorizer }),
    explain: new ExplainReader({ db }),
    history: new HistoryReader({ db }),
    relationships,
    unmanaged: new UnmanagedAcls({
      db,
      mesh,
      kick,
      canProvision: cluster => reconcilers.has(cluster),
    }),
  };
  const schedule = async (scheduler: SchedulerService) => {
    for (const [cluster, { runner, forbidsCreation }] of reconcilers) {
      // So that a request is refused before anybody decides on it.
      await scheduler.scheduleTask({
        id: `data-mesh-access-probe-${cluster}`,
        frequency: PROBE_INTERVAL,
        timeout: PASS_TIMEOUT,
        scope: 'global',
        fn: async () => {
          await forbidsCreation();
        },
      });
      await scheduler.scheduleTask({
        id: `data-mesh-access-${cluster}`,
        frequency: { milliseconds: config.access.reconcileMs },
        timeout: PASS_TIMEOUT,
        // Each replica tries, and the lease lets one of them: a kick finds a
        // runner in the process that decided.
        scope: 'local',
        fn: () => runner.run(),
      });
    }
    await scheduler.scheduleTask({
      id: 'data-mesh-access-clock',
      frequency: CLOCK_INTERVAL,
      timeout: PASS_TIMEOUT,
      scope: 'global',
      fn: () => clock.tick(),
    });
    await campaigns.schedule(scheduler);
    await schemaChanges.schedule(scheduler);
  };
  const people = new AccessPeople({
    db,
    relationships,
    unseenMs: config.access.unseenAfterMs,
  });
  return {
    services,
    schedule,
    people,
    kafkaOf: (cluster: string) => managed(cluster)?.port,
    storageProblem: problem,
  };
}
