import fc from 'fast-check';
import { bindingLists } from '../explain/__testUtils__/worlds';
import { BindingIndex } from '../explain/BindingIndex';
import { evaluateAccess } from '../explain/evaluateAccess';
import { matchesResource } from '../explain/matchesResource';
import type { AclOperation, ResourceType } from '../kafka/KafkaPort';
import { isAcl, type GrantedBinding } from './GrantedBinding';
import { findOverlap, overlaps, planBindings } from './planBindings';
import type { AccessMode, BindingRequest } from './planBindings';

const PRINCIPAL = 'User:route-planner';

// Few letters, so that names begin with one another; and any name at all that
// a request may carry, see checkNames.
const names = fc.oneof(
  fc.constantFrom('a', 'ab', 'a-', 'a-b', 'a-b-c', 'a.', 'a.b', 'a_', 'b'),
  fc.stringMatching(/^[A-Za-z0-9._-]{1,20}$/),
);
const requests = fc.record<BindingRequest>(
  {
    mode: fc.constantFrom<AccessMode>('read', 'write'),
    topic: names,
    principal: fc.constant(PRINCIPAL),
    consumerName: names,
    groups: fc.array(names, { maxLength: 4 }),
    transactionalIdPrefix: names,
    applicationId: names,
  },
  { requiredKeys: ['mode', 'topic', 'principal', 'consumerName'] },
);

function short(b: GrantedBinding): string {
  const star = b.patternType === 'PREFIXED' ? '…' : '';
  return `${b.operation} ${b.resourceType} ${b.resourceName}${star}`;
}

/** Whether Kafka would let the principal do it, with these bindings alone. */
function allows(
  bindings: GrantedBinding[],
  operation: AclOperation,
  resourceType: ResourceType,
  resourceName: string,
): boolean {
  const { verdict } = evaluateAccess(
    {
      bindings: new BindingIndex(bindings.filter(isAcl)),
      superUsers: [],
      authorizer: 'standard',
    },
    { principal: PRINCIPAL, operation, resourceType, resourceName },
  );
  return verdict === 'allowed';
}

describe('planBindings', () => {
  it('lets a reader read the topic, in groups that are named after the consumer', () => {
    fc.assert(
      fc.property(names, names, (topic, consumerName) => {
        expect(
          planBindings({
            mode: 'read',
            topic,
            principal: PRINCIPAL,
            consumerName,
          }).map(short),
        ).toEqual([
          `READ TOPIC ${topic}`,
          `READ GROUP ${consumerName}`,
          `READ GROUP ${consumerName}-…`,
        ]);
      }),
    );
  });

  it('lets a writer write the topic, and do nothing else', () => {
    fc.assert(
      fc.property(names, names, (topic, consumerName) => {
        expect(
          planBindings({
            mode: 'write',
            topic,
            principal: PRINCIPAL,
            consumerName,
          }).map(short),
        ).toEqual([`WRITE TOPIC ${topic}`]);
      }),
    );
  });

  it('lets readers read subjects, and writers write them too, each once', () => {
    const subjects = fc.array(names, { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(requests, subjects, (request, list) => {
        const rest = planBindings(request).map(short);
        expect(planBindings({ ...request, subjects: list }).map(short)).toEqual(
          [
            ...rest,
            ...[...new Set(list)].flatMap(subject => [
              `READ SUBJECT ${subject}`,
              ...(request.mode === 'write' ? [`WRITE SUBJECT ${subject}`] : []),
            ]),
          ],
        );
      }),
    );
  });

  it('adds transactional IDs and what Kafka Streams needs where asked for, and nothing where not', () => {
    fc.assert(
      fc.property(requests, request => {
        const { transactionalIdPrefix: prefix, applicationId } = request;
        expect(planBindings(request).map(short)).toEqual([
          ...planBindings({
            ...request,
            transactionalIdPrefix: undefined,
            applicationId: undefined,
            // The application's own group needs no binding besides its ALL.
            groups: request.groups?.filter(group => group !== applicationId),
          }).map(short),
          ...(prefix
            ? [
                `WRITE TRANSACTIONAL_ID ${
                  /[-._]$/.test(prefix) ? prefix : `${prefix}-`
                }…`,
              ]
            : []),
          ...(applicationId
            ? [`ALL TOPIC ${applicationId}-…`, `ALL GROUP ${applicationId}`]
            : []),
        ]);
      }),
    );
  });

  it('names no more topics than the one asked for, but for those of the application', () => {
    fc.assert(
      fc.property(requests, names, (request, other) => {
        const { mode, topic, applicationId } = request;
        const plan = planBindings(request);
        const ofApplication =
          applicationId !== undefined && other.startsWith(`${applicationId}-`);
        for (const [operation, right] of [
          ['READ', 'read'],
          ['WRITE', 'write'],
        ] as const) {
          expect(allows(plan, operation, 'TOPIC', other)).toBe(
            ofApplication || (other === topic && mode === right),
          );
        }
        expect(allows(plan, 'DELETE', 'TOPIC', other)).toBe(ofApplication);
      }),
    );
  });

  it('lets a reader use the groups asked for, its own and those of the application, and no others', () => {
    fc.assert(
      fc.property(requests, names, (request, other) => {
        const { mode, consumerName, groups = [], applicationId } = request;
        const plan = planBindings(request);
        for (const group of [...groups, other]) {
          expect(allows(plan, 'READ', 'GROUP', group)).toBe(
            group === applicationId ||
              (mode === 'read' &&
                (groups.includes(group) ||
                  group === consumerName ||
                  group.startsWith(`${consumerName}-`))),
          );
        }
      }),
    );
  });

  it('holds nothing that another binding of it covers already', () => {
    fc.assert(
      fc.property(requests, request => {
        const plan = planBindings(request);
        expect(new Set(plan.map(short)).size).toBe(plan.length);
        const asked = plan.filter(
          b =>
            b.resourceType === 'GROUP' &&
            b.resourceName !== request.consumerName &&
            b.patternType === 'LITERAL' &&
            b.operation === 'READ',
        );
        for (const binding of asked) {
          expect(
            allows(
              plan.filter(b => b !== binding),
              'READ',
              'GROUP',
              binding.resourceName,
            ),
          ).toBe(false);
        }
      }),
    );
  });

  it('allows the one principal things by their names: denies nothing, and nothing for everyone or everything', () => {
    fc.assert(
      fc.property(requests, request => {
        for (const binding of planBindings(request)) {
          expect(binding).toMatchObject({
            permission: 'ALLOW',
            principal: PRINCIPAL,
            host: '*',
          });
          expect(['TOPIC', 'GROUP', 'TRANSACTIONAL_ID']).toContain(
            binding.resourceType,
          );
          expect(['LITERAL', 'PREFIXED']).toContain(binding.patternType);
          expect(['', '*']).not.toContain(binding.resourceName);
        }
      }),
    );
  });

  it('plans the same for the same request, and leaves the request as it is', () => {
    fc.assert(
      fc.property(requests, request => {
        const before = structuredClone(request);
        const first = planBindings(request);
        expect(planBindings(structuredClone(request))).toEqual(first);
        expect(request).toEqual(before);
      }),
    );
  });
});

const lists = bindingLists(
  ['TOPIC', 'GROUP', 'TRANSACTIONAL_ID'],
  ['READ', 'WRITE', 'ALL', 'DESCRIBE'],
  12,
);
const pairs = bindingLists(['TOPIC', 'GROUP'], ['READ'], 2).filter(
  list => list.length === 2,
);
// A name that no binding has, for the wildcard and whatever else it meets.
const NEW_NAME = 'zzz';

/** Some name that both match: if there is one, it is one of these. */
function sharedName(a: GrantedBinding, b: GrantedBinding): string | undefined {
  return [a.resourceName, b.resourceName, NEW_NAME].find(
    name =>
      matchesResource(a, a.resourceType, name) &&
      matchesResource(b, a.resourceType, name),
  );
}

describe('overlaps', () => {
  it('finds exactly the pairs that both match some name', () => {
    fc.assert(
      fc.property(pairs, ([a, b]) => {
        expect(overlaps(a, b)).toBe(sharedName(a, b) !== undefined);
      }),
      { numRuns: 2_000 },
    );
  });

  it('finds every pair of which both match a name, whatever the name', () => {
    fc.assert(
      fc.property(pairs, fc.stringMatching(/^[*ab]{0,4}$/), ([a, b], name) => {
        const both =
          matchesResource(a, a.resourceType, name) &&
          matchesResource(b, a.resourceType, name);
        expect(both && !overlaps(a, b)).toBe(false);
      }),
      { numRuns: 2_000 },
    );
  });

  it('does not depend on which of two comes first', () => {
    fc.assert(
      fc.property(pairs, ([a, b]) => {
        expect(overlaps(b, a)).toBe(overlaps(a, b));
      }),
    );
  });

  it('takes each pattern to overlap with itself', () => {
    fc.assert(
      fc.property(lists, list => {
        expect(list.filter(b => !overlaps(b, b))).toEqual([]);
      }),
    );
  });
});

describe('findOverlap', () => {
  it("finds what is somebody else's exactly where a plan reaches into it", () => {
    fc.assert(
      fc.property(requests, lists, (request, others) => {
        const plan = planBindings({ ...request, principal: 'User:a' });
        const met = plan.flatMap(planned =>
          others
            .filter(
              other =>
                (planned.resourceType !== 'TOPIC' ||
                  planned.operation === 'ALL') &&
                other.permission === 'ALLOW' &&
                other.principal !== 'User:a' &&
                other.operation !== 'DESCRIBE' &&
                !(
                  other.resourceName === '*' && other.patternType === 'LITERAL'
                ) &&
                sharedName(planned, other) !== undefined,
            )
            .map(other => ({ planned, other })),
        );
        expect(findOverlap(plan, others)).toEqual(met[0]);
      }),
    );
  });

  it('lets a principal go on with what is its own, and share a topic with everybody', () => {
    fc.assert(
      fc.property(requests, requests, (request, other) => {
        const plan = planBindings(request);
        expect(findOverlap(plan, plan)).toBeUndefined();
        const topics = planBindings({ ...other, applicationId: undefined })
          .filter(b => b.resourceType === 'TOPIC')
          .map(b => ({ ...b, principal: 'User:b' }));
        expect(
          findOverlap(
            planBindings({ ...request, applicationId: undefined }),
            topics,
          ),
        ).toBeUndefined();
      }),
    );
  });

  it.each(['groups', 'transactionalIdPrefix', 'applicationId'] as const)(
    "refuses %s that are another consumer's",
    field => {
      const ask = (principal: string, consumerName: string) =>
        planBindings({
          mode: 'read',
          topic: 'orders',
          principal,
          consumerName,
          [field]: field === 'groups' ? ['shared'] : 'shared',
        });
      expect(findOverlap(ask('User:a', 'a'), ask('User:b', 'b'))).toMatchObject(
        {
          planned: { principal: 'User:a' },
          other: { principal: 'User:b' },
        },
      );
    },
  );
});
