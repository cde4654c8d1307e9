import fc from 'fast-check';
import {
  refuseChange,
  refusePublication,
  type PublicationFacts,
  type TopicStanding,
} from './decidePublication';
import { refuseUnpublication } from './decideUnpublication';

const REF = 'dataproduct:default/orders';
const GROUPS = ['group:default/a', 'group:default/b', 'group:default/c'];
const DOMAINS = ['domain:default/sales', 'domain:default/logistics'];
const group = fc.constantFrom(...GROUPS);
const maybe = <T>(arbitrary: fc.Arbitrary<T>) =>
  fc.option(arbitrary, { nil: undefined });

const standing: fc.Arbitrary<TopicStanding> = fc
  .record({
    cluster: fc.constant('main'),
    topic: fc.constantFrom('t', 'u', 'v'),
    state: fc.constantFrom(
      'live' as const,
      'live' as const,
      'missing' as const,
      'unread' as const,
      'not-configured' as const,
    ),
    domainRef: maybe(fc.constantFrom(...DOMAINS)),
    domainOwner: maybe(group),
    holder: maybe(fc.constantFrom(REF, 'dataproduct:default/other')),
  })
  .map(each => ({ ...each, domains: each.domainRef ? [each.domainRef] : [] }));

const current = maybe(
  fc.record({
    version: fc.integer({ min: 1, max: 3 }),
    state: fc.constantFrom('published' as const, 'unpublished' as const),
    ownerRef: group,
    changedBy: fc.constant('user:default/olivia'),
  }),
);

const facts: fc.Arbitrary<PublicationFacts> = fc.record({
  ref: fc.constant(REF),
  ownerRef: maybe(group),
  domainRef: maybe(fc.constantFrom(...DOMAINS)),
  topics: fc.array(standing, { maxLength: 3 }),
  speaksFor: fc.subarray(GROUPS).map(refs => new Set(refs)),
  current,
  declaredAt: maybe(fc.constant('url:https://git.example/x.yaml')),
});

/** What may be published by whoever speaks for a, the owner of sales. */
const allowed: PublicationFacts = {
  ref: REF,
  ownerRef: GROUPS[0],
  domainRef: DOMAINS[0],
  topics: [
    {
      cluster: 'main',
      topic: 't',
      state: 'live',
      domainRef: DOMAINS[0],
      domains: [DOMAINS[0]],
      domainOwner: GROUPS[0],
    },
  ],
  speaksFor: new Set([GROUPS[0]]),
};

describe('publishing', () => {
  it('is let through only for who speaks for the owner, and for the owner of the domain of every topic that the product does not hold already', () => {
    fc.assert(
      fc.property(facts, input => {
        if (refusePublication(input)) return;
        expect(input.declaredAt).toBeUndefined();
        expect(input.current?.state).not.toBe('published');
        expect(input.speaksFor).toContain(input.ownerRef);
        expect(input.topics.length).toBeGreaterThan(0);
        for (const topic of input.topics) {
          expect(topic.state).toBe('live');
          if (topic.holder === REF) continue;
          expect(topic.holder).toBeUndefined();
          expect(input.speaksFor).toContain(topic.domainOwner);
        }
        expect(input.topics.map(t => t.domainRef)).toContain(input.domainRef);
      }),
      { numRuns: 2_000 },
    );
  });

  it('is not stopped where nothing stands against it', () => {
    expect(refusePublication(allowed)).toBeUndefined();
  });

  it('does not tell strangers which product holds a topic', () => {
    fc.assert(
      fc.property(facts, input => {
        const message = refusePublication(input)?.message ?? '';
        if (!message.includes('dataproduct:default/other')) return;
        const held = input.topics.filter(t => t.holder && t.holder !== REF);
        expect(
          held.some(t => t.domainOwner && input.speaksFor.has(t.domainOwner)),
        ).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('changing', () => {
  it('is let through only for the owner, who stays the same, on what is there now', () => {
    fc.assert(
      fc.property(facts, fc.integer({ min: 1, max: 3 }), (input, basedOn) => {
        if (refuseChange(input, basedOn)) return;
        expect(input.current?.state).toBe('published');
        expect(input.current?.version).toBe(basedOn);
        expect(input.speaksFor).toContain(input.current?.ownerRef);
        expect(input.ownerRef).toBe(input.current?.ownerRef);
        expect(input.declaredAt).toBeUndefined();
      }),
      { numRuns: 2_000 },
    );
  });

  it('keeps topics that the product holds, whoever owns their domain now', () => {
    const [topic] = allowed.topics;
    const input: PublicationFacts = {
      ...allowed,
      topics: [{ ...topic, domainOwner: GROUPS[1], holder: REF }],
      current: {
        version: 2,
        state: 'published',
        ownerRef: GROUPS[0],
        changedBy: 'user:default/olivia',
      },
    };
    expect(refuseChange(input, 2)).toBeUndefined();
    expect(
      refuseChange({ ...input, topics: [{ ...topic, domainOwner: 'x' }] }, 2),
    ).toMatchObject({ code: 'NOT_ALLOWED' });
  });
});

describe('unpublishing', () => {
  const unpublish = fc.record({
    ref: fc.constant(REF),
    current,
    declaredAt: fc.constant(undefined),
    speaksFor: fc.subarray(GROUPS).map(refs => new Set(refs)),
    stewards: fc.subarray(GROUPS),
    isGovernance: fc.boolean(),
    consumers: fc.array(fc.constantFrom('route-planner', 'consumer group g')),
    unknown: fc.subarray(['main']),
    override: fc.boolean(),
  });

  it('is stopped by whoever reads it, unless a steward or governance overrides', () => {
    fc.assert(
      fc.property(unpublish, input => {
        const refused = refuseUnpublication(input);
        const isSteward =
          input.isGovernance ||
          input.stewards.some(ref => input.speaksFor.has(ref));
        const isOwner =
          input.current !== undefined &&
          input.speaksFor.has(input.current.ownerRef);
        const isFree =
          input.consumers.length === 0 && input.unknown.length === 0;
        expect(refused === undefined).toBe(
          input.current?.state === 'published' &&
            (input.override ? isSteward : (isOwner || isSteward) && isFree),
        );
        const isRead = refused?.code === 'CONFLICT';
        expect(refused?.message.includes('is still read by')).toBe(
          refused ? isRead : undefined,
        );
        expect(isRead && input.consumers.length === 0).toBe(false);
      }),
      { numRuns: 2_000 },
    );
  });
});
