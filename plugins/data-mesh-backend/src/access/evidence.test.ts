import fc from 'fast-check';
import type { GrantedBinding } from './GrantedBinding';
import { judgeEvidence, type EvidenceFacts, type SeenGroup } from './evidence';
import { planBindings } from './planBindings';

const STARTS = 1_000;
const NOW = 2_000;

const bindings = (groups: string[]): GrantedBinding[] =>
  planBindings({
    mode: 'read',
    topic: 'sales.orders.v1',
    principal: 'User:route-planner',
    consumerName: 'route-planner',
    groups,
  });

// Its own by name, by prefix and because it was asked for; and some as near to
// those as can be.
const OWN = ['route-planner', 'route-planner-eu', 'route-planner-', 'nightly'];
const OTHERS = ['route-plannerx', 'route', 'nightly-2', 'Route-planner', '-'];

const seenGroup = (names: string[]): fc.Arbitrary<SeenGroup[]> =>
  fc.uniqueArray(
    fc.record(
      {
        group: fc.constantFrom(...names),
        members: fc.oneof(fc.constant(0), fc.nat({ max: 2 })),
        lag: fc.nat(),
        progressedAt: fc.oneof(
          fc.integer({ min: STARTS - 500, max: NOW }),
          fc.constantFrom(STARTS - 1, STARTS),
        ),
      },
      { requiredKeys: ['group', 'members'] },
    ),
    { selector: ({ group }) => group },
  );

const facts: fc.Arbitrary<EvidenceFacts> = fc.record({
  mode: fc.constant<'read'>('read'),
  bindings: fc.constant(bindings(['nightly'])),
  startsAt: fc.constant(STARTS),
  groups: fc
    .tuple(seenGroup(OWN), seenGroup(OTHERS))
    .map(([own, others]) => [...others, ...own]),
  seesAllGroups: fc.boolean(),
  now: fc.constant(NOW),
});

const isOwn = ({ group }: SeenGroup) => OWN.includes(group);

describe('judgeEvidence', () => {
  it('takes as a sign of use only groups that no other consumer may use, now or since the grant began', () => {
    fc.assert(
      fc.property(facts, given => {
        const used = given.groups
          .filter(isOwn)
          .some(
            ({ members, progressedAt = -1 }) =>
              members > 0 || progressedAt >= STARTS,
          );
        expect(judgeEvidence(given).verdict === 'seen').toBe(used);
      }),
      { numRuns: 1_000 },
    );
  });

  it('says that a grant is not used only where every group could be seen', () => {
    fc.assert(
      fc.property(facts, given => {
        const { verdict, since } = judgeEvidence(given);
        const unseen = { true: 'not-seen', false: 'unknown' } as const;
        expect(['seen', unseen[`${given.seesAllGroups}`]]).toContain(verdict);
        expect(since).toBe(verdict === 'not-seen' ? STARTS : undefined);
      }),
      { numRuns: 500 },
    );
  });

  it("shows the consumer's own groups, and nobody else's", () => {
    fc.assert(
      fc.property(facts, given => {
        const { groups, sentence } = judgeEvidence(given);
        expect(groups).toEqual(given.groups.filter(isOwn));
        const named = given.groups.filter(({ group }) =>
          sentence.split(/[ ,]+/).includes(group),
        );
        expect(named).toEqual(
          sentence.includes('is reading')
            ? given.groups.filter(g => isOwn(g) && g.members > 0)
            : [],
        );
      }),
      { numRuns: 500 },
    );
  });

  it('dates what was seen to now while somebody reads, else to the last progress since the grant began', () => {
    fc.assert(
      fc.property(facts, given => {
        const { verdict, at } = judgeEvidence(given);
        const progress = given.groups
          .filter(isOwn)
          .map(({ progressedAt = -1 }) => progressedAt)
          .filter(ms => ms >= STARTS);
        const reads = given.groups.some(g => isOwn(g) && g.members > 0);
        const last = reads ? NOW : Math.max(...progress);
        expect(at).toBe(verdict === 'seen' ? last : undefined);
      }),
      { numRuns: 500 },
    );
  });

  it('knows nothing of a reader whose groups are not among its ACLs', () => {
    fc.assert(
      fc.property(facts, given => {
        const topics = given.bindings.filter(b => b.resourceType === 'TOPIC');
        expect(judgeEvidence({ ...given, bindings: topics })).toMatchObject({
          verdict: 'unknown',
          groups: [],
        });
      }),
    );
  });

  it('knows nothing of a writer, of whom Kafka tells nothing', () => {
    fc.assert(
      fc.property(facts, given => {
        expect(judgeEvidence({ ...given, mode: 'write' })).toMatchObject({
          verdict: 'unknown',
          groups: [],
        });
      }),
    );
  });

  it('does not depend on the order of groups or bindings', () => {
    const inAnyOrder = facts.chain(given =>
      fc.tuple(
        fc.constant(given),
        fc.shuffledSubarray(given.groups, { minLength: given.groups.length }),
        fc.shuffledSubarray(given.bindings, {
          minLength: given.bindings.length,
        }),
      ),
    );
    const judge = (given: EvidenceFacts) => {
      const { verdict, at, since } = judgeEvidence(given);
      return [verdict, at, since];
    };
    fc.assert(
      fc.property(inAnyOrder, ([given, groups, list]) => {
        expect(judge({ ...given, groups, bindings: list })).toEqual(
          judge(given),
        );
      }),
    );
  });

  it('counts a group that the prefix of an adopted ACL covers', () => {
    const adopted = bindings([]).map(b => ({ ...b, resourceName: 'legacy.' }));
    const group = { group: 'legacy.reader', members: 1 };
    expect(
      judgeEvidence({
        mode: 'read',
        bindings: adopted,
        startsAt: STARTS,
        groups: [group],
        seesAllGroups: true,
        now: NOW,
      }),
    ).toMatchObject({ verdict: 'seen', groups: [group] });
  });
});
