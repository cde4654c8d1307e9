import fc from 'fast-check';
import { SYNC_STATES } from '@data-mesh/backstage-plugin-data-mesh-common';
import type { SubjectRecord } from '../schema-registry/SchemaRegistryPort';
import { liveTopic, subject } from './__testUtils__/mesh';
import {
  judgeLocation,
  worstVerdict,
  type ClusterView,
  type Expectation,
} from './syncState';

const ME = 'dataproduct:default/orders';
const expectation: Expectation = {
  productRef: ME,
  cluster: 'main',
  topic: 'sales.orders.v1',
  domainRef: 'domain:default/sales',
};
const view: ClusterView = {
  configured: true,
  read: true,
  seesAllTopics: true,
  subjectsRead: true,
};
const mine = { holder: ME, contested: [], awaiting: [] };

function subjects(...list: SubjectRecord[]) {
  return new Map(list.map(s => [s.subject, s]));
}

function configs(values: Record<string, string>) {
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => [
      key,
      { value, overridden: true },
    ]),
  );
}

function judge(
  over: {
    expected?: Partial<Expectation>;
    hold?: Partial<typeof mine>;
    view?: Partial<ClusterView>;
    live?: ReturnType<typeof liveTopic> | null;
    domain?: string;
    subjects?: Map<string, SubjectRecord>;
  } = {},
) {
  return judgeLocation(
    { ...expectation, ...over.expected },
    { ...mine, ...over.hold },
    { ...view, ...over.view },
    over.live === null ? undefined : over.live ?? liveTopic('sales.orders.v1'),
    over.domain ?? 'domain:default/sales',
    over.subjects ?? new Map(),
  );
}

describe('judgeLocation', () => {
  it('is in sync, and says no more, where all is as declared', () => {
    expect(
      judge({
        expected: {
          subject: 'sales.orders.v1-value',
          compatibility: 'BACKWARD',
          retention: 'P7D',
        },
        live: liveTopic('sales.orders.v1', {
          configs: configs({
            'retention.ms': '604800000',
            'cleanup.policy': 'delete',
          }),
        }),
        subjects: subjects(
          subject('sales.orders.v1', { compatibility: 'BACKWARD' }),
        ),
      }),
    ).toEqual({ state: 'in-sync' });
  });

  it.each([
    [
      'missing where the topic does not exist',
      { live: null },
      'missing',
      'Topic sales.orders.v1 does not exist on cluster main.',
    ],
    [
      'unknown where it may exist unseen',
      { live: null, view: { seesAllTopics: false } },
      'unknown',
      'Topic sales.orders.v1 was not seen on cluster main, but our credentials may not see all topics there.',
    ],
    [
      'unknown before the cluster was read',
      { live: null, view: { read: false } },
      'unknown',
      'Cluster main has not been read yet.',
    ],
    [
      'unknown on a cluster that is not configured',
      { live: null, view: { configured: false, read: false } },
      'unknown',
      'Cluster main is not configured in dataMesh.clusters.',
    ],
    [
      'contested where another product holds the topic',
      { hold: { holder: 'dataproduct:default/other', contested: [ME] } },
      'contested',
      'Topic sales.orders.v1 on cluster main is held by dataproduct:default/other, which named it first.',
    ],
    [
      'contested where the declaration has yet to be accepted',
      { hold: { holder: undefined, awaiting: [ME] } },
      'contested',
      "The declaration of topic sales.orders.v1 on cluster main comes from a location that is not trusted; the owner of the topic's domain has yet to accept it.",
    ],
    [
      'drift where the topic belongs to another domain',
      { domain: 'domain:default/logistics' },
      'drift',
      "Topic sales.orders.v1 belongs to domain:default/logistics by the cluster's configuration, not to domain:default/sales.",
    ],
    [
      'drift where the subject is not registered',
      { expected: { subject: 'orders' } },
      'drift',
      'Subject orders is not in the schema registry.',
    ],
    [
      'drift where compatibility is another',
      {
        expected: { subject: 'sales.orders.v1-value', compatibility: 'FULL' },
        subjects: subjects(
          subject('sales.orders.v1', { compatibility: 'BACKWARD' }),
        ),
      },
      'drift',
      'Subject sales.orders.v1-value has compatibility BACKWARD, not FULL.',
    ],
    [
      'drift where records are kept for less than promised',
      {
        expected: { retention: 'P7D' },
        live: liveTopic('sales.orders.v1', {
          configs: configs({
            'retention.ms': '86400000',
            'cleanup.policy': 'compact,delete',
          }),
        }),
      },
      'drift',
      'Topic sales.orders.v1 keeps records for 86400000 ms, less than the P7D that is promised.',
    ],
  ] as const)('is %s', (_, given, state, reason) => {
    expect(judge(given as never)).toEqual({ state, reason });
  });

  it.each([
    [
      'unlimited retention',
      { 'retention.ms': '-1', 'cleanup.policy': 'delete' },
    ],
    [
      'a compacted topic, which loses nothing by age',
      { 'retention.ms': '1', 'cleanup.policy': 'compact' },
    ],
    ['a retention that could not be read', {}],
    [
      'longer retention than promised',
      { 'retention.ms': '99999999999', 'cleanup.policy': 'delete' },
    ],
  ])('finds no fault with %s', (_, values) => {
    expect(
      judge({
        expected: { retention: 'P7D' },
        live: liveTopic('sales.orders.v1', { configs: configs(values) }),
      }),
    ).toEqual({ state: 'in-sync' });
  });

  it('claims nothing of a subject while the schema registry was never read', () => {
    expect(
      judge({
        expected: { subject: 'orders' },
        view: { subjectsRead: false },
      }),
    ).toEqual({ state: 'in-sync' });
  });

  it('never calls a topic missing that it may just not see', () => {
    fc.assert(
      fc.property(
        fc.record({
          configured: fc.boolean(),
          read: fc.boolean(),
          seesAllTopics: fc.boolean(),
          subjectsRead: fc.boolean(),
        }),
        given => {
          const { state, reason } = judge({ live: null, view: given });
          const sure = given.configured && given.read && given.seesAllTopics;
          expect(state).toBe(sure ? 'missing' : 'unknown');
          expect(reason).toMatch(/^[A-Z].*\.$/);
        },
      ),
    );
  });
});

describe('worstVerdict', () => {
  const verdict = fc.record({
    state: fc.constantFrom(...SYNC_STATES),
    reason: fc.option(fc.string({ minLength: 1 }), { nil: undefined }),
  });

  it('is never better than any of them, and one of them', () => {
    fc.assert(
      fc.property(fc.array(verdict, { minLength: 1 }), list => {
        const worst = worstVerdict(list);
        const rank = (s: typeof worst.state) => SYNC_STATES.indexOf(s);
        expect(rank(worst.state)).toBe(
          Math.max(...list.map(v => rank(v.state))),
        );
        const first = list.find(v => v.state === worst.state);
        expect(worst.reason).toBe(first?.reason);
      }),
    );
  });
});
