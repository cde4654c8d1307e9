import type {
  AccessPlan,
  AccessRequestItem,
  Consumer,
  Grant,
  MeshAclBinding,
  PlannedItem,
} from '@data-mesh/backstage-plugin-data-mesh-common';

const DAY = 86_400_000;
const daysFromNow = (days: number) =>
  new Date(Date.now() + days * DAY).toISOString();

/** The route planner may read the topic of Orders. */
export function anAcl(overrides?: Partial<MeshAclBinding>): MeshAclBinding {
  return {
    resourceType: 'TOPIC',
    resourceName: 'sales.orders.v1',
    patternType: 'LITERAL',
    principal: 'User:route-planner',
    host: '*',
    operation: 'READ',
    permission: 'ALLOW',
    ...overrides,
  };
}

/** All that reading Orders needs. */
const readAcls = [
  anAcl(),
  anAcl({ resourceType: 'GROUP', resourceName: 'route-planner' }),
  anAcl({
    resourceType: 'GROUP',
    resourceName: 'route-planner-',
    patternType: 'PREFIXED',
  }),
];

/** The route planner, ready to ask. */
export function aConsumer(overrides?: Partial<Consumer>): Consumer {
  return {
    ref: 'component:default/route-planner',
    title: 'Route planner',
    kind: 'Component',
    ownerRef: 'group:default/logistics-team',
    principals: [
      { cluster: 'main', principal: 'User:route-planner', state: 'held' },
    ],
    ...overrides,
  };
}

/** What asking for Orders would do: the order team decides. */
export function aPlannedItem(overrides?: Partial<PlannedItem>): PlannedItem {
  return {
    product: 'dataproduct:default/orders',
    productTitle: 'Orders',
    port: 'orders-v1',
    environment: 'production',
    cluster: 'main',
    topic: 'sales.orders.v1',
    principal: 'User:route-planner',
    bindings: readAcls,
    rule: 'owner-decides',
    steps: [{ name: 'owner', deciders: ['group:default/order-team'] }],
    maxDuration: 'P180D',
    warnings: [],
    ...overrides,
  };
}

/** A plan of these items. */
export function aPlan(...items: PlannedItem[]): AccessPlan {
  return {
    hash: 'hash-1',
    endsAt: daysFromNow(90),
    items: items.length ? items : [aPlannedItem()],
  };
}

/** Liam asks for Orders on behalf of the route planner. */
export function anItem(
  overrides?: Partial<AccessRequestItem>,
): AccessRequestItem {
  return {
    id: 'item-1',
    requestId: 'request-1',
    product: 'dataproduct:default/orders',
    productTitle: 'Orders',
    port: 'orders-v1',
    environment: 'production',
    cluster: 'main',
    topic: 'sales.orders.v1',
    consumer: 'component:default/route-planner',
    principal: 'User:route-planner',
    mode: 'read',
    purpose: 'Plan routes from open orders.',
    duration: 'P90D',
    state: 'pending',
    version: 3,
    step: 0,
    steps: [{ name: 'owner', deciders: ['group:default/order-team'] }],
    decisions: [],
    bindings: readAcls,
    rule: 'owner-decides',
    requestedBy: 'user:default/liam',
    createdAt: daysFromNow(-1),
    waitingSince: daysFromNow(-1),
    mayDecide: false,
    mayWithdraw: false,
    ...overrides,
  };
}

/** The route planner reads Orders, as Olivia decided. */
export function aGrant(overrides?: Partial<Grant>): Grant {
  return {
    id: 'grant-1',
    origin: 'request',
    requestId: 'request-1',
    itemId: 'item-1',
    product: 'dataproduct:default/orders',
    productTitle: 'Orders',
    port: 'orders-v1',
    environment: 'production',
    cluster: 'main',
    topic: 'sales.orders.v1',
    consumer: 'component:default/route-planner',
    principal: 'User:route-planner',
    mode: 'read',
    purpose: 'Plan routes from open orders.',
    approvedBy: ['user:default/olivia'],
    requestedBy: 'user:default/liam',
    duration: 'P90D',
    state: 'active',
    startsAt: daysFromNow(-1),
    endsAt: daysFromNow(89),
    activatedAt: daysFromNow(-1),
    confirmed: 3,
    brokers: 3,
    bindings: readAcls.map((binding, index) => ({
      id: `binding-${index}`,
      binding,
      state: 'present' as const,
      existedBefore: false,
    })),
    may: {
      renew: false,
      renewWithoutEvidence: false,
      revoke: false,
      retry: false,
      reveal: false,
      resetOffsets: false,
      review: false,
    },
    ...overrides,
  };
}

/** How the route planner connects to read Orders. */
export function aConnection(
  overrides?: Partial<NonNullable<Grant['connection']>>,
): NonNullable<Grant['connection']> {
  return {
    bootstrapServers: ['localhost:9092'],
    securityProtocol: 'SASL_PLAINTEXT',
    saslMechanism: 'SCRAM-SHA-512',
    username: 'route-planner',
    principal: 'User:route-planner',
    topic: 'sales.orders.v1',
    groups: [
      { name: 'route-planner', pattern: 'LITERAL' },
      { name: 'route-planner-', pattern: 'PREFIXED' },
    ],
    schemaRegistryUrl: 'http://localhost:8081/apis/ccompat/v7',
    schemaRegistryAuth: 'none',
    subject: 'sales.orders.v1-value',
    schemaFormat: 'AVRO',
    credentials: 'own',
    ...overrides,
  };
}
