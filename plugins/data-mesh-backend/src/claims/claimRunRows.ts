import type { Knex } from 'knex';
import type { ClaimRunRow } from '../tables';

/** A product that a run has claimed for somebody. */
export type ClaimRunKey = {
  run: string;
  claimedBy: string;
  productRef: string;
};

function keyOf({ run, claimedBy, productRef }: ClaimRunKey) {
  return { run, claimed_by: claimedBy, product_ref: productRef };
}

/** As which version a run has claimed a product, if it has. */
export async function readClaimRun(
  tx: Knex,
  key: ClaimRunKey,
): Promise<number | undefined> {
  const row = await tx<ClaimRunRow>('claim_runs').where(keyOf(key)).first();
  return row?.version;
}

/** Puts down that a run has claimed a product; the newest time counts. */
export async function insertClaimRun(
  tx: Knex,
  claimed: ClaimRunKey & { version: number; at: number },
): Promise<void> {
  await tx<ClaimRunRow>('claim_runs')
    .insert({
      ...keyOf(claimed),
      version: claimed.version,
      claimed_at: claimed.at,
    })
    .onConflict(['run', 'claimed_by', 'product_ref'])
    .merge(['version', 'claimed_at']);
}
