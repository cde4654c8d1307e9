import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { scaffolderActionsExtensionPoint } from '@backstage/plugin-scaffolder-node';
import { createActions } from './actions/createActions';
import { createMeshForRun } from './mesh/MeshForRun';
import { createRunLink } from './mesh/meshStep';

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
        config: coreServices.rootConfig,
        discovery: coreServices.discovery,
      },
      async init({ actions, auth, config, discovery }) {
        const mesh = createMeshForRun({ auth, discovery });
        const linkOf = createRunLink(config);
        actions.addActions(...createActions({ mesh, linkOf }));
      },
    });
  },
});
