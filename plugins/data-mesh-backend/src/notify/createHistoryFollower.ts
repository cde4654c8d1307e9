import type {
  AuditorService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import type { SignalsService } from '@backstage/plugin-signals-node';
import type { Knex } from 'knex';
import type { MeshMetrics } from '../metrics/MeshMetrics';
import { MetricsSink } from '../metrics/MetricsSink';
import type { AccessPeople } from './AccessPeople';
import { AuditorSink } from './AuditorSink';
import { HistoryFollower } from './HistoryFollower';
import { NotificationsSink } from './NotificationsSink';
import { SignalsSink } from './SignalsSink';

export type HistoryFollowing = {
  follower: HistoryFollower;
  /** Notes the hash of the last entry in the log of the auditor. */
  publishHead: () => Promise<void>;
};

/** Puts together everybody whom the history is passed on to. */
export function createHistoryFollower(options: {
  db: Knex;
  auditor: AuditorService;
  notifications: NotificationService;
  signals: SignalsService;
  people: AccessPeople;
  metrics: MeshMetrics;
  logger: LoggerService;
}): HistoryFollowing {
  const { db, logger } = options;
  const auditor = new AuditorSink(options);
  const follower = new HistoryFollower({
    db,
    logger,
    sinks: [
      auditor,
      new SignalsSink(options),
      new NotificationsSink(options),
      new MetricsSink(options),
    ],
  });
  return { follower, publishHead: () => auditor.publishHead() };
}
