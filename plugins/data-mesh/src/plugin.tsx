import {
  ApiBlueprint,
  createFrontendPlugin,
  discoveryApiRef,
  fetchApiRef,
  PageBlueprint,
  SubPageBlueprint,
} from '@backstage/frontend-plugin-api';
import { DataMeshClient } from '@data-mesh/backstage-plugin-data-mesh-common';
import { RiNodeTree } from '@remixicon/react';
import { dataMeshApiRef } from './api';
import { entityExtensions } from './entityExtensions';
import { rootRouteRef } from './routes';

const api = ApiBlueprint.make({
  params: define =>
    define({
      api: dataMeshApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: apis => new DataMeshClient(apis),
    }),
});

const page = PageBlueprint.make({
  params: {
    path: '/data-mesh',
    title: 'Data mesh',
    routeRef: rootRouteRef,
  },
});

const productsPage = SubPageBlueprint.make({
  name: 'products',
  params: {
    path: 'products',
    title: 'Data products',
    loader: () =>
      import('./products/ProductsPage').then(m => <m.ProductsPage />),
  },
});

const clustersPage = SubPageBlueprint.make({
  name: 'clusters',
  params: {
    path: 'clusters',
    title: 'Clusters',
    loader: () =>
      import('./clusters/ClustersPage').then(m => <m.ClustersPage />),
  },
});

/**
 * The data mesh in the new frontend system.
 *
 * @public
 */
export const dataMeshPlugin = createFrontendPlugin({
  pluginId: 'data-mesh',
  title: 'Data mesh',
  icon: <RiNodeTree />,
  info: { packageJson: () => import('../package.json') },
  routes: { root: rootRouteRef },
  extensions: [api, page, productsPage, clustersPage, ...entityExtensions],
});
