import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { searchIndexRegistryExtensionPoint } from '@backstage/plugin-search-backend-node/alpha';
import { dataMeshServiceRef } from '@data-mesh/backstage-plugin-data-mesh-node';
import { DataProductCollatorFactory } from './collator/DataProductCollatorFactory';
import { readCollatorConfig } from './collator/readCollatorConfig';

/**
 * The search module: makes data products found by what they mean, their ports
 * and topics, and the fields of their schemas.
 *
 * @public
 */
export const searchModuleDataMesh = createBackendModule({
  pluginId: 'search',
  moduleId: 'data-mesh',
  register(reg) {
    reg.registerInit({
      deps: {
        config: coreServices.rootConfig,
        indexRegistry: searchIndexRegistryExtensionPoint,
        mesh: dataMeshServiceRef,
        scheduler: coreServices.scheduler,
      },
      async init({ config, indexRegistry, mesh, scheduler }) {
        const { schedule, locationTemplate } = readCollatorConfig(config);
        indexRegistry.addCollator({
          schedule: scheduler.createScheduledTaskRunner(schedule),
          factory: new DataProductCollatorFactory({ mesh, locationTemplate }),
        });
      },
    });
  },
});
