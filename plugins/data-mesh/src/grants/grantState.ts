import type { Grant } from '@data-mesh/backstage-plugin-data-mesh-common';
import { dayWords } from '../humanise/times';
import type { Tone } from '../state/StateLabel';

const DAY = 86_400_000;
const SOON_DAYS = 14;

/** How a grant is, as far as a glance tells. */
export type GrantState = { tone: Tone; words: string; reason?: string };

/** What a grant's state is, in words; never more than was read back. */
export function grantState(grant: Grant, now = Date.now()): GrantState {
  const { state, confirmed, brokers, endsAt, endedAt, reason } = grant;
  const why = reason ?? grant.error?.message;
  switch (state) {
    case 'pending':
      return {
        tone: 'moving',
        words:
          brokers > 0
            ? `Being set up: ${confirmed} of ${brokers} brokers confirmed`
            : 'Being set up at Kafka',
        reason: why,
      };
    case 'active': {
      if (missingBindings(grant).length > 0) {
        return {
          tone: 'warning',
          words: 'Incomplete: removed by hand',
          reason,
        };
      }
      const isSoon = Date.parse(endsAt) - now < SOON_DAYS * DAY;
      return isSoon
        ? { tone: 'warning', words: 'Active, ends soon', reason }
        : { tone: 'good', words: 'Active', reason };
    }
    case 'failed':
      return { tone: 'bad', words: 'Could not be set up', reason: why };
    case 'ending':
      return { tone: 'moving', words: 'Being removed at Kafka', reason: why };
    default:
      return {
        tone: 'over',
        words: `${state === 'revoked' ? 'Revoked' : 'Expired'} on ${dayWords(
          endedAt ?? endsAt,
          now,
        )}`,
        reason,
      };
  }
}

/** Bindings of ours that somebody removed at Kafka. */
export function missingBindings({ bindings }: Grant) {
  return bindings.filter(({ state }) => state === 'missing');
}

/** Whether it has ended, at Kafka too. */
export function isOver({ state }: Grant): boolean {
  return state === 'expired' || state === 'revoked';
}

/** Whether it ends before its time, as an owner has said. */
export function isOnNotice({ state, reason }: Grant): boolean {
  return state === 'active' && reason !== undefined;
}

/** Whether the one who looks at it can renew it as it is now. */
export function canRenew(grant: Grant): boolean {
  const { may, evidence } = grant;
  if (!may.renew || may.renewWithoutEvidence) return may.renew;
  return evidence?.verdict === 'seen' && !isOnNotice(grant);
}
