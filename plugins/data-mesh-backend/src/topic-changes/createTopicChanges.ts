import type {
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import type { CatalogFacts } from '../access/CatalogFacts';
import type { Authorizer } from '../authorization/Authorizer';
import type { CreationFacts, CreationPorts } from '../creations/CreationFacts';
import type { PolicyService } from '../policies/PolicyService';
import { TopicChangeClock } from './TopicChangeClock';
import { TopicChangeFacts } from './TopicChangeFacts';
import { TopicChangeFinisher } from './TopicChangeFinisher';
import { TopicChangePlanner } from './TopicChangePlanner';
import { TopicChanger } from './TopicChanger';

/** Puts together what changes topics. */
export function createTopicChanges(
  options: Pick<CreationPorts, 'kafkaOf'> & {
    db: Knex;
    catalog: Pick<CatalogFacts, 'entities'>;
    authorizer: Authorizer;
    creations: CreationFacts;
    policies: PolicyService;
    onChange: (tx: Knex, now: number) => Promise<void>;
    kick: (cluster: string) => void;
    logger: LoggerService;
  },
) {
  const finisher = new TopicChangeFinisher(options);
  const facts = new TopicChangeFacts(options);
  const planner = new TopicChangePlanner({ ...options, facts });
  const clock = new TopicChangeClock({ ...options, finisher });
  return {
    services: {
      topicChangePlanner: planner,
      topicChanger: new TopicChanger({
        ...options,
        facts,
        planner,
        finisher,
      }),
    },
    async schedule(scheduler: SchedulerService): Promise<void> {
      await scheduler.scheduleTask({
        id: 'data-mesh-topic-changes',
        frequency: { minutes: 1 },
        timeout: { minutes: 5 },
        scope: 'global',
        fn: () => clock.tick(),
      });
    },
  };
}
