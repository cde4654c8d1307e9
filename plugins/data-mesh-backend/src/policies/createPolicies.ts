import type {
  AuthService,
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { Knex } from 'knex';
import { CatalogFacts } from '../access/CatalogFacts';
import type { Authorizer } from '../authorization/Authorizer';
import type { CatalogVisibility } from '../authorization/CatalogVisibility';
import type { DataMeshConfig } from '../config/DataMeshConfig';
import type { MeshReader } from '../mesh/MeshReader';
import { PolicyEvaluator } from './PolicyEvaluator';
import { PolicyReader } from './PolicyReader';
import { PolicyService } from './PolicyService';

/** Puts together what evaluates policies, and what shows it. */
export function createPolicies(options: {
  config: DataMeshConfig;
  db: Knex;
  auth: AuthService;
  catalog: CatalogService;
  authorizer: Authorizer;
  visibility: CatalogVisibility;
  mesh: MeshReader;
  logger: LoggerService;
}) {
  const { config, db, visibility } = options;
  const evaluator = new PolicyEvaluator({
    db,
    policies: config.policies,
    trustedLocations: config.trustedLocations,
    catalog: new CatalogFacts(options),
    logger: options.logger,
  });
  const reader = new PolicyReader(options);
  const service = new PolicyService({ config, reader, evaluator, visibility });
  const schedule = async (scheduler: SchedulerService) => {
    await scheduler.scheduleTask({
      id: 'data-mesh-policies',
      frequency: { milliseconds: config.policiesMs },
      timeout: { minutes: 10 },
      scope: 'global',
      fn: async () => {
        await evaluator.tick();
      },
    });
  };
  return { services: { policies: service, policyReader: reader }, schedule };
}
