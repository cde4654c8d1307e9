import type {
  AuthService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { Knex } from 'knex';
import { CatalogFacts } from '../access/CatalogFacts';
import type { Authorizer } from '../authorization/Authorizer';
import type { DataMeshConfig } from '../config/DataMeshConfig';
import type { MeshReader } from '../mesh/MeshReader';
import { PolicyKeepers } from '../policies/PolicyKeepers';
import type { PolicyReader } from '../policies/PolicyReader';
import type { PolicySource } from '../policies/store/PolicySource';
import { ExemptionClock } from './ExemptionClock';
import { ExemptionReader } from './ExemptionReader';
import { Exemptions } from './Exemptions';

/** Puts together what exempts products from policies, and what shows it. */
export function createExemptions(options: {
  config: DataMeshConfig;
  db: Knex;
  auth: AuthService;
  catalog: CatalogService;
  authorizer: Authorizer;
  mesh: MeshReader;
  source: PolicySource;
  policies: PolicyReader;
}) {
  const keepers = new PolicyKeepers(options);
  const clock = new ExemptionClock(options);
  const schedule = async (scheduler: SchedulerService) => {
    await scheduler.scheduleTask({
      id: 'data-mesh-exemptions',
      frequency: { milliseconds: options.config.policiesMs },
      timeout: { minutes: 5 },
      scope: 'global',
      fn: async () => {
        await clock.tick();
      },
    });
  };
  return {
    services: {
      exemptions: new Exemptions({
        ...options,
        keepers,
        catalog: new CatalogFacts(options),
      }),
      exemptionReader: new ExemptionReader({ ...options, keepers }),
    },
    schedule,
  };
}
