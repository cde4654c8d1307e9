import { join, resolve } from 'node:path';
import { createBackendModule } from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import {
  EntityProvider,
  catalogProcessingExtensionPoint,
} from '@backstage/plugin-catalog-node';
import { topicEntityName } from '@data-mesh/backstage-plugin-data-mesh-common';
import { DataMeshEntitiesProcessor } from '../DataMeshEntitiesProcessor';
import { ProductLinksSource } from '../ProductLinksSource';

/** The folder of the repository's examples. */
export const examples = resolve(__dirname, '../../../../../examples');

const ALLOWED = [
  'Location',
  'User',
  'Group',
  'System',
  'API',
  'Component',
  'Domain',
  'DataProduct',
];
/** Emits as the suite's own provider does: at locations of type `data-mesh`. */
const provider: EntityProvider = {
  getProviderName: () => 'data-mesh-test',
  async connect(connection) {
    const annotations = {
      'backstage.io/managed-by-location': 'data-mesh:main',
      'backstage.io/managed-by-origin-location': 'data-mesh:main',
      'data-mesh/origin': 'discovered',
    };
    const topic: Entity = {
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Resource',
      metadata: {
        name: topicEntityName('main', 'sales.orders.v1'),
        annotations,
      },
      spec: { type: 'kafka-topic', owner: 'group:default/order-team' },
    };
    const product: Entity = {
      apiVersion: 'data-mesh/v1alpha1',
      kind: 'DataProduct',
      metadata: {
        name: 'deliveries',
        annotations: { ...annotations, 'data-mesh/sync-state': 'in-sync' },
      },
      spec: {
        type: 'source-aligned',
        lifecycle: 'production',
        domain: 'logistics',
        outputPorts: [
          {
            name: 'deliveries-v1',
            type: 'kafka',
            locations: [{ cluster: 'main', topic: 'logistics.deliveries.v1' }],
          },
        ],
      },
    };
    await connection.applyMutation({
      type: 'full',
      entities: [{ entity: topic }, { entity: product }],
    });
  },
};

const links: ProductLinksSource = {
  async linksFor(ref) {
    return ref === 'dataproduct:default/orders'
      ? {
          syncState: { state: 'in-sync' },
          consumedBy: ['component:default/analytics'],
          producedBy: [],
        }
      : undefined;
  },
};

const testModule = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'data-mesh-under-test',
  register(reg) {
    reg.registerInit({
      deps: { processing: catalogProcessingExtensionPoint },
      async init({ processing }) {
        const logger = mockServices.logger.mock();
        processing.addProcessor(
          new DataMeshEntitiesProcessor({ links, logger }),
        );
        processing.addEntityProvider(provider);
      },
    });
  },
});

/** A real catalog in memory, with all examples, valid and not. */
export async function startCatalog() {
  const backend = await startTestBackend({
    features: [
      catalogPlugin,
      testModule,
      mockServices.rootConfig.factory({
        data: {
          catalog: {
            locations: [
              { type: 'file', target: join(examples, 'all.yaml') },
              { type: 'file', target: join(examples, 'invalid', '*.yaml') },
            ].map(location => ({ ...location, rules: [{ allow: ALLOWED }] })),
            stitchingStrategy: {
              mode: 'deferred',
              pollingInterval: { milliseconds: 100 },
            },
          },
        },
      }),
    ],
  });
  const base = `http://localhost:${backend.server.port()}/api/catalog`;
  return {
    stop: () => backend.stop(),
    async entities(): Promise<Map<string, Entity>> {
      const response = await fetch(`${base}/entities`);
      const list: Entity[] = await response.json();
      return new Map(list.map(entity => [stringifyEntityRef(entity), entity]));
    },
    async validate(entity: Entity): Promise<string[]> {
      const response = await fetch(`${base}/validate-entity`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          entity,
          location: 'url:https://example.com/catalog-info.yaml',
        }),
      });
      if (response.ok) return [];
      const { errors } = await response.json();
      return errors.map((error: { message: string }) => error.message);
    },
  };
}

const PRODUCTS = [
  ...['orders', 'payments', 'shipments', 'customer-profiles'],
  ...['vehicle-positions', 'deliveries'],
].map(name => `dataproduct:default/${name}`);

/** What the catalog holds once all products are in and nothing moves any more. */
export async function settled(
  catalog: Awaited<ReturnType<typeof startCatalog>>,
): Promise<Map<string, Entity>> {
  let previous = '';
  for (;;) {
    const entities = await catalog.entities();
    const look = JSON.stringify([...entities.values()]);
    if (look === previous && PRODUCTS.every(ref => entities.has(ref))) {
      return entities;
    }
    previous = look;
    await new Promise(next => setTimeout(next, 1000));
  }
}
