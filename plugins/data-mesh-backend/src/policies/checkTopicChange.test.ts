import type { MeshProduct } from '@data-mesh/backstage-plugin-data-mesh-common';
import { ActiveExemptions } from '../exemptions/exemption';
import type { PlannedTopic } from './checkTopic';
import { checkTopicChange } from './checkTopicChange';
import { readPolicy } from './readPolicy';
import type { MeshView } from './readPolicyFacts';

const NAME = 'sales.orders.v1';
const WEEK = '604800000';
const YEAR = '31536000000';
const product: MeshProduct = {
  ref: 'dataproduct:default/orders',
  origin: 'declared',
  namespace: 'default',
  name: 'orders',
  title: 'Orders',
  type: 'source-aligned',
  lifecycle: 'production',
  classification: 'confidential',
  state: 'in-sync',
  ports: [
    {
      name: 'v1',
      state: 'in-sync',
      classification: 'confidential',
      locations: [
        {
          cluster: 'main',
          environment: 'production',
          topic: NAME,
          topicRef: 'resource:default/t',
          state: 'in-sync',
        },
      ],
    },
  ],
};
const configs = (retention: string) => ({
  'cleanup.policy': { value: 'delete', overridden: true },
  'retention.ms': { value: retention, overridden: true },
});
const topic = (over: Partial<PlannedTopic> = {}): PlannedTopic => ({
  cluster: 'main',
  name: NAME,
  partitions: 20,
  replicationFactor: 1,
  configs: configs(WEEK),
  ...over,
});
const view: MeshView = {
  products: [product],
  acls: new Map(),
  consumers: new Map(),
  readAt: new Map(),
  now: 0,
  domains: [],
  domainSpecs: new Map(),
  descriptors: new Map(),
  owners: new Map(),
  bypasses: new Map(),
  subjects: new Map(),
  topics: new Map([
    [`main/${NAME}`, { ...topic(), topicId: 'id', firstSeenAt: 0 }],
  ]),
};
const policy = (id: string, rule: object) =>
  readPolicy({
    id,
    title: id,
    why: 'w',
    severity: 'error',
    stage: 'enforce',
    rule,
    remedy: 'Do less.',
  });
const POLICIES = [
  policy('size', { type: 'topic-size', maxPartitions: 12 }),
  policy('kept', { type: 'retention', longest: { confidential: 'P30D' } }),
  policy('said', { type: 'promises', wanted: ['description'] }),
];
const found = (planned: PlannedTopic, seen = view) =>
  checkTopicChange(planned, seen, POLICIES, new ActiveExemptions([], 0), 0).map(
    ({ policy: id, blocks, violations }) => [id, blocks, violations.length],
  );

describe('what policies say of a change of a topic', () => {
  it('is nothing of what is wrong already and stays as it is', () => {
    expect(found(topic())).toEqual([]);
    expect(found(topic({ configs: configs('1000') }))).toEqual([]);
  });

  it('is what the change makes wrong, by all rules of the product that has it', () => {
    expect(found(topic({ configs: configs(YEAR) }))).toEqual([
      ['kept', true, 1],
    ]);
    expect(found(topic({ partitions: 24 }))).toEqual([['size', true, 1]]);
    expect(found(topic({ partitions: 9 }))).toEqual([]);
  });

  it('is nothing of a topic that the mesh does not have', () => {
    expect(found(topic({ partitions: 24, name: 'other' }))).toEqual([]);
  });
});
