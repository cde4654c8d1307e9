import fc from 'fast-check';
import {
  dueOfItem,
  isReminderDue,
  isReviewReminderDue,
  isUnseenDue,
  type DecisionTimes,
  type ItemDue,
} from './due';

const HOUR = 3_600_000;
const START = Date.UTC(2026, 0, 1);

const times = fc.record<DecisionTimes>({
  remindAfterMs: fc.integer({ min: 1, max: 50 }),
  escalateAfterMs: fc.integer({ min: 1, max: 50 }),
});
/** When the clock ticks, in its order; it may have stood still for long. */
const ticks = fc
  .array(fc.nat({ max: 120 }), { minLength: 1, maxLength: 30 })
  .map(list => list.sort((a, b) => a - b));

type Told = { what: NonNullable<ItemDue>; at: number };

/** What the clock would tell of an item that nobody decides, and when. */
function tell(after: DecisionTimes, at: number[]): Told[] {
  const item: Parameters<typeof dueOfItem>[0] = { stepSince: START };
  const told: Told[] = [];
  for (const tick of at) {
    const now = START + tick;
    const what = dueOfItem(item, after, now);
    if (what === 'remind') item.remindedAt = now;
    if (what === 'escalate') item.escalatedAt = now;
    if (what) told.push({ what, at: tick });
  }
  return told;
}

describe('dueOfItem', () => {
  it('reminds once and escalates once, each as soon as the clock ticks after its time', () => {
    fc.assert(
      fc.property(times, ticks, (after, at) => {
        const told = tell(after, at);
        const of = (what: ItemDue) => told.filter(t => t.what === what);
        const escalated = at.find(t => t >= after.escalateAfterMs);
        expect(of('escalate').map(t => t.at)).toEqual(
          escalated === undefined ? [] : [escalated],
        );
        // Whoever hears that it was escalated needs no reminder.
        const reminded = at.find(
          t => t >= after.remindAfterMs && t < after.escalateAfterMs,
        );
        expect(of('remind').map(t => t.at)).toEqual(
          reminded === undefined ? [] : [reminded],
        );
      }),
      { numRuns: 500 },
    );
  });

  it('counts from the step that it is at, not from the request', () => {
    fc.assert(
      fc.property(times, fc.nat({ max: 200 }), (after, waited) => {
        const due = (stepSince: number) =>
          dueOfItem({ stepSince }, after, stepSince + waited);
        expect(due(START + HOUR)).toBe(due(START));
      }),
    );
  });
});

const grants = fc
  .record({
    startsAt: fc.integer({ min: START, max: START + 100 * HOUR }),
    length: fc.integer({ min: 1, max: 400 * HOUR }),
  })
  .map(({ startsAt, length }) => ({
    origin: 'request',
    startsAt,
    endsAt: startsAt + length,
  }));
const before = fc.integer({ min: 1, max: 100 * HOUR });
const moments = fc.integer({ min: START, max: START + 600 * HOUR });

describe('isReminderDue', () => {
  it('reminds before the end, never in the first three quarters of a grant, and not after it', () => {
    fc.assert(
      fc.property(grants, before, moments, (grant, remindBefore, now) => {
        const { startsAt, endsAt } = grant;
        const inTime = now >= endsAt - remindBefore && now < endsAt;
        const late = now - startsAt >= (endsAt - startsAt) * 0.75;
        expect(isReminderDue(grant, remindBefore, now)).toBe(inTime && late);
      }),
      { numRuns: 2_000 },
    );
  });

  it('reminds at the very time, and at no instant before', () => {
    const grant = {
      origin: 'request',
      startsAt: START,
      endsAt: START + 400 * HOUR,
    };
    const at = (ms: number) => isReminderDue(grant, 100 * HOUR, START + ms);
    expect(at(300 * HOUR)).toBe(true);
    expect(at(300 * HOUR - 1)).toBe(false);
    expect(at(400 * HOUR - 1)).toBe(true);
    expect(at(400 * HOUR)).toBe(false);
  });

  it('reminds once', () => {
    fc.assert(
      fc.property(grants, before, moments, moments, (grant, ms, then, now) => {
        expect(isReminderDue({ ...grant, remindedAt: then }, ms, now)).toBe(
          false,
        );
      }),
    );
  });
});

describe('emergency access', () => {
  it('is not reminded of its end, since it cannot be renewed', () => {
    fc.assert(
      fc.property(grants, before, moments, (grant, ms, now) => {
        const emergency = { ...grant, origin: 'break-glass' };
        expect(isReminderDue(emergency, ms, now)).toBe(false);
      }),
    );
  });

  it('is reminded of until it is reviewed, each time after the same while', () => {
    let reviewRemindedAt: number | undefined;
    const told: number[] = [];
    for (let now = START; now <= START + 10 * HOUR; now += HOUR / 2) {
      const grant = { createdAt: START, reviewRemindedAt };
      if (!isReviewReminderDue(grant, 3 * HOUR, now)) continue;
      reviewRemindedAt = now;
      told.push((now - START) / HOUR);
    }
    expect(told).toEqual([3, 6, 9]);
  });
});

describe('isUnseenDue', () => {
  const optional = fc.option(moments, { nil: undefined });
  const facts = fc.record({
    startsAt: moments,
    activatedAt: optional,
    since: optional,
    unseenAfter: before,
    now: moments,
  });

  it('tells the owner once a grant was not seen for so long, since it began and since it worked', () => {
    fc.assert(
      fc.property(facts, ({ startsAt, activatedAt, since, ...rest }) => {
        const { unseenAfter, now } = rest;
        const from = [startsAt, activatedAt, since].flatMap(ms => ms ?? []);
        fc.pre(since === undefined || since >= startsAt);
        fc.pre(activatedAt === undefined || activatedAt >= startsAt);
        expect(
          isUnseenDue(
            { startsAt, activatedAt },
            { verdict: 'not-seen', since },
            unseenAfter,
            now,
          ),
        ).toBe(now >= Math.max(...from) + unseenAfter);
      }),
      { numRuns: 1_000 },
    );
  });

  it('tells at the very time, and at no instant before', () => {
    const at = (now: number) =>
      isUnseenDue({ startsAt: START }, { verdict: 'not-seen' }, HOUR, now);
    expect(at(START + HOUR)).toBe(true);
    expect(at(START + HOUR - 1)).toBe(false);
  });

  it('tells nothing of what was seen, of what cannot be known, or a second time', () => {
    const cases: Array<[verdict: string, toldAt?: number]> = [
      ['seen'],
      ['unknown'],
      ['not-seen', START],
    ];
    fc.assert(
      fc.property(facts, fc.constantFrom(...cases), (fact, [verdict, told]) => {
        expect(
          isUnseenDue(
            { startsAt: START, unseenToldAt: told },
            { verdict, since: START },
            1,
            START + fact.unseenAfter,
          ),
        ).toBe(false);
      }),
    );
  });
});
