import {
  readSchedulerServiceTaskScheduleDefinitionFromConfig,
  type SchedulerServiceTaskScheduleDefinition,
} from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';

// Time for the data mesh backend to start, which is asked at once.
const DEFAULT_SCHEDULE: SchedulerServiceTaskScheduleDefinition = {
  frequency: { minutes: 10 },
  timeout: { minutes: 15 },
  initialDelay: { seconds: 10 },
};

/**
 * Reads `search.collators.dataMesh`.
 *
 * @throws an error that names the key that cannot be used
 */
export function readCollatorConfig(root: Config): {
  schedule: SchedulerServiceTaskScheduleDefinition;
  locationTemplate: string;
} {
  const config = root.getOptionalConfig('search.collators.dataMesh');
  const schedule = config?.getOptionalConfig('schedule');
  return {
    schedule: schedule
      ? readSchedulerServiceTaskScheduleDefinitionFromConfig(schedule)
      : DEFAULT_SCHEDULE,
    locationTemplate:
      config?.getOptionalString('locationTemplate') ??
      '/catalog/:namespace/:kind/:name',
  };
}
