import fc from 'fast-check';
import { LIVE_GRANT_STATES, type GrantState } from '../access/transitions';
import {
  answerOf,
  askedOf,
  CAMPAIGN_ITEM_STATES,
  domainsBelow,
  dueOfCampaign,
  nextCampaignItem,
  refuseStart,
  reminderOf,
  type AnswerFacts,
  type CampaignItemEvent,
  type CampaignItemState,
  type StartFacts,
} from './campaignRules';

const DAY = 86_400_000;
const NOW = Date.parse('2026-11-26T10:00:00Z');

const EVENTS: CampaignItemEvent[] = [
  'confirm',
  'drop',
  'end',
  'keep',
  'revoke',
];
const GRANT_STATES: GrantState[] = [
  'pending',
  'active',
  'failed',
  'ending',
  'expired',
  'revoked',
];

const itemStates = fc.constantFrom(...CAMPAIGN_ITEM_STATES);
const events = fc.constantFrom(...EVENTS);
const answers = fc.record<AnswerFacts>({
  decision: fc.constantFrom('confirm' as const, 'drop' as const),
  item: fc.record({ state: itemStates }),
  grantState: fc.constantFrom(...GRANT_STATES),
  owner: fc.boolean(),
  own: fc.boolean(),
  responsible: fc.constant({ productOwner: 'group:default/orders' }),
});

describe('nextCampaignItem', () => {
  it('lets each event happen to an open item, each with an outcome of its own', () => {
    const outcomes = EVENTS.map(event => nextCampaignItem('open', event));
    expect(outcomes).toEqual([
      'confirmed',
      'dropped',
      'ended',
      'undecided',
      'revoked',
    ]);
  });

  it('lets nothing happen any more once anything has', () => {
    fc.assert(
      fc.property(fc.array(events, { minLength: 1 }), list => {
        let at: CampaignItemState = 'open';
        for (const event of list) at = nextCampaignItem(at, event) ?? at;
        expect(at).toBe(nextCampaignItem('open', list[0]));
      }),
    );
  });
});

describe('answerOf', () => {
  it('refuses whoever does not speak for an owner, whatever else is the case', () => {
    fc.assert(
      fc.property(answers, facts => {
        const answer = answerOf({ ...facts, owner: false });
        expect(answer).toMatchObject({ refusal: { code: 'NOT_ALLOWED' } });
      }),
    );
  });

  it('leads to what the owner says only where item and grant are alive', () => {
    fc.assert(
      fc.property(answers, facts => {
        const answer = answerOf(facts);
        const can =
          facts.owner &&
          facts.item.state === 'open' &&
          LIVE_GRANT_STATES.includes(facts.grantState);
        expect('event' in answer && answer.event === facts.decision).toBe(can);
      }),
    );
  });

  it('takes note of a grant that has ended, and revokes nothing', () => {
    fc.assert(
      fc.property(answers, facts => {
        fc.pre(!LIVE_GRANT_STATES.includes(facts.grantState));
        const answer = answerOf({
          ...facts,
          owner: true,
          item: { state: 'open' },
        });
        expect(answer).toEqual({ event: 'end' });
      }),
    );
  });

  it('names who could answer, and says to the requester that they cannot', () => {
    const facts: AnswerFacts = {
      decision: 'confirm',
      item: { state: 'open' },
      grantState: 'active',
      owner: false,
      own: false,
      responsible: {
        productOwner: 'group:default/orders',
        steward: 'user:default/sam',
      },
    };
    const messageOf = (over: Partial<AnswerFacts>) => {
      const answer = answerOf({ ...facts, ...over });
      return 'refusal' in answer ? answer.refusal.message : undefined;
    };
    expect(messageOf({})).toBe(
      'Only group:default/orders or user:default/sam can answer for this grant',
    );
    expect(messageOf({ own: true })).toMatch(
      /^Nobody answers for access that they have asked for/,
    );
    expect(messageOf({ responsible: {} })).toMatch(
      /^Only an owner, whom the catalog does not name,/,
    );
    expect(
      messageOf({
        owner: true,
        item: { state: 'dropped', decidedBy: 'user:default/omar' },
      }),
    ).toBe(
      'This grant is dropped already, by user:default/omar; reload to see how it stands',
    );
  });
});

describe('what is due of a campaign', () => {
  const times = fc
    .record({
      startedAt: fc.integer({ min: 0, max: NOW }),
      length: fc.integer({ min: DAY, max: 366 * DAY }),
      after: fc.integer({ min: 0, max: 800 * DAY }),
    })
    .map(({ startedAt, length, after }) => ({
      startedAt,
      dueAt: startedAt + length,
      now: startedAt + after,
    }));

  it('is its close from its date on, however late, and never before', () => {
    fc.assert(
      fc.property(
        times,
        fc.boolean(),
        ({ startedAt, dueAt, now }, reminded) => {
          const remindedAt = reminded ? startedAt : undefined;
          const due = dueOfCampaign({ startedAt, dueAt, remindedAt }, now);
          expect(due === 'close').toBe(now >= dueAt);
        },
      ),
    );
  });

  it('is one reminder, when a quarter of the time is left, at most seven days', () => {
    fc.assert(
      fc.property(times, ({ startedAt, dueAt, now }) => {
        const left = dueAt - now;
        const isTime =
          left > 0 && left <= Math.min(7 * DAY, (dueAt - startedAt) / 4);
        expect(dueOfCampaign({ startedAt, dueAt }, now) === 'remind').toBe(
          isTime,
        );
        expect(
          dueOfCampaign({ startedAt, dueAt, remindedAt: startedAt }, now),
        ).not.toBe('remind');
      }),
    );
  });

  it.each([
    [4, 3],
    [28, 21],
    [365, 358],
  ])('of %d days reminds after %d', (days, after) => {
    const dueAt = NOW + days * DAY;
    expect(reminderOf({ startedAt: NOW, dueAt })).toBe(NOW + after * DAY);
  });
});

describe('refuseStart', () => {
  const facts: StartFacts = {
    domainRef: 'domain:default/sales',
    known: true,
    reason: 'once a year',
    dueAt: NOW + 14 * DAY,
    now: NOW,
    grants: 3,
  };

  it('lets one start that has everything', () => {
    expect(refuseStart(facts)).toBeUndefined();
  });

  it.each<[what: string, over: Partial<StartFacts>, code: string, RegExp]>([
    ['a domain', { known: false }, 'NOT_FOUND', /knows no domain domain:/],
    ['a reason', { reason: ' \n' }, 'INVALID', /^reason: say why/],
    ['a date', { dueAt: NaN }, 'INVALID', /either dueAt/],
    [
      'a day at least',
      { dueAt: NOW + DAY - 1 },
      'INVALID',
      /at least a day and at most a year away/,
    ],
    [
      'a year at most',
      { dueAt: NOW + 367 * DAY },
      'INVALID',
      /at least a day and at most a year away/,
    ],
    [
      'a domain to itself',
      { open: 'Winter cleaning' },
      'CONFLICT',
      /^Campaign ‘Winter cleaning’ is open for domain:default\/sales already/,
    ],
    ['grants', { grants: 0 }, 'CONFLICT', /nothing to look at again/],
  ])('asks for %s', (_what, over, code, message) => {
    expect(refuseStart({ ...facts, ...over })).toEqual({
      code,
      message: expect.stringMatching(message),
    });
  });
});

describe('askedOf', () => {
  it('asks the owner of the product, else the steward, else the domain’s owner', () => {
    const all = { productOwner: 'a', steward: 'b', domainOwner: 'c' };
    expect(askedOf(all)).toBe('a');
    expect(askedOf({ ...all, productOwner: undefined })).toBe('b');
    expect(askedOf({ domainOwner: 'c' })).toBe('c');
    expect(askedOf({})).toBeUndefined();
  });
});

describe('domainsBelow', () => {
  const refs = fc.constantFrom('a', 'b', 'c', 'd', 'e');
  const domains = fc.uniqueArray(
    fc.record({ ref: refs, parentRef: fc.option(refs, { nil: undefined }) }),
    { selector: ({ ref }) => ref },
  );

  it('are the domain, and each whose parent is among them', () => {
    fc.assert(
      fc.property(domains, refs, (list, root) => {
        const within = domainsBelow(list, root);
        expect(within.has(root)).toBe(true);
        for (const { ref, parentRef } of list) {
          if (ref === root) continue;
          expect(within.has(ref)).toBe(
            parentRef !== undefined && within.has(parentRef),
          );
        }
      }),
    );
  });
});
