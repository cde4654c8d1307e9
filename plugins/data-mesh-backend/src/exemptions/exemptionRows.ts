import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import { toNumber, toOptionalNumber } from '../rows';
import type { PolicyExemptionRow } from '../tables';
import {
  ActiveExemptions,
  type DecidedState,
  type Exemption,
} from './exemption';

function openKey(policyId: string, productRef: string): string {
  return createHash('sha256')
    .update(JSON.stringify([policyId, productRef]))
    .digest('hex');
}

function toExemption(row: PolicyExemptionRow): Exemption {
  const decidedAt = toOptionalNumber(row.decided_at);
  const revokedAt = toOptionalNumber(row.revoked_at);
  return {
    id: row.id,
    policyId: row.policy_id,
    productRef: row.product_ref,
    decided: row.state as DecidedState,
    reason: row.reason,
    requestedBy: row.requested_by,
    requestedAt: toNumber(row.requested_at),
    endsAt: toNumber(row.ends_at),
    ...(row.decided_by ? { decidedBy: row.decided_by } : {}),
    ...(decidedAt === undefined ? {} : { decidedAt }),
    ...(row.comment ? { comment: row.comment } : {}),
    ...(row.revoked_by ? { revokedBy: row.revoked_by } : {}),
    ...(revokedAt === undefined ? {} : { revokedAt }),
  };
}

/** What to look for among exemptions; all that is given must hold. */
export type ExemptionFilter = {
  id?: string;
  policyId?: string;
  productRef?: string;
  decided?: DecidedState;
  /** Only those that end after a time. */
  endsAfter?: number;
};

/** Exemptions that match, the newest first. */
export async function readExemptions(
  tx: Knex,
  filter: ExemptionFilter = {},
): Promise<Exemption[]> {
  const query = tx<PolicyExemptionRow>('policy_exemptions')
    .orderBy([{ column: 'requested_at', order: 'desc' }, { column: 'id' }])
    .select();
  const { id, policyId, productRef, decided, endsAfter } = filter;
  if (id) query.where({ id });
  if (policyId) query.where({ policy_id: policyId });
  if (productRef) query.where({ product_ref: productRef });
  if (decided) query.where({ state: decided });
  if (endsAfter !== undefined) query.where('ends_at', '>', endsAfter);
  return (await query).map(toExemption);
}

/** From what each product is exempt at a time. */
export async function readActiveExemptions(
  tx: Knex,
  now: number,
): Promise<ActiveExemptions> {
  return new ActiveExemptions(
    await readExemptions(tx, { decided: 'approved', endsAfter: now }),
    now,
  );
}

/**
 * Adds one that waits for a decision.
 *
 * @returns whether there was none for the same policy and product
 */
export async function insertExemption(
  tx: Knex,
  exemption: Exemption,
): Promise<boolean> {
  const row: PolicyExemptionRow = {
    id: exemption.id,
    policy_id: exemption.policyId,
    product_ref: exemption.productRef,
    state: exemption.decided,
    reason: exemption.reason,
    requested_by: exemption.requestedBy,
    requested_at: exemption.requestedAt,
    ends_at: exemption.endsAt,
    decided_by: null,
    decided_at: null,
    comment: null,
    revoked_by: null,
    revoked_at: null,
    end_told_at: null,
    open_key: openKey(exemption.policyId, exemption.productRef),
  };
  await tx<PolicyExemptionRow>('policy_exemptions')
    .insert(row)
    .onConflict('open_key')
    .ignore();
  return (await readExemptions(tx, { id: exemption.id })).length > 0;
}

/**
 * Decides on one that waits.
 *
 * @returns whether it still waited
 */
export async function decideExemption(
  tx: Knex,
  id: string,
  decision: {
    decided: 'approved' | 'rejected';
    by: string;
    at: number;
    comment?: string;
  },
): Promise<boolean> {
  const { decided, by, at, comment } = decision;
  const changed = await tx<PolicyExemptionRow>('policy_exemptions')
    .where({ id, state: 'requested' })
    .update({
      state: decided,
      decided_by: by,
      decided_at: at,
      comment: comment ?? null,
      open_key: null,
    });
  return changed > 0;
}

/**
 * Takes back one that waits or is approved.
 *
 * @returns whether it could still be
 */
export async function revokeExemption(
  tx: Knex,
  id: string,
  { by, at, comment }: { by: string; at: number; comment: string },
): Promise<boolean> {
  const changed = await tx<PolicyExemptionRow>('policy_exemptions')
    .where({ id })
    .whereIn('state', ['requested', 'approved'])
    .andWhere('ends_at', '>', at)
    .update({
      state: 'revoked',
      revoked_by: by,
      revoked_at: at,
      comment,
      open_key: null,
    });
  return changed > 0;
}

/**
 * Those that have ended of which the history has not taken note, or that nobody
 * has decided on in time.
 */
export async function takeEnded(tx: Knex, now: number): Promise<Exemption[]> {
  const rows = await tx<PolicyExemptionRow>('policy_exemptions')
    .whereIn('state', ['requested', 'approved'])
    .whereNull('end_told_at')
    .andWhere('ends_at', '<=', now)
    .orderBy('id')
    .select();
  const taken: Exemption[] = [];
  for (const row of rows) {
    const changed = await tx<PolicyExemptionRow>('policy_exemptions')
      .where({ id: row.id })
      .whereNull('end_told_at')
      .update({ end_told_at: now, open_key: null });
    if (changed > 0) taken.push(toExemption(row));
  }
  return taken;
}
