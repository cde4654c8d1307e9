import fc from 'fast-check';
import {
  LIVE_GRANT_STATES,
  nextGrant,
  nextItem,
  type GrantEvent,
  type GrantPosition,
  type GrantState,
  type ItemEvent,
  type ItemPosition,
} from './transitions';

const ITEM_EVENTS: ItemEvent[] = ['approve', 'reject', 'withdraw'];
const GRANT_EVENTS: GrantEvent[] = [
  'confirm',
  'fail',
  'retry',
  'expire',
  'revoke',
  'end',
];

// Mostly approvals, or few items would get as far as their last step.
const itemEvents = fc.array(
  fc.oneof(
    { weight: 8, arbitrary: fc.constant<ItemEvent>('approve') },
    { weight: 1, arbitrary: fc.constantFrom(...ITEM_EVENTS) },
  ),
  { maxLength: 8 },
);
const grantEvents = fc.array(fc.constantFrom(...GRANT_EVENTS), {
  maxLength: 20,
});
const steps = fc.nat({ max: 4 });

/** Where something stands after each event that could happen. */
function follow<P, E>(
  start: P,
  events: E[],
  next: (at: P, event: E) => P | undefined,
): Array<{ before: P; event: E; after: P }> {
  const path: Array<{ before: P; event: E; after: P }> = [];
  let at = start;
  for (const event of events) {
    const after = next(at, event);
    if (!after) continue;
    path.push({ before: at, event, after });
    at = after;
  }
  return path;
}

const asked = (count: number): ItemPosition => ({
  state: 'pending',
  step: 0,
  steps: count,
});

describe('nextItem', () => {
  it('approves an item with the approval of its last step, and no sooner', () => {
    fc.assert(
      fc.property(steps, itemEvents, (count, events) => {
        let approvals = 0;
        for (const { event, after } of follow(asked(count), events, nextItem)) {
          if (event === 'approve') approvals += 1;
          expect(after.state === 'approved').toBe(
            event === 'approve' && approvals === Math.max(1, count),
          );
        }
      }),
    );
  });

  it('approves an item without steps with one approval, that of its access rule', () => {
    expect(nextItem(asked(0), 'approve')).toEqual({
      state: 'approved',
      step: 0,
      steps: 0,
    });
  });

  it('counts the steps that are behind an item, never more than it has', () => {
    fc.assert(
      fc.property(steps, itemEvents, (count, events) => {
        for (const { before, event, after } of follow(
          asked(count),
          events,
          nextItem,
        )) {
          const step = before.step + (event === 'approve' ? 1 : 0);
          expect(after.step).toBe(Math.min(step, count));
          expect(after.steps).toBe(count);
        }
      }),
    );
  });

  it('lets a pending item be rejected or withdrawn at any of its steps', () => {
    fc.assert(
      fc.property(steps, steps, (count, done) => {
        fc.pre(done < count || done === 0);
        const at: ItemPosition = { ...asked(count), step: done };
        expect(nextItem(at, 'reject')).toEqual({ ...at, state: 'rejected' });
        expect(nextItem(at, 'withdraw')).toEqual({ ...at, state: 'withdrawn' });
      }),
    );
  });

  it('lets nothing happen to what is approved, rejected or withdrawn', () => {
    fc.assert(
      fc.property(
        fc.record<ItemPosition>({
          state: fc.constantFrom('approved', 'rejected', 'withdrawn'),
          step: steps,
          steps,
        }),
        fc.constantFrom(...ITEM_EVENTS),
        (at, event) => {
          expect(nextItem(at, event)).toBeUndefined();
        },
      ),
    );
  });
});

describe('nextGrant', () => {
  const start: GrantPosition = { state: 'pending' };

  it('makes a grant active by confirming a pending one, and by nothing else', () => {
    fc.assert(
      fc.property(grantEvents, events => {
        for (const { before, event, after } of follow(
          start,
          events,
          nextGrant,
        )) {
          expect(after.state === 'active').toBe(
            before.state === 'pending' && event === 'confirm',
          );
        }
      }),
    );
  });

  it('lets a grant be usable again after it failed only if it is confirmed again', () => {
    fc.assert(
      fc.property(grantEvents, events => {
        let confirmable = true;
        for (const { event, after } of follow(start, events, nextGrant)) {
          if (event === 'fail') confirmable = false;
          if (event === 'retry') confirmable = true;
          expect(after.state === 'active' && !confirmable).toBe(false);
        }
      }),
    );
  });

  it('lets nothing happen to what is expired or revoked', () => {
    fc.assert(
      fc.property(
        fc.constantFrom<GrantState>('expired', 'revoked'),
        fc.constantFrom('expired' as const, 'revoked' as const, undefined),
        fc.constantFrom(...GRANT_EVENTS),
        (state, endState, event) => {
          expect(nextGrant({ state, endState }, event)).toBeUndefined();
        },
      ),
    );
  });

  it('never lets a grant live again once it ends', () => {
    fc.assert(
      fc.property(grantEvents, events => {
        const path = follow(start, events, nextGrant);
        const at = path.findIndex(({ after }) => after.state === 'ending');
        if (at < 0) return;
        const later = path.slice(at).map(({ after }) => after.state);
        expect(later.filter(s => LIVE_GRANT_STATES.includes(s))).toEqual([]);
      }),
    );
  });

  it('ends a grant as what it was first told to, only after it was ending', () => {
    fc.assert(
      fc.property(grantEvents, events => {
        const asEnds = { expire: 'expired', revoke: 'revoked' } as const;
        const first = events.find(
          (event): event is keyof typeof asEnds => event in asEnds,
        );
        for (const { before, event, after } of follow(
          start,
          events,
          nextGrant,
        )) {
          if (after.state !== 'expired' && after.state !== 'revoked') continue;
          expect([before.state, event]).toEqual(['ending', 'end']);
          expect(after.state).toBe(first && asEnds[first]);
        }
      }),
    );
  });

  it('can end each grant that lives, whatever happened to it', () => {
    fc.assert(
      fc.property(
        grantEvents,
        fc.constantFrom('expire' as const, 'revoke' as const),
        (events, event) => {
          const at = follow(start, events, nextGrant).at(-1)?.after ?? start;
          const ending = nextGrant(at, event);
          expect(ending?.state).toBe(
            LIVE_GRANT_STATES.includes(at.state) ? 'ending' : undefined,
          );
          expect(ending && nextGrant(ending, 'end')).toEqual(
            ending && { state: event === 'expire' ? 'expired' : 'revoked' },
          );
        },
      ),
    );
  });

  it.each<[GrantState, GrantEvent[]]>([
    ['pending', ['confirm', 'fail', 'expire', 'revoke']],
    ['active', ['expire', 'revoke']],
    ['failed', ['retry', 'expire', 'revoke']],
    ['ending', []],
    ['expired', []],
    ['revoked', []],
  ])('knows for one that is %s only what can happen to it', (state, can) => {
    expect(GRANT_EVENTS.filter(event => nextGrant({ state }, event))).toEqual(
      can,
    );
  });
});
