import fc from 'fast-check';
import { followObjective, type JudgedObjective } from './followObjective';
import type { Judgement } from './judgeObjective';

const MOST = 90_000;

const judgements: Record<string, Judgement> = {
  kept: { state: 'kept', value: 1 },
  breached: { state: 'breached', value: 9 },
  unknown: { state: 'unknown', reason: 'Nobody could look.' },
};
const states = fc.array(
  fc.record({
    state: fc.constantFrom('kept', 'breached', 'unknown'),
    after: fc.integer({ min: 0, max: 200_000 }),
  }),
  { maxLength: 40 },
);

function follow(steps: Array<{ state: string; after: number }>) {
  let now = 0;
  let known: JudgedObjective | undefined;
  const events: string[] = [];
  const lasted = { kept: 0, breached: 0, unknown: 0 };
  for (const { state, after } of steps) {
    now += after;
    const step = followObjective(known, 'PT5M', judgements[state], now, MOST);
    known = step.next;
    if (step.event) events.push(step.event);
    lasted[step.lasted.state] += step.lasted.ms;
  }
  return { events, known, lasted, now };
}

describe('followObjective', () => {
  it('tells of a breach once, and once that it is over', () => {
    const steps = ['kept', 'breached', 'breached', 'kept', 'kept'];
    expect(
      follow(steps.map(state => ({ state, after: 1_000 }))).events,
    ).toEqual(['breached', 'recovered']);
  });

  it('neither ends nor begins a breach by what could not be measured', () => {
    const steps = ['breached', 'unknown', 'breached', 'unknown', 'kept'];
    expect(
      follow(steps.map(state => ({ state, after: 1_000 }))).events,
    ).toEqual(['breached', 'recovered']);
  });

  it('tells breach and recovery in turn, and exactly as the states without unknown go', () => {
    fc.assert(
      fc.property(states, steps => {
        const { events } = follow(steps);
        const known = steps
          .map(({ state }) => state)
          .filter(state => state !== 'unknown');
        const expected = known.flatMap((state, i) => {
          const before = known[i - 1] ?? 'kept';
          if (state === before) return [];
          return [state === 'breached' ? 'breached' : 'recovered'];
        });
        expect(events).toEqual(expected);
      }),
    );
  });

  it('counts no time twice, and none in which nobody looked', () => {
    fc.assert(
      fc.property(states, steps => {
        const { lasted, now } = follow(steps);
        const total = lasted.kept + lasted.breached + lasted.unknown;
        expect(total).toBeLessThanOrEqual(now);
        expect(total).toBe(
          steps
            .slice(1)
            .reduce((sum, { after }) => sum + Math.min(after, MOST), 0),
        );
      }),
    );
  });

  it('keeps since when a state holds while it does', () => {
    const { known } = follow([
      { state: 'kept', after: 5 },
      { state: 'breached', after: 10 },
      { state: 'breached', after: 20 },
    ]);
    expect(known).toEqual({
      target: 'PT5M',
      state: 'breached',
      value: 9,
      since: 15,
      judgedAt: 35,
      toldAt: 15,
    });
  });
});
