import type { Judgement } from './judgeObjective';

/** Whether a promise is kept. */
export type SloState = Judgement['state'];

/** A promise as it was judged last. */
export type JudgedObjective = {
  target: string;
  state: SloState;
  /** What was measured, in the unit that it has; `null` is without bounds. */
  value: number | null;
  /** Why it is unknown. */
  reason?: string;
  /** When this state began. */
  since: number;
  judgedAt: number;
  /** When a breach was told that has not recovered. */
  toldAt?: number;
};

/** What there is to tell after a judgement. */
export type SloEvent = 'breached' | 'recovered';

/** How a promise goes on after a judgement. */
export type Followed = {
  next: JudgedObjective;
  event?: SloEvent;
  /** For how long which state held since the judgement before. */
  lasted: { state: SloState; ms: number };
};

function eventOf(state: SloState, isTold: boolean): SloEvent | undefined {
  if (state === 'breached' && !isTold) return 'breached';
  return state === 'kept' && isTold ? 'recovered' : undefined;
}

/**
 * A judgement after the one before: pure.
 *
 * A breach is told once, and once when it is over. That it could not be
 * measured for a while neither ends a breach nor begins another.
 *
 * @param mostMs - between two judgements, beyond which nobody has looked
 */
export function followObjective(
  before: JudgedObjective | undefined,
  target: string,
  judgement: Judgement,
  now: number,
  mostMs: number,
): Followed {
  const { state } = judgement;
  const event = eventOf(state, before?.toldAt !== undefined);
  const toldAt = {
    breached: now,
    recovered: undefined,
    none: before?.toldAt,
  }[event ?? 'none'];
  return {
    next: {
      target,
      state,
      value: judgement.state === 'unknown' ? null : judgement.value,
      ...(judgement.state === 'unknown' ? { reason: judgement.reason } : {}),
      since: before?.state === state ? before.since : now,
      judgedAt: now,
      ...(toldAt === undefined ? {} : { toldAt }),
    },
    ...(event ? { event } : {}),
    lasted: {
      state: before?.state ?? state,
      ms: before ? Math.min(Math.max(0, now - before.judgedAt), mostMs) : 0,
    },
  };
}
