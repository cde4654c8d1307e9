import fc from 'fast-check';
import {
  refuseDomainChange,
  refuseDomainPublication,
  refuseDomainUnpublication,
  rightsOn,
  type DomainFacts,
} from './decideDomain';

const SALES = 'group:default/sales-team';
const EMEA = 'group:default/emea-team';
const GOVERNANCE = 'group:default/governance';
const STRANGER = 'group:default/strangers';

const facts = (over: Partial<DomainFacts> = {}): DomainFacts => ({
  ref: 'domain:default/emea',
  ownerRef: EMEA,
  ownerExists: true,
  parent: { ref: 'domain:default/sales', ownerRef: SALES, above: [] },
  speaksFor: new Set([SALES]),
  governance: [GOVERNANCE],
  topics: [],
  isConfigured: false,
  onlyOwner: false,
  ...over,
});
const current = {
  version: 1,
  state: 'published' as const,
  ownerRef: EMEA,
  changedBy: 'user:default/sam',
};
const published = (over: Partial<DomainFacts> = {}) =>
  facts({ current, parentBefore: facts().parent, ...over });
const NOTHING = { domains: [], products: [], topics: [] };

const people = fc
  .subarray([SALES, EMEA, GOVERNANCE, STRANGER])
  .map(list => new Set(list));
const anyFacts: fc.Arbitrary<DomainFacts> = fc
  .record({
    ownerExists: fc.boolean(),
    hasParent: fc.boolean(),
    parentOwner: fc.constantFrom(SALES, STRANGER, undefined),
    speaksFor: people,
    topics: fc.subarray(['emea.orders.v1']),
    isConfigured: fc.boolean(),
    declaredAt: fc.constantFrom(undefined, 'file:/trusted/x'),
  })
  .map(({ hasParent, parentOwner, ...rest }) =>
    facts({
      ...rest,
      parent: hasParent
        ? { ref: 'domain:default/sales', ownerRef: parentOwner, above: [] }
        : undefined,
    }),
  );

describe('who may publish a domain', () => {
  it('is governance, and for a part of another without topics whoever owns that', () => {
    fc.assert(
      fc.property(anyFacts, given => {
        const { parent, speaksFor } = given;
        const allowed = refuseDomainPublication(given) === undefined;
        const owns =
          parent?.ownerRef !== undefined && speaksFor.has(parent.ownerRef);
        const isFree = given.topics.length === 0 && !given.isConfigured;
        expect(allowed).toBe(
          given.declaredAt === undefined &&
            given.ownerExists &&
            (speaksFor.has(GOVERNANCE) || (owns && isFree)),
        );
      }),
    );
  });

  it.each<[string, Partial<DomainFacts>, RegExp]>([
    [
      'nobody but governance on top',
      { parent: undefined },
      /^domain:default\/emea is to be part of no other domain, so only members of group:default\/governance can publish emea; ask one of them, or make it part/,
    ],
    [
      'nobody else of a part of another',
      { speaksFor: new Set([STRANGER]) },
      /^spec.subdomainOf is domain:default\/sales, whose owner is group:default\/sales-team; ask them to publish emea$/,
    ],
    [
      'nobody below what has no owner',
      { parent: { ref: 'domain:default/sales', above: [] } },
      /which has no owner in the mesh; have members of group:default\/governance publish that domain first$/,
    ],
    [
      'nobody who would take topics by its name',
      { topics: ['emea.orders.v1'] },
      /^Topics \(emea.orders.v1\) belong to domain:default\/emea by the configuration/,
    ],
    [
      'nobody for an owner that is not there',
      { ownerExists: false },
      /^spec.owner: the catalog knows no group:default\/emea-team/,
    ],
    [
      'nobody what is declared',
      { declaredAt: 'file:/trusted/x' },
      /is declared at file:\/trusted\/x; change it there$/,
    ],
    [
      'nobody what is published',
      { current },
      /^domain:default\/emea is published already, as version 1 by sam/,
    ],
    [
      'nobody in a circle, governance neither',
      {
        parent: {
          ref: 'domain:default/x',
          ownerRef: SALES,
          above: ['domain:default/emea'],
        },
        speaksFor: new Set([GOVERNANCE, SALES]),
      },
      /which is part of domain:default\/emea itself/,
    ],
  ])('is %s', (_, over, message) => {
    expect(refuseDomainPublication(facts(over))?.message).toMatch(message);
  });
});

describe('who may change a published domain', () => {
  it('is its owner, and whoever owns what it is a part of', () => {
    fc.assert(
      fc.property(people, fc.boolean(), (speaksFor, onlyOwner) => {
        const given = published({ speaksFor, onlyOwner });
        expect(refuseDomainChange(given, 1, undefined) === undefined).toBe(
          speaksFor.has(SALES) ||
            speaksFor.has(EMEA) ||
            (onlyOwner && speaksFor.has(GOVERNANCE)),
        );
      }),
    );
  });

  it('gives it away unasked only as governance, and says why', () => {
    const reasons = fc.constantFrom(undefined, ' ', 'they are gone');
    fc.assert(
      fc.property(
        people,
        fc.boolean(),
        reasons,
        (speaksFor, onlyOwner, reason) => {
          const given = published({ speaksFor, onlyOwner, ownerRef: STRANGER });
          const mayChange =
            onlyOwner || speaksFor.has(EMEA) || speaksFor.has(SALES);
          expect(refuseDomainChange(given, 1, reason) === undefined).toBe(
            speaksFor.has(GOVERNANCE) && mayChange && Boolean(reason?.trim()),
          );
        },
      ),
    );
    const refused = refuseDomainChange(
      published({ speaksFor: new Set([EMEA]), ownerRef: STRANGER }),
      1,
      'theirs',
    );
    expect(refused?.message).toMatch(
      /^spec.owner is group:default\/strangers, but .* offer it to group:default\/strangers, who has to accept it, or ask members of group:default\/governance/,
    );
  });

  it('is offered by its owner, the owner above and governance', () => {
    fc.assert(
      fc.property(people, speaksFor => {
        const { mayOffer, mayGive, isOwner } = rightsOn(
          published({ speaksFor }),
        );
        expect(mayOffer).toBe(
          [EMEA, SALES, GOVERNANCE].some(each => speaksFor.has(each)),
        );
        expect(mayGive).toBe(speaksFor.has(GOVERNANCE));
        expect(isOwner).toBe(speaksFor.has(EMEA));
      }),
    );
    expect(
      rightsOn(published({ declaredAt: 'file:/trusted/x' })),
    ).toMatchObject({ mayChange: false, mayOffer: false, mayGive: false });
  });

  it('moves it only with those of both places', () => {
    const parent = {
      ref: 'domain:default/hr',
      ownerRef: STRANGER,
      above: [],
    };
    fc.assert(
      fc.property(people, speaksFor => {
        const given = published({ speaksFor, parent });
        const isGovernance = speaksFor.has(GOVERNANCE);
        const mayChange = speaksFor.has(SALES) || speaksFor.has(EMEA);
        expect(refuseDomainChange(given, 1, undefined) === undefined).toBe(
          mayChange &&
            (isGovernance || (speaksFor.has(SALES) && speaksFor.has(STRANGER))),
        );
      }),
    );
  });

  it('is refused by the version that it is based on', () => {
    expect(refuseDomainChange(published(), 2, undefined)).toMatchObject({
      code: 'CONFLICT',
      message: expect.stringMatching(/was changed to version 1 by sam/),
    });
    expect(refuseDomainChange(facts(), 1, undefined)?.code).toBe('NOT_FOUND');
  });
});

describe('who may unpublish a domain', () => {
  it('is its owner, whoever owns what is above, and governance', () => {
    fc.assert(
      fc.property(people, speaksFor => {
        const refused = refuseDomainUnpublication(
          published({ speaksFor }),
          NOTHING,
        );
        expect(refused === undefined).toBe(
          [SALES, EMEA, GOVERNANCE].some(ref => speaksFor.has(ref)),
        );
      }),
    );
  });

  it('is nobody while something is in it, which is named', () => {
    const content = {
      domains: ['fleet'],
      products: ['a', 'b', 'c', 'd', 'e', 'f'],
      topics: ['t'],
    };
    expect(refuseDomainUnpublication(published(), content)?.message).toBe(
      'domain:default/emea still has domains (fleet), products (a, b, c, d, e, 1 more), topics (t); move them to another domain first',
    );
    expect(
      refuseDomainUnpublication(
        published({ declaredAt: 'file:/trusted/x' }),
        content,
      ),
    ).toBeUndefined();
  });
});
