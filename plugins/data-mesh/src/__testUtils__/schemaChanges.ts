import type {
  SchemaChange,
  SchemaChangePlan,
  SchemaChangeReader,
} from '@data-mesh/backstage-plugin-data-mesh-common';

const DAY_MS = 86_400_000;

const daysFromNow = (days: number) =>
  new Date(Date.now() + days * DAY_MS).toISOString();

const schemaOf = (...fields: object[]) =>
  JSON.stringify({ type: 'record', name: 'Order', fields });
const BEFORE = schemaOf({ name: 'id', type: 'string' });
const AFTER = schemaOf(
  { name: 'id', type: 'string' },
  { name: 'total', type: 'long' },
);
const BREAKS: SchemaChangePlan['breaks'] = [
  {
    path: 'total',
    direction: 'backward',
    kind: 'added',
    sentence:
      'total is new and has to be there, but records written before do not have it',
  },
];

/** The route planner, which the logistics team answers for. */
export function aSchemaReader(
  overrides?: Partial<SchemaChangeReader>,
): SchemaChangeReader {
  return {
    kind: 'consumer',
    consumer: 'component:default/route-planner',
    owner: 'group:default/logistics-team',
    groups: ['route-planner'],
    stand: 'waiting',
    askedAt: daysFromNow(-1),
    mayAnswer: false,
    ...overrides,
  };
}

/** A change of orders that breaks the route planner, and waits for it. */
export function aSchemaChange(overrides?: Partial<SchemaChange>): SchemaChange {
  return {
    id: 'change-1',
    product: 'dataproduct:default/orders',
    productTitle: 'Orders',
    port: 'orders-v1',
    environment: 'production',
    cluster: 'main',
    topic: 'sales.orders.v1',
    subject: 'sales.orders.v1-value',
    format: 'AVRO',
    state: 'open',
    objected: false,
    compatible: false,
    message: 'Totals are needed for tax.',
    proposedBy: 'user:default/olivia',
    proposedAt: daysFromNow(-1),
    // A little more than five days, whatever the test takes.
    respondBy: daysFromNow(5.01),
    counts: { asked: 1, agree: 0 },
    yours: 0,
    schema: AFTER,
    before: { version: 2, schema: BEFORE },
    level: 'BACKWARD',
    messages: [],
    breaks: BREAKS,
    readers: [aSchemaReader()],
    silence: 'objection',
    overriders: ['user:default/sam'],
    may: { answer: false, override: false, withdraw: false, retry: false },
    ...overrides,
  };
}

/** What that change would do. */
export function aSchemaChangePlan(
  overrides?: Partial<SchemaChangePlan>,
): SchemaChangePlan {
  return {
    subject: 'sales.orders.v1-value',
    cluster: 'main',
    topic: 'sales.orders.v1',
    environment: 'production',
    format: 'AVRO',
    before: { version: 2, schema: BEFORE },
    level: 'BACKWARD',
    compatible: false,
    messages: [],
    breaks: BREAKS,
    readers: [
      {
        kind: 'consumer',
        consumer: 'component:default/route-planner',
        owner: 'group:default/logistics-team',
        groups: ['route-planner'],
      },
    ],
    readersKnown: true,
    silence: 'objection',
    overriders: ['user:default/sam'],
    ...overrides,
  };
}
