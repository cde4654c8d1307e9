import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { scaffolderActionsExtensionPoint } from '@backstage/plugin-scaffolder-node';
import { createActions } from './actions/createActions';
import { createMeshForRun } from './mesh/MeshForRun';
import { createRunLink } from './mesh/meshStep';
import { createWaitForEntity } from './mesh/waitForEntity';

/**
 * The scaffolder module: actions that make topics, schemas and data products
 * as the user who runs a template, and take them back.
 *
 * @public
 */
export const scaffolderModuleDataMesh = createBackendModule({
  pluginId: 'scaffolder',
  moduleId: 'data-mesh',
  register(reg) {
    reg.registerInit({
      deps: {
        actions: scaffolderActionsExtensionPoint,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        discovery: coreServices.discovery,
      },
      async init({ actions, auth, catalog, config, discovery }) {
        const mesh = createMeshForRun({ auth, discovery });
        const linkOf = createRunLink(config);
        const untilSeen = createWaitForEntity(catalog);
        actions.addActions(...createActions({ mesh, linkOf, untilSeen }));
      },
    });
  },
});
