import {
  ApiBlueprint,
  createFrontendPlugin,
  discoveryApiRef,
  fetchApiRef,
  PageBlueprint,
  PluginHeaderActionBlueprint,
  SubPageBlueprint,
} from '@backstage/frontend-plugin-api';
import { DataMeshClient } from '@data-mesh/backstage-plugin-data-mesh-common';
import { RiNodeTree } from '@remixicon/react';
import { dataMeshApiRef } from './api';
import { entityExtensions } from './entityExtensions';
import { homeRouteRef, rootRouteRef, templateRouteRef } from './routes';
import { formFields } from './scaffolder/formFields';
import { searchExtensions } from './search/searchExtensions';

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

const requestsPage = SubPageBlueprint.make({
  name: 'requests',
  params: {
    path: 'requests',
    title: 'My requests',
    loader: () => import('./access/RequestsPage').then(m => <m.RequestsPage />),
  },
});

const toDecidePage = SubPageBlueprint.make({
  name: 'to-decide',
  params: {
    path: 'to-decide',
    title: 'To decide',
    loader: () => import('./access/ToDecidePage').then(m => <m.ToDecidePage />),
  },
});

const grantsPage = SubPageBlueprint.make({
  name: 'grants',
  params: {
    path: 'grants',
    title: 'Grants',
    loader: () => import('./grants/GrantsPage').then(m => <m.GrantsPage />),
  },
});

const campaignsPage = SubPageBlueprint.make({
  name: 'campaigns',
  params: {
    path: 'campaigns',
    title: 'Campaigns',
    loader: () =>
      import('./campaigns/CampaignsPage').then(m => <m.CampaignsPage />),
  },
});

const schemaChangesPage = SubPageBlueprint.make({
  name: 'schema-changes',
  params: {
    path: 'schema-changes',
    title: 'Schema changes',
    loader: () =>
      import('./schemaChanges/SchemaChangesPage').then(m => (
        <m.SchemaChangesPage />
      )),
  },
});

const runsPage = SubPageBlueprint.make({
  name: 'runs',
  params: {
    path: 'runs',
    title: 'Runs',
    loader: () => import('./runs/RunsPage').then(m => <m.RunsPage />),
  },
});

const governancePage = SubPageBlueprint.make({
  name: 'governance',
  params: {
    path: 'governance',
    title: 'Governance',
    loader: () =>
      import('./governance/GovernancePage').then(m => <m.GovernancePage />),
  },
});

const explainPage = SubPageBlueprint.make({
  name: 'explain',
  params: {
    path: 'explain',
    title: 'Explain',
    loader: () => import('./explain/ExplainPage').then(m => <m.ExplainPage />),
  },
});

const historyPage = SubPageBlueprint.make({
  name: 'history',
  params: {
    path: 'history',
    title: 'History',
    loader: () => import('./history/HistoryPage').then(m => <m.HistoryPage />),
  },
});

// A tab cannot say how many; the header can.
const toDecideAction = PluginHeaderActionBlueprint.make({
  name: 'to-decide',
  params: {
    loader: () =>
      import('./access/ToDecideAction').then(m => <m.ToDecideAction />),
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
  externalRoutes: { home: homeRouteRef, template: templateRouteRef },
  extensions: [
    api,
    page,
    productsPage,
    requestsPage,
    toDecidePage,
    grantsPage,
    campaignsPage,
    schemaChangesPage,
    runsPage,
    governancePage,
    explainPage,
    historyPage,
    clustersPage,
    toDecideAction,
    ...entityExtensions,
    ...searchExtensions,
    ...formFields,
  ],
});
