import { BREAK_GLASS } from './accessRules';

/** What is due of an item that waits for a decision. */
export type ItemDue = 'remind' | 'escalate' | undefined;

/** How long whoever has to decide is left in peace, in milliseconds. */
export type DecisionTimes = {
  remindAfterMs: number;
  escalateAfterMs: number;
};

/**
 * What is due of an item now: once each, for each of its steps.
 *
 * @param item - `stepSince` and the others in milliseconds
 */
export function dueOfItem(
  item: { stepSince: number; remindedAt?: number; escalatedAt?: number },
  times: DecisionTimes,
  now: number,
): ItemDue {
  const waited = now - item.stepSince;
  if (waited >= times.escalateAfterMs && item.escalatedAt === undefined) {
    return 'escalate';
  }
  const told = item.remindedAt ?? item.escalatedAt;
  return waited >= times.remindAfterMs && told === undefined
    ? 'remind'
    : undefined;
}

// A grant of a week is not reminded of on its first day.
const LAST_PART = 4;

/** Whether the consumer is to be reminded now that a grant will end. */
export function isReminderDue(
  grant: {
    origin: string;
    startsAt: number;
    endsAt: number;
    remindedAt?: number;
  },
  remindBeforeMs: number,
  now: number,
): boolean {
  // It cannot be renewed, and whoever took it knows how short it is.
  if (grant.origin === BREAK_GLASS) return false;
  if (grant.remindedAt !== undefined || now >= grant.endsAt) return false;
  const before = Math.min(
    remindBeforeMs,
    (grant.endsAt - grant.startsAt) / LAST_PART,
  );
  return now >= grant.endsAt - before;
}

/** Whether the owner is to be told now that a grant seems not to be used. */
export function isUnseenDue(
  grant: { startsAt: number; activatedAt?: number; unseenToldAt?: number },
  evidence: { verdict: string; since?: number },
  unseenAfterMs: number,
  now: number,
): boolean {
  if (evidence.verdict !== 'not-seen' || grant.unseenToldAt !== undefined) {
    return false;
  }
  const since = Math.max(
    evidence.since ?? grant.startsAt,
    grant.activatedAt ?? grant.startsAt,
  );
  return now - since >= unseenAfterMs;
}

/**
 * Whether those who can review emergency access are to be reminded now: again
 * and again, until somebody does it.
 */
export function isReviewReminderDue(
  grant: { createdAt: number; reviewRemindedAt?: number },
  remindAfterMs: number,
  now: number,
): boolean {
  return now - (grant.reviewRemindedAt ?? grant.createdAt) >= remindAfterMs;
}
