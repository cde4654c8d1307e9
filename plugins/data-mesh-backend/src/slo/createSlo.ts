import type { SchedulerService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import type { Authorizer } from '../authorization/Authorizer';
import type { DataMeshConfig } from '../config/DataMeshConfig';
import { QualityResults } from '../quality/QualityResults';
import { SloEvaluator } from './SloEvaluator';
import { SloReader } from './SloReader';

/** Puts together what judges promises, what is told of quality, and what shows both. */
export function createSlo(options: {
  config: DataMeshConfig;
  db: Knex;
  authorizer: Authorizer;
}) {
  const { config, db, authorizer } = options;
  const evaluator = new SloEvaluator({
    db,
    clusters: config.clusters,
    tickMs: config.sloMs,
  });
  const schedule = async (scheduler: SchedulerService) => {
    await scheduler.scheduleTask({
      id: 'data-mesh-slo',
      frequency: { milliseconds: config.sloMs },
      timeout: { minutes: 10 },
      scope: 'global',
      fn: async () => {
        await evaluator.tick();
      },
    });
  };
  return {
    services: {
      slo: new SloReader({ db }),
      quality: new QualityResults({
        db,
        authorizer,
        reporters: config.qualityReporters,
      }),
    },
    schedule,
  };
}
