import type {
  DataProductEntityV1alpha1,
  MeshCluster,
  MeshLocation,
  MeshProduct,
  TopicFacts,
} from '@data-mesh/backstage-plugin-data-mesh-common';

const secondsAgo = (seconds: number) =>
  new Date(Date.now() - 1_000 * seconds).toISOString();

/** A cluster that is well. */
export function aCluster(overrides?: Partial<MeshCluster>): MeshCluster {
  return {
    name: 'main',
    title: 'Main',
    environment: 'production',
    mode: 'manage',
    authorizer: 'standard',
    state: 'ok',
    brokers: 3,
    topics: 19,
    lastTickAt: secondsAgo(2),
    lastFullPassAt: secondsAgo(10),
    gaps: [],
    problems: [],
    ...overrides,
  };
}

/** Where the port of {@link aProduct} is. */
export function aLocation(overrides?: Partial<MeshLocation>): MeshLocation {
  return {
    cluster: 'main',
    environment: 'production',
    topic: 'sales.orders.v1',
    topicRef: 'resource:default/main.sales.orders.v1',
    domainRef: 'domain:default/sales',
    state: 'in-sync',
    ...overrides,
  };
}

/** Orders, with one port; its state is that of the location. */
export function aProduct(
  overrides?: Partial<MeshProduct>,
  location?: Partial<MeshLocation>,
): MeshProduct {
  const place = aLocation(location);
  return {
    ref: 'dataproduct:default/orders',
    namespace: 'default',
    name: 'orders',
    title: 'Orders',
    description: 'Every order.',
    origin: 'declared',
    originLocation: 'url:https://git.example.com/sales/catalog-info.yaml',
    ownerRef: 'group:default/order-team',
    domainRef: 'domain:default/sales',
    type: 'source-aligned',
    lifecycle: 'production',
    classification: 'internal',
    state: place.state,
    reason: place.reason,
    ports: [
      {
        name: 'orders-v1',
        locations: [place],
        state: place.state,
        reason: place.reason,
        classification: 'confidential',
      },
    ],
    ...overrides,
  };
}

/** Another product, by name only. */
export function namedProduct(
  name: string,
  overrides?: Partial<MeshProduct>,
): MeshProduct {
  return aProduct({
    ref: `dataproduct:default/${name}`,
    name,
    title: name.charAt(0).toUpperCase() + name.slice(1),
    description: undefined,
    ports: [],
    ...overrides,
  });
}

/** What {@link aLocation} does, with one group that keeps up and one that does not. */
export function someFacts(overrides?: Partial<TopicFacts>): TopicFacts {
  return {
    topic: {
      cluster: 'main',
      environment: 'production',
      name: 'sales.orders.v1',
      entityRef: 'resource:default/main.sales.orders.v1',
      domainRef: 'domain:default/sales',
      productRef: 'dataproduct:default/orders',
    },
    partitionCount: 1,
    replicationFactor: 3,
    partitions: [
      {
        partition: 0,
        leader: 1,
        replicas: [1, 2, 3],
        inSyncReplicas: [1, 2],
        earliest: '0',
        latest: '12000',
      },
    ],
    configs: {
      'cleanup.policy': { value: 'delete', overridden: false },
      'retention.ms': { value: '604800000', overridden: true },
      'retention.bytes': { value: '-1', overridden: false },
      'min.insync.replicas': { value: '2', overridden: false },
    },
    records: 12_000,
    recordsPerMinute: 120,
    lastGrowthAt: secondsAgo(3),
    measuredAt: secondsAgo(3),
    groups: [
      {
        groupId: 'payments',
        type: 'classic',
        state: 'Stable',
        members: 2,
        lag: 4,
        progressedAt: secondsAgo(3),
      },
      {
        groupId: 'analytics',
        type: 'classic',
        state: 'Empty',
        members: 0,
        lag: 3_210,
      },
    ],
    schemas: [
      {
        subject: 'sales.orders.v1-value',
        version: 2,
        id: 7,
        format: 'AVRO',
        compatibility: 'BACKWARD',
        schema: JSON.stringify({
          type: 'record',
          name: 'Order',
          fields: [
            { name: 'orderId', type: 'string', doc: 'Names the order.' },
            { name: 'email', type: 'string', 'confluent:tags': ['PII'] },
          ],
        }),
      },
    ],
    ...overrides,
  };
}

/** Orders as the catalog has it. */
export const ordersEntity: DataProductEntityV1alpha1 = {
  apiVersion: 'data-mesh/v1alpha1',
  kind: 'DataProduct',
  metadata: { name: 'orders', namespace: 'default', title: 'Orders' },
  spec: {
    type: 'source-aligned',
    lifecycle: 'production',
    owner: 'group:default/order-team',
    domain: 'sales',
    support: { channel: '#orders', url: 'https://chat.example.com/orders' },
    inputPorts: [{ name: 'customers', product: 'customers', port: 'v1' }],
    outputPorts: [
      {
        name: 'orders-v1',
        type: 'kafka',
        locations: [{ cluster: 'main', topic: 'sales.orders.v1' }],
        slo: { freshness: 'PT5M', retention: 'P7D', minPerDay: 1000 },
      },
    ],
  },
};
