import type { MeshProduct } from '@data-mesh/backstage-plugin-data-mesh-common';
import fc from 'fast-check';
import { evaluateAccess } from '../explain/evaluateAccess';
import type { ResourceType } from '../kafka/KafkaPort';
import { isDangerousName } from '../kafka/acls';
import { decideRequest, type ItemFacts } from './decideRequest';
import { isAcl, type GrantedBinding } from './GrantedBinding';
import type { AccessMode } from './planBindings';

const TOPIC = 'sales.orders.v1';
const PORT = 'orders-v1';

const product: MeshProduct = {
  ref: 'dataproduct:default/orders',
  origin: 'declared',
  namespace: 'default',
  name: 'orders',
  title: 'Orders',
  type: 'source-aligned',
  lifecycle: 'production',
  state: 'in-sync',
  ports: [
    {
      name: PORT,
      state: 'in-sync',
      locations: [
        {
          cluster: 'main',
          environment: 'production',
          topic: TOPIC,
          topicRef: 'resource:default/orders',
          state: 'in-sync',
        },
      ],
    },
  ],
};

type Wish = {
  mode: AccessMode;
  name: string;
  options: ItemFacts['options'];
};

/** What a consumer is granted of a wish, given what others have. */
function decide(
  wish: Wish,
  others: GrantedBinding[],
  topics: string[] = [],
): GrantedBinding[] {
  const ref = `component:default/${wish.name}`;
  const below = `${wish.options.applicationId}-`;
  const verdict = decideRequest({
    now: 0,
    mode: wish.mode,
    duration: 'P1D',
    options: wish.options,
    productRef: product.ref,
    portName: PORT,
    product,
    productOwner: 'group:default/sales-team',
    clusters: new Map([
      [
        'main',
        {
          name: 'main',
          environment: 'production',
          mode: 'manage',
          authorizer: 'standard',
          foundOpen: false,
          hasProvisioner: true,
          enforcesSubjects: false,
        },
      ],
    ]),
    consumer: { ref, name: wish.name, isConsumer: true },
    consumerRef: ref,
    ownsConsumer: true,
    principals: new Map([
      ['main', { state: 'held', principal: `User:${wish.name}` }],
    ]),
    bindings: new Map([['main', others]]),
    topicsBelow: new Map([['main', topics.filter(t => t.startsWith(below))]]),
    rules: [],
    maxDuration: 'P1D',
    operators: [],
  });
  return verdict.ok ? verdict.plan.bindings : [];
}

function wishes(name: fc.Arbitrary<string>): fc.Arbitrary<Wish> {
  return fc.record({
    mode: fc.constantFrom<AccessMode>('read', 'write'),
    name,
    options: fc.record(
      {
        groups: fc.array(name, { maxLength: 3 }),
        transactionalIdPrefix: name,
        applicationId: name,
      },
      { requiredKeys: [] },
    ),
  });
}

// Names that begin with one another, with and without a delimiter.
const NAMES = ['pay', 'pay-', 'pay-eu', 'pay-eu-1', 'payments', 'pay.', 'ship'];
const POOL = [...NAMES, ...NAMES.map(name => `${name}-x`), 'pa', 'other'];
// Names of consumers end with a letter or a digit.
const consumers = fc.constantFrom('pay', 'pay-eu', 'pay-eu-1', 'payments');

describe('decideRequest', () => {
  it('grants no name that Kafka cannot take, and no pattern for everything, whatever is asked for', () => {
    const anyName = fc.oneof(
      fc.string({ maxLength: 5 }),
      fc.string({ unit: 'binary', maxLength: 3 }),
      fc.constantFrom('*', '!', '#a', '', 'a\n', 'a b', 'x'.repeat(250), 'a'),
    );
    const ordinary = fc.constantFrom('a', 'b-c', 'x'.repeat(249));
    fc.assert(
      fc.property(
        wishes(fc.oneof(anyName, { weight: 3, arbitrary: ordinary })),
        wish => {
          const names = decide(wish, []).map(b => b.resourceName);
          expect(names.filter(isDangerousName)).toEqual([]);
          expect(
            names.filter(name => !/^[A-Za-z0-9._-]{1,250}$/.test(name)),
          ).toEqual([]);
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('lets each group, transactional ID and internal topic be of one consumer only, whoever asks for what in which order', () => {
    const asked = fc.array(
      fc
        .tuple(consumers, wishes(fc.constantFrom(...NAMES)))
        .map(([name, wish]) => ({ ...wish, name })),
      { minLength: 2, maxLength: 8 },
    );
    fc.assert(
      fc.property(asked, list => {
        const granted: GrantedBinding[] = [];
        for (const wish of list) granted.push(...decide(wish, granted));
        const principals = [...new Set(granted.map(b => b.principal))];
        const usersOf = (
          resourceType: ResourceType,
          resourceName: string,
          operation: 'READ' | 'WRITE',
        ) =>
          principals.filter(
            principal =>
              evaluateAccess(
                {
                  bindings: granted.filter(isAcl),
                  superUsers: [],
                  authorizer: 'standard',
                },
                { principal, operation, resourceType, resourceName },
              ).verdict === 'allowed',
          );
        for (const name of POOL) {
          expect(usersOf('GROUP', name, 'READ').length).toBeLessThan(2);
          expect(
            usersOf('TRANSACTIONAL_ID', name, 'WRITE').length,
          ).toBeLessThan(2);
          expect(usersOf('TOPIC', name, 'WRITE').length).toBeLessThan(2);
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it('gives a Streams application none of the topics that are there, but its internal ones', () => {
    const topics = [
      'pay-invoices',
      'pay-eu-store-changelog',
      'pay-eu-by-key-repartition',
      'pay-changelog-v1',
      'ship-x-changelog',
    ];
    fc.assert(
      fc.property(
        wishes(fc.constantFrom('pay', 'pay-eu', 'pay-eu-', 'ship', 'shi')),
        fc.subarray(topics),
        (wish, present) => {
          const granted = decide(wish, [], present);
          const reached = present.filter(
            resourceName =>
              evaluateAccess(
                {
                  bindings: granted.filter(isAcl),
                  superUsers: [],
                  authorizer: 'standard',
                },
                {
                  principal: `User:${wish.name}`,
                  operation: 'WRITE',
                  resourceType: 'TOPIC',
                  resourceName,
                },
              ).verdict === 'allowed',
          );
          expect(
            reached.filter(name => !/-(changelog|repartition)$/.test(name)),
          ).toEqual([]);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('grants the same again to whom it has been granted', () => {
    fc.assert(
      fc.property(wishes(fc.constantFrom(...NAMES)), wish => {
        const granted = decide(wish, []);
        expect(granted.length).toBeGreaterThan(0);
        expect(decide(wish, granted)).toEqual(granted);
      }),
    );
  });
});
