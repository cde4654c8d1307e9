import fc from 'fast-check';
import { bindingLists } from '../explain/__testUtils__/worlds';
import { evaluateAccess } from '../explain/evaluateAccess';
import { matchesResource } from '../explain/matchesResource';
import type { AccessProbe, AclBinding, ResourceType } from '../kafka/KafkaPort';
import { isFoundOpen } from './openProbe';

const US = 'User:data-mesh-sync';
// Begins with some of the prefixes that bindings have.
const NAMES = { topic: 'abc', group: 'abc', transactionalId: 'abc' };
const TYPES: Record<keyof AccessProbe, ResourceType> = {
  topic: 'TOPIC',
  group: 'GROUP',
  transactionalId: 'TRANSACTIONAL_ID',
};
const KINDS = Object.keys(TYPES) as Array<keyof AccessProbe>;

const bindings = bindingLists(
  ['TOPIC', 'GROUP', 'TRANSACTIONAL_ID'],
  ['READ', 'DESCRIBE', 'ALL'],
  12,
  {
    names: () => ['*', 'a', 'ab', 'abc', 'abcd', 'b'],
    principals: [US, 'User:a', 'User:*'],
    hosts: ['*'],
  },
);
const probes: fc.Arbitrary<AccessProbe> = fc.record({
  topic: fc.constantFrom('allowed', 'denied', 'unknown'),
  group: fc.constantFrom('allowed', 'denied', 'unknown'),
  transactionalId: fc.constantFrom('allowed', 'denied', 'unknown'),
});

/** What a cluster would answer us, which may have no answer to some of it. */
function ask(
  authorizer: 'standard' | 'open',
  list: AclBinding[],
  silent: Array<keyof AccessProbe>,
): AccessProbe {
  const answers = KINDS.map(kind => {
    const { verdict } = evaluateAccess(
      { bindings: list, superUsers: [], authorizer },
      {
        principal: US,
        operation: 'DESCRIBE',
        resourceType: TYPES[kind],
        resourceName: NAMES[kind],
      },
    );
    return [kind, silent.includes(kind) ? 'unknown' : verdict];
  });
  return Object.fromEntries(answers);
}

const isBound = (kind: keyof AccessProbe, list: AclBinding[]) =>
  list.some(b => matchesResource(b, TYPES[kind], NAMES[kind]));

describe('isFoundOpen', () => {
  it('never takes a cluster for open that decides by its ACLs, whatever they are', () => {
    fc.assert(
      fc.property(bindings, fc.subarray(KINDS), (list, silent) => {
        const probe = ask('standard', list, silent);
        expect(isFoundOpen(probe, NAMES, list, false)).toBe(false);
      }),
      { numRuns: 500 },
    );
  });

  it('finds an open one wherever it answers about something that no ACL is about', () => {
    fc.assert(
      fc.property(bindings, fc.subarray(KINDS), (list, silent) => {
        const probe = ask('open', list, silent);
        const telling = KINDS.filter(
          kind => !silent.includes(kind) && !isBound(kind, list),
        );
        expect(isFoundOpen(probe, NAMES, list, false)).toBe(telling.length > 0);
      }),
      { numRuns: 500 },
    );
  });

  it('does not take being let in by an ACL for it, nor no answer at all', () => {
    fc.assert(
      fc.property(bindings, probes, (list, probe) => {
        const open = KINDS.some(
          kind => probe[kind] === 'allowed' && !isBound(kind, list),
        );
        expect(isFoundOpen(probe, NAMES, list, false)).toBe(open);
      }),
      { numRuns: 500 },
    );
  });

  it('learns nothing from what a super-user is let do', () => {
    fc.assert(
      fc.property(bindings, probes, (list, probe) => {
        expect(isFoundOpen(probe, NAMES, list, true)).toBe(false);
      }),
    );
  });
});
