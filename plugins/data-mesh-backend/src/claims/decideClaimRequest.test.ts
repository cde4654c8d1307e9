import fc from 'fast-check';
import type {
  PublicationFacts,
  TopicStanding,
} from '../product-store/decidePublication';
import type { StoredClaimRequest } from './claimRequestRows';
import {
  decideProposal,
  refuseAnswer,
  refuseWithdrawal,
} from './decideClaimRequest';

const SALES = 'group:default/sales-team';
const SHOP = 'group:default/shop';
const OTHERS = 'group:default/others';
const LIAM = 'user:default/liam';

const standing = (over: Partial<TopicStanding> = {}): TopicStanding => ({
  cluster: 'main',
  topic: 'sales.orders.v1',
  state: 'live',
  domainRef: 'domain:default/sales',
  domains: ['domain:default/sales'],
  domainOwner: SALES,
  ...over,
});
const facts = (over: Partial<PublicationFacts> = {}): PublicationFacts => ({
  ref: 'dataproduct:default/orders',
  ownerRef: SHOP,
  domainRef: 'domain:default/sales',
  topics: [standing()],
  speaksFor: new Set([LIAM, SHOP]),
  ...over,
});
const request = (
  state: StoredClaimRequest['state'] = 'open',
): StoredClaimRequest => ({
  id: 'c1',
  productRef: 'dataproduct:default/orders',
  domainRef: 'domain:default/sales',
  document: {} as StoredClaimRequest['document'],
  ownerRef: SHOP,
  message: 'm',
  state,
  requestedBy: LIAM,
  requestedAt: 1,
});
const people = fc
  .subarray([SALES, SHOP, OTHERS, LIAM])
  .map(list => new Set(list));

describe('a proposal to publish a product', () => {
  it('goes to the owner of the domain of its topics', () => {
    expect(decideProposal(facts())).toEqual({
      domainRef: 'domain:default/sales',
    });
  });

  it.each<[string, Partial<PublicationFacts>, RegExp]>([
    ['for others', { ownerRef: OTHERS }, /^Only members of .*others can ask/],
    [
      'that one can publish oneself',
      { speaksFor: new Set([SHOP, SALES]) },
      /^You can publish .* yourself/,
    ],
    [
      'of a topic that nobody owns',
      { topics: [standing({ domainOwner: undefined })] },
      /which has no owner in the catalog/,
    ],
    [
      'of a topic that is held',
      { topics: [standing({ holder: 'dataproduct:default/x' })] },
      /is held by dataproduct:default\/x/,
    ],
    [
      'of topics of two domains',
      {
        topics: [
          standing(),
          standing({
            topic: 'hr.people.v1',
            domainRef: 'domain:default/hr',
            domainOwner: OTHERS,
          }),
        ],
      },
      /^spec.outputPorts names topics of domain:default\/sales, domain:default\/hr/,
    ],
  ])('is not taken %s', (_, over, message) => {
    expect(decideProposal(facts(over))).toMatchObject({
      refused: { message: expect.stringMatching(message) },
    });
  });

  it('is answered by the owner of the domain alone, while who asked still is of the group', () => {
    fc.assert(
      fc.property(
        people,
        people,
        fc.boolean(),
        fc.constantFrom('open' as const, 'declined' as const),
        (speaksFor, requesterSpeaksFor, accept, state) => {
          const refused = refuseAnswer(
            {
              request: request(state),
              speaksFor,
              requesterSpeaksFor,
              domainOwner: SALES,
            },
            accept,
          );
          expect(refused === undefined).toBe(
            state === 'open' &&
              speaksFor.has(SALES) &&
              (!accept || requesterSpeaksFor.has(SHOP)),
          );
        },
      ),
    );
  });

  it('is answered by nobody while the domain has no owner', () => {
    const given = {
      request: request(),
      speaksFor: new Set([SALES]),
      requesterSpeaksFor: new Set([SHOP]),
    };
    expect(refuseAnswer(given, true)?.code).toBe('NOT_ALLOWED');
  });

  it('is taken back by who asked, and by their group', () => {
    fc.assert(
      fc.property(people, speaksFor => {
        const given = {
          request: request(),
          speaksFor,
          requesterSpeaksFor: new Set<string>(),
        };
        expect(refuseWithdrawal(given) === undefined).toBe(
          speaksFor.has(LIAM) || speaksFor.has(SHOP),
        );
      }),
    );
  });
});
