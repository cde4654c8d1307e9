import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  catalogProcessingExtensionPoint,
  catalogServiceRef,
} from '@backstage/plugin-catalog-node';
import { dataMeshServiceRef } from '@data-mesh/backstage-plugin-data-mesh-node';
import { DataMeshEntitiesProcessor } from './processor';
import { DataMeshEntityProvider } from './provider';

/**
 * The catalog module: makes `DataProduct` a kind of the catalog, extends
 * `Domain`, and keeps the mesh's topics, products and domains in it.
 *
 * @public
 */
export const catalogModuleDataMesh = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'data-mesh',
  register(reg) {
    reg.registerInit({
      deps: {
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        logger: coreServices.logger,
        mesh: dataMeshServiceRef,
        processing: catalogProcessingExtensionPoint,
        scheduler: coreServices.scheduler,
      },
      async init({ auth, catalog, logger, mesh, processing, scheduler }) {
        const provider = new DataMeshEntityProvider({
          mesh,
          catalog,
          auth,
          logger,
        });
        processing.addEntityProvider(provider);
        processing.addProcessor(
          new DataMeshEntitiesProcessor({ links: provider, logger }),
        );
        await scheduler.scheduleTask({
          id: 'data-mesh-follow',
          frequency: { seconds: 2 },
          timeout: { minutes: 5 },
          // Each replica of the catalog has a mirror of its own, for the
          // processor; what they emit is the same.
          scope: 'local',
          fn: () => provider.tick(),
        });
      },
    });
  },
});
