import type { Entity } from '@backstage/catalog-model';
import {
  appTreeApiRef,
  createFrontendPlugin,
  PageBlueprint,
  useApi,
  type AppNode,
  type ExtensionDefinition,
} from '@backstage/frontend-plugin-api';
import { mockApis, renderTestApp } from '@backstage/frontend-test-utils';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import type { JsonObject, JsonValue } from '@backstage/types';
import { screen } from '@testing-library/react';
import { dataMeshApiRef, default as plugin } from '..';
import { anItem } from './access';
import { fakeDataMeshApi } from './fakeDataMeshApi';
import { aProduct, namedProduct, ordersEntity, someFacts } from './mesh';

const owner = 'group:default/order-team';

/** An entity on which extensions of ours are shown. */
const entity = (kind: string, more: Partial<Entity>): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind,
  metadata: { name: 'orders', namespace: 'default', ...more.metadata },
  spec: { owner, ...more.spec },
  relations: more.relations,
});

/** One of each kind that has cards or tabs of ours. */
export const product: Entity = ordersEntity;
export const domain = entity('Domain', {});
export const service = entity('Component', {
  spec: { type: 'service' },
  relations: [
    {
      type: 'consumesDataProduct',
      targetRef: 'dataproduct:default/orders',
    },
  ],
});
export const topic = entity('Resource', {
  metadata: {
    name: 'orders',
    annotations: {
      'data-mesh/cluster': 'main',
      'data-mesh/topic': 'sales.orders.v1',
    },
  },
  spec: { type: 'kafka-topic' },
});

/** The same entity under another name. */
export const elsewhere = (of: Entity): Entity => ({
  ...of,
  metadata: { ...of.metadata, name: 'elsewhere', title: 'Elsewhere' },
});

/** The address of an entity's page in the catalog, or of a tab there. */
export const pageOf = ({ kind, metadata }: Entity, tab = '') =>
  `/catalog/default/${kind.toLocaleLowerCase('en-US')}/${metadata.name}${tab}`;

/** The content of `app.extensions`: an extension's ID, and what it is set to. */
export type ExtensionSettings = Record<
  string,
  boolean | { config: JsonObject }
>;

/**
 * Renders a portal of the new frontend system with the catalog and the suite's
 * plugin, at a path.
 */
export function renderCatalogApp(
  path: string,
  settings: ExtensionSettings = {},
  extensions: ExtensionDefinition[] = [],
) {
  const api = fakeDataMeshApi({
    items: [anItem({ mayDecide: true })],
    products: [aProduct(), namedProduct('elsewhere')],
  });
  api.getTopic.mockImplementation(async () => someFacts());
  const entities = [product, domain, service, topic];
  return renderTestApp({
    features: [
      catalogPlugin,
      plugin,
      createFrontendPlugin({ pluginId: 'owners', extensions }),
    ],
    config: {
      app: {
        baseUrl: 'http://localhost:3000',
        extensions: Object.entries(settings).map(([id, set]) => ({
          [id]: set as JsonValue,
        })),
      },
      backend: { baseUrl: 'http://localhost:7007' },
    },
    initialRouteEntries: [path],
    apis: [
      [dataMeshApiRef, api],
      catalogApiMock({
        entities: [...entities, ...entities.map(elsewhere)],
      }),
      mockApis.permission(),
    ],
  });
}

/** All extensions of the suite's plugin, as an app has them with such settings. */
export async function ownExtensions(
  settings?: ExtensionSettings,
): Promise<AppNode[]> {
  let found: AppNode[] = [];
  function Look() {
    const { nodes } = useApi(appTreeApiRef).getTree().tree;
    found = [...nodes.values()];
    return <>Looked</>;
  }
  const { unmount } = renderCatalogApp('/look', settings, [
    PageBlueprint.make({
      params: { path: '/look', loader: async () => <Look /> },
    }),
  ]);
  await screen.findByText('Looked');
  unmount();
  return found.filter(({ spec }) => spec.plugin.pluginId === 'data-mesh');
}
