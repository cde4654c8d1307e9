import type {
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import type { CatalogFacts } from '../access/CatalogFacts';
import type { FactsReader } from '../access/FactsReader';
import type { GrantJudge } from '../access/GrantJudge';
import type { GrantReader } from '../access/GrantReader';
import type { Relationships } from '../access/Relationships';
import type { Authorizer } from '../authorization/Authorizer';
import type { CatalogVisibility } from '../authorization/CatalogVisibility';
import type { Narrowing } from '../authorization/permissionRules';
import type { AccessSettings } from '../config/DataMeshConfig';
import type { MeshReader } from '../mesh/MeshReader';
import { CampaignClock } from './CampaignClock';
import { CampaignDecisions } from './CampaignDecisions';
import { CampaignReader } from './CampaignReader';
import { Campaigns } from './Campaigns';

const CLOCK_INTERVAL = { minutes: 1 };
const CLOCK_TIMEOUT = { minutes: 5 };

/** Puts together what has grants looked at again. */
export function createCampaigns(options: {
  db: Knex;
  settings: AccessSettings;
  authorizer: Authorizer;
  visibility: CatalogVisibility;
  catalog: CatalogFacts;
  facts: FactsReader;
  judge: GrantJudge;
  relationships: Relationships;
  grants: GrantReader;
  mesh: MeshReader;
  /** Of grants. */
  narrow: Narrowing;
  kick: (cluster: string) => void;
  logger: LoggerService;
}) {
  const campaigns = new Campaigns(options);
  const clock = new CampaignClock(options);
  return {
    services: {
      campaigns,
      campaignDecisions: new CampaignDecisions(options),
      campaignReader: new CampaignReader({ ...options, campaigns }),
    },
    schedule: (scheduler: SchedulerService) =>
      scheduler.scheduleTask({
        id: 'data-mesh-campaigns',
        frequency: CLOCK_INTERVAL,
        timeout: CLOCK_TIMEOUT,
        scope: 'global',
        fn: () => clock.tick(),
      }),
  };
}
