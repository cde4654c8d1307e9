import fc from 'fast-check';
import type { AclBinding } from '../kafka/KafkaPort';
import { BindingIndex } from './BindingIndex';
import { bindingLists, resourcesOf } from './__testUtils__/worlds';
import {
  evaluateAccess,
  type AccessAnswer,
  type AccessWorld,
} from './evaluateAccess';
import { matchesResource } from './matchesResource';
import { groupAccess, topicAccess, type GroupAccess } from './topicAccess';

const world: fc.Arbitrary<AccessWorld> = fc.record({
  bindings: bindingLists(['TOPIC', 'GROUP'], ['READ', 'WRITE', 'ALL'], 12),
  superUsers: fc.subarray(['User:b', 'User:*']),
  authorizer: fc.constantFrom<AccessWorld['authorizer']>(
    'standard',
    'open',
    'external',
  ),
});
const client = fc.record(
  {
    principal: fc.constantFrom('User:a', 'User:b', 'User:*'),
    host: fc.constantFrom('10.0.0.1', '192.0.2.9'),
  },
  { requiredKeys: ['principal'] },
);
const GROUPS = [
  ...resourcesOf('GROUP').filter(name => !name.startsWith('*')),
  'nothing-like-it',
];

/** What is wrong about what is said of all groups, seen from one of them. */
function contradiction(
  { scope, allowedBy, deniedBy }: GroupAccess,
  { verdict, reason }: AccessAnswer,
  group: string,
): string | undefined {
  const covers = (b: AclBinding) => matchesResource(b, 'GROUP', group);
  const isRight = {
    all: verdict === 'allowed',
    none: verdict === 'denied',
    unknown: verdict === 'unknown',
    unbound: true,
    listed: reason !== 'open',
  }[scope];
  const isListed =
    !['listed', 'unbound'].includes(scope) ||
    reason === 'open' ||
    (verdict === 'denied'
      ? !allowedBy.some(covers) || deniedBy.some(covers)
      : allowedBy.some(covers));
  return isRight && isListed
    ? undefined
    : `${scope}, but ${group} is ${verdict}: ${reason}`;
}

describe('groupAccess', () => {
  it('says of all groups what is true of each', () => {
    fc.assert(
      fc.property(world, client, (w, asking) => {
        const access = groupAccess(w, asking);
        const contradictions = GROUPS.map(resourceName => {
          const question = {
            ...asking,
            operation: 'READ',
            resourceType: 'GROUP',
            resourceName,
          } as const;
          return contradiction(
            access,
            evaluateAccess(w, question),
            resourceName,
          );
        });
        expect(contradictions.filter(Boolean)).toEqual([]);
      }),
      { numRuns: 2_000 },
    );
  });

  it('says that unbound groups are free on an open cluster only', () => {
    fc.assert(
      fc.property(world, client, (w, asking) => {
        const { scope } = groupAccess(w, asking);
        const { reason } = evaluateAccess(w, {
          ...asking,
          operation: 'READ',
          resourceType: 'GROUP',
          resourceName: 'nothing-like-it',
        });
        expect(scope === 'unbound').toBe(reason === 'open');
      }),
    );
  });

  it('does not depend on how the bindings are kept', () => {
    fc.assert(
      fc.property(world, client, (w, asking) => {
        const list = w.bindings as Iterable<never>;
        const indexed = { ...w, bindings: new BindingIndex(list) };
        expect(groupAccess(indexed, asking).scope).toBe(
          groupAccess(w, asking).scope,
        );
      }),
    );
  });
});

describe('topicAccess', () => {
  it('answers reading and writing, each for itself, and names the groups', () => {
    const bindings = [
      {
        resourceType: 'TOPIC',
        resourceName: 'sales.orders.v1',
        patternType: 'LITERAL',
        operation: 'READ',
      } as const,
      {
        resourceType: 'GROUP',
        resourceName: 'route-planner-',
        patternType: 'PREFIXED',
        operation: 'READ',
      } as const,
    ].map(b => ({
      ...b,
      principal: 'User:route-planner',
      host: '*',
      permission: 'ALLOW' as const,
    }));
    const access = topicAccess(
      { bindings, superUsers: [], authorizer: 'standard' },
      { principal: 'User:route-planner' },
      'sales.orders.v1',
    );
    expect(access).toMatchObject({
      read: { verdict: 'allowed', allowedBy: [bindings[0]] },
      readGroups: { scope: 'listed', allowedBy: [bindings[1]] },
      write: { verdict: 'denied', reason: 'no-binding' },
    });
  });
});
