import { CLASSIFICATIONS } from '@data-mesh/backstage-plugin-data-mesh-common';
import fc from 'fast-check';
import { COMPATIBILITY_LEVELS } from '../compatibility';
import type {
  AclFacts,
  PolicyFacts,
  SchemaFacts,
  TopicFacts,
} from '../PolicyFacts';
import type { PolicyRule } from '../PolicyRule';

const classification = fc.constantFrom(...CLASSIFICATIONS);
const DAY = 86_400_000;
const periods = fc.constantFrom('PT6H', 'P1D', 'P7D', 'P30D', 'P365D');
const NAMES = ['sales.orders.v1', 'sales.Orders', 'legacy_dump', 'a.b.v2'];

const configs = fc
  .record({
    policy: fc.constantFrom('delete', 'compact', 'compact,delete', undefined),
    retention: fc.constantFrom(-1, DAY / 2, DAY, 10 * DAY, 400 * DAY),
  })
  .map(({ policy, retention }) => ({
    ...(policy
      ? { 'cleanup.policy': { value: policy, overridden: true } }
      : {}),
    'retention.ms': { value: `${retention}`, overridden: true },
  }));

const acls: fc.Arbitrary<AclFacts> = fc.record({
  principal: fc.constantFrom('User:*', 'User:etl', 'User:planner'),
  host: fc.constantFrom('*', '10.0.0.1'),
  operation: fc.constantFrom('ALL', 'READ', 'DESCRIBE'),
  permission: fc.constantFrom('ALLOW', 'DENY'),
  resource: fc.constantFrom('*', 'sales.*', 'sales.orders.v1'),
});

const topics: fc.Arbitrary<TopicFacts> = fc.record(
  {
    cluster: fc.constantFrom('main', 'west'),
    environment: fc.constant('production'),
    name: fc.constantFrom(...NAMES),
    live: fc.record({
      partitions: fc.integer({ min: 1, max: 12 }),
      replicationFactor: fc.integer({ min: 1, max: 3 }),
      configs,
      acls: fc.array(acls, { maxLength: 4 }),
    }),
  },
  { requiredKeys: ['cluster', 'environment', 'name'] },
);

const schemas: fc.Arbitrary<SchemaFacts> = fc.record(
  {
    subject: fc.constantFrom('orders-value', 'carts-value'),
    format: fc.constantFrom('AVRO', 'JSON', 'PROTOBUF'),
    compatibility: fc.constantFrom(...COMPATIBILITY_LEVELS),
    fields: fc.uniqueArray(
      fc.record(
        {
          path: fc.constantFrom('id', 'email', 'address.street', 'total'),
          description: fc.constantFrom('What it is', ' '),
          tags: fc.subarray(['PII', 'GDPR', 'SECRET']),
        },
        { requiredKeys: ['path', 'tags'] },
      ),
      { selector: ({ path }) => path },
    ),
  },
  { requiredKeys: ['subject', 'format', 'fields'] },
);

/** Facts of products, with much in them that policies may find wrong. */
export const policyFacts: fc.Arbitrary<PolicyFacts> = fc.record(
  {
    ref: fc.constant('dataproduct:default/orders'),
    title: fc.constant('Orders'),
    origin: fc.constantFrom('declared', 'discovered'),
    domainRef: fc.constant('domain:default/sales'),
    domains: fc.constant(['domain:default/sales']),
    lifecycle: fc.constant('production'),
    classification,
    tier: fc.constantFrom('tier-1', 'tier-2'),
    description: fc.constantFrom('All orders', ''),
    support: fc.record(
      { channel: fc.constant('#orders') },
      { requiredKeys: [] },
    ),
    maxDuration: periods,
    domain: fc.constant({ ref: 'domain:default/sales', title: 'Sales' }),
    consumers: fc.array(
      fc.record({
        ref: fc.constant('component:default/planner'),
        principal: fc.constant('User:planner'),
        mode: fc.constantFrom('read', 'write'),
        environment: fc.constant('production'),
        cluster: fc.constant('main'),
        topic: fc.constantFrom(...NAMES),
      }),
      { maxLength: 2 },
    ),
    use: fc.record(
      {
        watchedDays: fc.integer({ min: 0, max: 200 }),
        unreadDays: fc.integer({ min: 0, max: 200 }),
      },
      { requiredKeys: ['watchedDays'] },
    ),
    owner: fc.record({
      ref: fc.constant('group:default/orders'),
      state: fc.constantFrom('present', 'empty', 'missing', 'unknown'),
    }),
    inputs: fc.array(
      fc.record(
        {
          name: fc.constantFrom('carts', 'customers'),
          product: fc.constant('dataproduct:default/carts'),
          port: fc.constant('v1'),
          classification,
        },
        { requiredKeys: ['name', 'product', 'port'] },
      ),
      { maxLength: 2 },
    ),
    anonymisation: fc.record({
      of: fc.subarray(['carts', 'customers']),
      reason: fc.constant('hashed'),
    }),
    ports: fc.array(
      fc.record(
        {
          name: fc.constantFrom('v1', 'v2'),
          classification,
          topics: fc.array(topics, { maxLength: 2 }),
          schemas: fc.oneof(
            fc.constant('unknown' as const),
            fc.array(schemas, { maxLength: 2 }),
          ),
          bypasses: fc.array(
            fc.record({
              subject: fc.constantFrom('orders-value', 'carts-value'),
              version: fc.integer({ min: 2, max: 9 }),
              breaks: fc.constant('total is new'),
            }),
            { maxLength: 2 },
          ),
          slo: fc.record(
            { freshness: fc.constant('PT5M') },
            { requiredKeys: [] },
          ),
        },
        { requiredKeys: ['name', 'topics', 'schemas', 'bypasses', 'slo'] },
      ),
      { minLength: 1, maxLength: 2 },
    ),
  },
  {
    requiredKeys: [
      'ref',
      'title',
      'origin',
      'consumers',
      'domains',
      'lifecycle',
      'support',
      'inputs',
      'ports',
    ],
  },
) as fc.Arbitrary<PolicyFacts>;

const nonEmpty = (list: readonly string[]) =>
  fc.subarray([...list], { minLength: 1 }).map(each => [...each].sort());

const VALUES: Record<string, fc.Arbitrary<unknown>> = {
  patterns: nonEmpty(['[a-z.0-9]+', '[a-z]+\\.[a-z]+\\.v\\d+', 'sales\\..*']),
  minPartitions: fc.integer({ min: 1, max: 12 }),
  maxPartitions: fc.integer({ min: 1, max: 12 }),
  minReplication: fc.integer({ min: 1, max: 3 }),
  longest: fc.dictionary(classification, periods),
  cleanupPolicies: nonEmpty(['compact', 'compact,delete', 'delete']),
  formats: nonEmpty(['AVRO', 'JSON', 'PROTOBUF']),
  compatibility: fc.constantFrom(...COMPATIBILITY_LEVELS),
  percent: fc.integer({ min: 0, max: 100 }),
  tags: nonEmpty(['PII', 'GDPR', 'SECRET']),
  expressions: nonEmpty([
    'product.title == "Orders"',
    'has(product.tier)',
    'product.classification != "public"',
    'size(product.domains) > 1',
    'consumers.all(c, c.mode == "read")',
    'has(domain.owner)',
  ]),
  classification,
  days: fc.integer({ min: 0, max: 200 }),
  except: fc
    .subarray(['User:*', 'User:etl', 'User:planner'])
    .map(each => [...each].sort()),
  wanted: nonEmpty(['description', 'support', 'slo', 'tier', 'classification']),
};

/** Values for all parameters of a rule, as it has read them. */
export function arbitraryParameters(
  rule: PolicyRule,
): fc.Arbitrary<Record<string, unknown>> {
  return fc.record(
    Object.fromEntries(
      Object.keys(rule.parameters).map(name => [name, VALUES[name]]),
    ),
  );
}
