import type {
  AuthService,
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { Knex } from 'knex';
import { CatalogFacts } from '../access/CatalogFacts';
import type { Authorizer } from '../authorization/Authorizer';
import type { CatalogVisibility } from '../authorization/CatalogVisibility';
import type { DataMeshConfig } from '../config/DataMeshConfig';
import type { MeshReader } from '../mesh/MeshReader';
import { PolicyEvaluator } from './PolicyEvaluator';
import { PolicyKeepers } from './PolicyKeepers';
import { PolicyReader } from './PolicyReader';
import { PolicyService } from './PolicyService';
import { PolicyAnnouncer } from './store/PolicyAnnouncer';
import { PolicyPublisher } from './store/PolicyPublisher';
import type { PolicySource } from './store/PolicySource';
import { PolicyVersionReader } from './store/PolicyVersionReader';

const TASK = 'data-mesh-policies';

/** Puts together what evaluates policies, and what shows it. */
export function createPolicies(options: {
  config: DataMeshConfig;
  db: Knex;
  auth: AuthService;
  catalog: CatalogService;
  authorizer: Authorizer;
  visibility: CatalogVisibility;
  mesh: MeshReader;
  source: PolicySource;
  logger: LoggerService;
}) {
  const { config, db, source, visibility } = options;
  const keepers = new PolicyKeepers(options);
  const evaluator = new PolicyEvaluator({
    db,
    source,
    trustedLocations: config.trustedLocations,
    catalog: new CatalogFacts(options),
    logger: options.logger,
  });
  const reader = new PolicyReader({ ...options, keepers });
  const service = new PolicyService({
    db,
    config,
    source,
    keepers,
    reader,
    evaluator,
    visibility,
  });
  let kick = () => {};
  const schedule = async (scheduler: SchedulerService) => {
    kick = () => {
      // One that runs already is followed by the next one in its time.
      scheduler.triggerTask(TASK).catch(error => {
        options.logger.debug(
          `Policies are not evaluated at once: ${toError(error).message}`,
        );
      });
    };
    await scheduler.scheduleTask({
      id: TASK,
      frequency: { milliseconds: config.policiesMs },
      timeout: { minutes: 10 },
      scope: 'global',
      fn: async () => {
        await evaluator.tick();
      },
    });
  };
  return {
    services: {
      policies: service,
      policyAnnouncer: new PolicyAnnouncer({ db, source, keepers, evaluator }),
      policyPublisher: new PolicyPublisher({
        db,
        source,
        keepers,
        kick: () => kick(),
      }),
      policyReader: reader,
      policyVersions: new PolicyVersionReader({ db, reader }),
    },
    schedule,
  };
}
