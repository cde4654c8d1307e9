import { createApiRef } from '@backstage/frontend-plugin-api';
import type { DataMeshApi } from '@data-mesh/backstage-plugin-data-mesh-common';

/**
 * What the pages ask for data; the plugin provides a client of its backend.
 *
 * @public
 */
export const dataMeshApiRef = createApiRef<DataMeshApi>().with({
  id: 'plugin.data-mesh.client',
  pluginId: 'data-mesh',
});
