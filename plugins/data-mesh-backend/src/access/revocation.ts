import type { HistoryFact } from '../history/appendHistory';
import type { GrantRow } from '../tables';
import type { StoredGrant } from './grantRows';
import { nextGrant } from './transitions';

/** What facts of the history say of the grant that they are about. */
export function subjectOfGrant(
  grant: StoredGrant,
): Omit<HistoryFact, 'actor' | 'action' | 'details'> {
  return {
    productRef: grant.productRef,
    consumerRef: grant.consumerRef,
    cluster: grant.cluster,
    topic: grant.topic,
    principal: grant.principal,
    requestId: grant.requestId,
    itemId: grant.itemId,
    grantId: grant.id,
  };
}

/** What it takes to revoke a grant at once. */
export type Revocation = {
  change: Partial<GrantRow>;
  fact: HistoryFact;
};

/**
 * Revokes a grant at once: what changes of it, and the fact that this makes.
 *
 * @param by - `campaign` where it is one's outcome
 * @returns nothing where the grant is over, or ends already
 */
export function revocationOf(
  grant: StoredGrant,
  by: { actor: string; reason: string; campaign?: string },
): Revocation | undefined {
  const next = nextGrant(grant, 'revoke');
  if (!next) return undefined;
  const { actor, reason, campaign } = by;
  return {
    change: {
      state: next.state,
      end_state: next.endState,
      reason,
      trying_since: null,
      last_error: null,
    },
    fact: {
      ...subjectOfGrant(grant),
      actor,
      action: 'grant.ending',
      details: {
        mode: grant.mode,
        reason,
        as: 'revoked',
        ...(campaign ? { campaign } : {}),
      },
    },
  };
}
