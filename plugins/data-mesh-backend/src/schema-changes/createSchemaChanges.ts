import type {
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { chooseRule } from '../access/accessRules';
import type { CatalogFacts } from '../access/CatalogFacts';
import type { FactsReader } from '../access/FactsReader';
import type { Relationships } from '../access/Relationships';
import type { Authorizer } from '../authorization/Authorizer';
import type { CatalogVisibility } from '../authorization/CatalogVisibility';
import type { DataMeshConfig } from '../config/DataMeshConfig';
import type { MeshReader } from '../mesh/MeshReader';
import { placeOf } from '../products/topicDomain';
import { createSchemaRegistry } from '../schema-registry/createSchemaRegistry';
import { ChangeParties } from './ChangeParties';
import { ChangeProposals } from './ChangeProposals';
import type { Silence } from './decideChange';
import { problemOfPlace } from './findPort';
import type { PlannedChange } from './planChange';
import { Registrar } from './Registrar';
import { SchemaChangeClock } from './SchemaChangeClock';
import { SchemaChangeReader } from './SchemaChangeReader';
import { SchemaChanges } from './SchemaChanges';

const CLOCK_INTERVAL = { minutes: 1 };
const TASK_TIMEOUT = { minutes: 5 };

/** Puts together what changes schemas, and asks those who read them. */
export function createSchemaChanges(options: {
  db: Knex;
  config: DataMeshConfig;
  authorizer: Authorizer;
  visibility: CatalogVisibility;
  catalog: CatalogFacts;
  facts: FactsReader;
  relationships: Relationships;
  mesh: MeshReader;
  storageProblem?: string;
  logger: LoggerService;
}) {
  const { config, mesh } = options;
  const registries = new Map(
    config.clusters.flatMap(({ name, settings }) => {
      const registry =
        settings?.mode === 'manage' && createSchemaRegistry(settings);
      return registry ? [[name, registry] as const] : [];
    }),
  );
  const registryOf = (cluster: string) => registries.get(cluster);
  const { governance, access } = config;
  const { rules, unseenAfterMs: unseenMs, reconcileMs } = access;
  const registrar = new Registrar({
    ...options,
    registryOf,
    problemOf: async change =>
      problemOfPlace(change, await mesh.all('product'), config.clusters),
  });
  const register = (id: string) => registrar.register(id);
  const parties = new ChangeParties({ ...options, governance });
  /** As the rule says by which others are let read the port. */
  const silenceOf = (planned: PlannedChange, domainRule?: string): Silence =>
    chooseRule(
      rules,
      {
        mode: 'read',
        classification:
          planned.port.classification ?? planned.product.classification,
        environment: planned.environment,
        domainRef: planned.product.domainRef,
        productRef: planned.product.ref,
        port: planned.port.name,
        sameTeam: false,
      },
      domainRule,
    ).schemaChanges?.silence ?? 'objection';
  const clock = new SchemaChangeClock({ ...options, unseenMs, register });
  return {
    services: {
      schemaChanges: new SchemaChanges({
        ...options,
        parties,
        unseenMs,
        register,
      }),
      schemaChangeProposals: new ChangeProposals({
        ...options,
        clusters: config.clusters,
        domainOf: (cluster, topic) =>
          placeOf(
            topic,
            config.clusters.find(({ name }) => name === cluster)?.settings
              ?.domains ?? [],
            config.naming,
          ).domainRef,
        parties,
        registryOf,
        unseenMs,
        register,
        silenceOf: async planned => {
          const { domainRef } = planned.product;
          const domain = (await mesh.all('domain')).find(
            ({ ref }) => ref === domainRef,
          );
          return silenceOf(planned, domain?.accessRule);
        },
      }),
      schemaChangeParties: parties,
      schemaChangeReader: new SchemaChangeReader({ ...options, parties }),
    },
    schedule: async (scheduler: SchedulerService) => {
      await scheduler.scheduleTask({
        id: 'data-mesh-schema-registrations',
        frequency: { milliseconds: reconcileMs },
        timeout: TASK_TIMEOUT,
        // Each replica tries right after its start; the lease lets one of them.
        scope: 'local',
        fn: () => registrar.pass(),
      });
      await scheduler.scheduleTask({
        id: 'data-mesh-schema-changes',
        frequency: CLOCK_INTERVAL,
        timeout: TASK_TIMEOUT,
        scope: 'global',
        fn: () => clock.tick(),
      });
    },
  };
}
