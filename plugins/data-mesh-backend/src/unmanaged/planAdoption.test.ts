import fc from 'fast-check';
import { bindingLists } from '../explain/__testUtils__/worlds';
import { matchesResource } from '../explain/matchesResource';
import type { AclBinding } from '../kafka/KafkaPort';
import {
  liveGrantKey,
  planAdoption,
  type AdoptedGrant,
  type AdoptionFacts,
} from './planAdoption';
import { protectionOf } from './protection';

const RESERVED = { superUsers: ['User:admin'], own: ['User:us'] };
const TOPICS = ['a', 'ab', 'abc', 'ac', 'b'];
const PRINCIPALS = ['User:x', 'User:y', 'User:z'];
const CONSUMERS = ['component:default/x', 'component:default/y'];

const READ: AclBinding = {
  resourceType: 'TOPIC',
  resourceName: 'a',
  patternType: 'LITERAL',
  principal: 'User:x',
  host: '*',
  operation: 'READ',
  permission: 'ALLOW',
};

// Mostly what can be adopted, or few grants would come of it.
const unmanaged = bindingLists(
  ['TOPIC', 'TOPIC', 'TOPIC', 'GROUP', 'TRANSACTIONAL_ID', 'CLUSTER'],
  ['READ', 'READ', 'READ', 'WRITE', 'ALL', 'DESCRIBE'],
  20,
  {
    names: () => ['*', 'a', 'ab', 'abc', 'b', 'gone'],
    principals: [
      ...PRINCIPALS,
      ...PRINCIPALS,
      ...PRINCIPALS,
      'User:admin',
      'User:us',
      'User:*',
    ],
    hosts: ['*', '10.0.0.1'],
  },
);
const live = fc
  .array(
    fc
      .tuple(
        fc.constantFrom(...CONSUMERS),
        fc.constantFrom(...TOPICS),
        fc.constantFrom<'read' | 'write'>('read', 'write'),
      )
      .map(([consumer, topic, mode]) => liveGrantKey(consumer, topic, mode)),
    { maxLength: 4 },
  )
  .map(keys => new Set(keys));

const facts: fc.Arbitrary<AdoptionFacts> = fc.record({
  unmanaged,
  topics: fc.subarray(TOPICS, { minLength: 1 }),
  // A consumer has two principals while one takes the place of the other.
  holders: fc
    .subarray([...PRINCIPALS, 'User:admin', 'User:us'])
    .chain(principals =>
      fc.tuple(
        ...principals.map(principal =>
          fc.tuple(fc.constant(principal), fc.constantFrom(...CONSUMERS)),
        ),
      ),
    )
    .map(list => new Map(list)),
  live,
  reserved: fc.constant(RESERVED),
  filter: fc.record(
    {
      principal: fc.constantFrom(...PRINCIPALS),
      topicPrefix: fc.constantFrom('', 'a', 'ab', 'b'),
    },
    { requiredKeys: [] },
  ),
});

function check(
  property: (
    plan: ReturnType<typeof planAdoption>,
    given: AdoptionFacts,
  ) => void,
): void {
  fc.assert(
    fc.property(facts, given => property(planAdoption(given), given)),
    { numRuns: 1_000 },
  );
}

const text = (b: AclBinding) => JSON.stringify(b);
const ofType = (grant: AdoptedGrant, type: string) =>
  grant.bindings.filter(b => b.resourceType === type);

describe('planAdoption', () => {
  it('makes grants of ACLs that are there, exactly as they are, and of no others', () => {
    check(({ grants, skipped }, given) => {
      const known = new Set(given.unmanaged);
      const used = [
        ...grants.flatMap(g => g.bindings),
        ...skipped.map(s => s.binding),
      ];
      expect(used.filter(b => !known.has(b))).toEqual([]);
    });
  });

  it('makes a grant of reading or writing one topic for each ACL that allows just that', () => {
    check(({ grants }) => {
      for (const grant of grants) {
        const { topic, mode, principal } = grant;
        const about = ofType(grant, 'TOPIC');
        expect(about.length).toBeGreaterThan(0);
        for (const binding of about) {
          expect(matchesResource(binding, 'TOPIC', topic)).toBe(true);
          expect(binding).toMatchObject({
            principal,
            permission: 'ALLOW',
            operation: mode === 'read' ? 'READ' : 'WRITE',
          });
        }
      }
    });
  });

  it("gives each grant to who holds the principal, with that principal's ACLs alone", () => {
    check(({ grants }, { holders }) => {
      for (const { principal, consumerRef, bindings } of grants) {
        expect(holders.get(principal)).toBe(consumerRef);
        expect(bindings.map(b => b.principal)).toEqual(
          bindings.map(() => principal),
        );
      }
    });
  });

  it('takes the groups of a reader along if nothing else that it reads needs them, and none for a writer', () => {
    check(({ grants, skipped }, given) => {
      const taken = new Set(grants.flatMap(g => g.bindings));
      for (const grant of grants) {
        const readsMore =
          [...given.live].some(
            key =>
              key.startsWith(`${grant.consumerRef}\n`) && key.endsWith('read'),
          ) ||
          given.unmanaged.some(
            b =>
              b.resourceType === 'TOPIC' &&
              b.principal === grant.principal &&
              b.permission === 'ALLOW' &&
              ['READ', 'ALL'].includes(b.operation) &&
              !taken.has(b),
          );
        const groups = given.unmanaged.filter(
          b =>
            b.resourceType === 'GROUP' &&
            b.principal === grant.principal &&
            b.operation === 'READ' &&
            b.permission === 'ALLOW' &&
            b.resourceName !== '*',
        );
        expect(ofType(grant, 'GROUP')).toEqual(
          grant.mode === 'read' && !readsMore ? groups : [],
        );
        const left = skipped.map(s => s.binding);
        const stays = grant.mode === 'read' && readsMore ? groups : [];
        expect(stays.filter(b => !left.includes(b))).toEqual([]);
        expect(ofType(grant, 'TOPIC').length).toBe(
          grant.bindings.length - ofType(grant, 'GROUP').length,
        );
      }
    });
  });

  it('never takes what is protected, denies, allows everything or is about everything', () => {
    check(({ grants }) => {
      const taken = grants.flatMap(g => g.bindings);
      expect(taken.filter(b => protectionOf(b, RESERVED))).toEqual([]);
      expect(taken.filter(b => b.permission !== 'ALLOW')).toEqual([]);
      expect(taken.filter(b => b.operation === 'ALL')).toEqual([]);
      expect(
        taken.filter(
          b => b.resourceName === '*' && b.patternType === 'LITERAL',
        ),
      ).toEqual([]);
    });
  });

  it('makes no grant that there is already, or twice', () => {
    check(({ grants }, given) => {
      const keys = grants.map(g =>
        liveGrantKey(g.consumerRef, g.topic, g.mode),
      );
      expect(new Set(keys).size).toBe(keys.length);
      expect(keys.filter(key => given.live.has(key))).toEqual([]);
    });
  });

  it('stays within what it is asked about, also in what it tells', () => {
    check(({ grants, skipped }, { filter, topics }) => {
      const { principal, topicPrefix = '' } = filter;
      const all = [
        ...grants.flatMap(g => g.bindings),
        ...skipped.map(s => s.binding),
      ];
      expect(all.filter(b => principal && b.principal !== principal)).toEqual(
        [],
      );
      for (const { topic } of grants) {
        expect(topics).toContain(topic);
        expect(topic.startsWith(topicPrefix)).toBe(true);
      }
      // The end of a grant must not take away what nobody asked about.
      for (const binding of grants.flatMap(g => ofType(g, 'TOPIC'))) {
        expect(binding.resourceName.startsWith(topicPrefix)).toBe(true);
      }
      const principals = grants.map(g => g.principal);
      const isOfGrant = (b: AclBinding) =>
        b.resourceType === 'GROUP' && principals.includes(b.principal);
      for (const { binding } of skipped.filter(s => !isOfGrant(s.binding))) {
        expect(binding.resourceType).toBe('TOPIC');
        const covers = topics.some(
          topic =>
            topic.startsWith(topicPrefix) &&
            matchesResource(binding, 'TOPIC', topic),
        );
        expect(covers || binding.resourceName.startsWith(topicPrefix)).toBe(
          true,
        );
      }
    });
  });

  it.each<[what: string, over: Partial<AclBinding>, reason: RegExp]>([
    ['is about a super-user', { principal: 'User:admin' }, /a super-user/],
    ['is our own', { principal: 'User:us' }, /one of the suite's own/],
    ['denies', { permission: 'DENY' }, /^It denies/],
    ['is about every topic', { resourceName: '*' }, /about every topic/],
    ['allows everything', { operation: 'ALL' }, /allows everything/],
    ['allows something else', { operation: 'DESCRIBE' }, /not for DESCRIBE/],
    ['is for nobody known', { principal: 'User:y' }, /No consumer .* User:y/],
    ['is about nothing', { resourceName: 'gone' }, /There is no topic/],
  ])('says of an ACL that %s why no grant comes of it', (_, over, reason) => {
    const binding = { ...READ, ...over };
    expect(
      planAdoption({
        unmanaged: [binding],
        topics: TOPICS,
        holders: new Map([
          ['User:x', CONSUMERS[0]],
          ['User:admin', CONSUMERS[0]],
          ['User:us', CONSUMERS[0]],
        ]),
        live: new Set(),
        reserved: RESERVED,
        filter: {},
      }),
    ).toEqual({
      grants: [],
      skipped: [{ binding, reason: expect.stringMatching(reason) }],
    });
  });

  it('tells of each ACL on a topic for which topics it becomes a grant, or why not', () => {
    check(({ grants, skipped }, given) => {
      const { principal, topicPrefix = '' } = given.filter;
      const asked = given.topics.filter(topic => topic.startsWith(topicPrefix));
      const told = new Set([
        ...grants.flatMap(g => g.bindings).map(text),
        ...skipped.map(s => text(s.binding)),
      ]);
      const untold = given.unmanaged.filter(
        b =>
          b.resourceType === 'TOPIC' &&
          (!principal || b.principal === principal) &&
          asked.some(topic => matchesResource(b, 'TOPIC', topic)) &&
          !told.has(text(b)),
      );
      expect(untold).toEqual([]);
      for (const { reason } of skipped) expect(reason).toMatch(/^\S.*\.$/);
    });
  });

  it('makes of a prefix a grant on each topic that it covers now, and shares it among them', () => {
    const prefix: AclBinding = { ...READ, patternType: 'PREFIXED' };
    fc.assert(
      fc.property(fc.subarray(TOPICS), topics => {
        const { grants } = planAdoption({
          unmanaged: [prefix],
          topics,
          holders: new Map([['User:x', CONSUMERS[0]]]),
          live: new Set(),
          reserved: RESERVED,
          filter: {},
        });
        expect(grants.map(g => [g.topic, g.bindings])).toEqual(
          topics.filter(t => t.startsWith('a')).map(t => [t, [prefix]]),
        );
      }),
    );
  });

  it('leaves everything that it is given as it is', () => {
    const copy = ({
      unmanaged: list,
      topics,
      holders,
      live: keys,
    }: AdoptionFacts) =>
      structuredClone([list, topics, [...holders], [...keys]]);
    fc.assert(
      fc.property(facts, given => {
        const before = copy(given);
        planAdoption(given);
        expect(copy(given)).toEqual(before);
      }),
    );
  });

  it('makes nothing more once its grants are made', () => {
    check(({ grants }, given) => {
      const managed = new Set(grants.flatMap(g => g.bindings));
      const again = planAdoption({
        ...given,
        unmanaged: given.unmanaged.filter(b => !managed.has(b)),
        live: new Set([
          ...given.live,
          ...grants.map(g => liveGrantKey(g.consumerRef, g.topic, g.mode)),
        ]),
      });
      expect(again.grants).toEqual([]);
    });
  });
});
