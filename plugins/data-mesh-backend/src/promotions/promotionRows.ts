import type { PromotionPlan } from '@data-mesh/backstage-plugin-data-mesh-common';
import type { Knex } from 'knex';
import { toNumber, toOptionalNumber } from '../rows';
import type { PromotionRow } from '../tables';
import type { PromotionStep } from './promotion';

/** A promotion, as it was begun or carried out. */
export type StoredPromotion = {
  run: string;
  productRef: string;
  planHash: string;
  /** `intended` is written before anything is done. */
  state: 'intended' | 'promoted';
  plan: PromotionPlan;
  steps: PromotionStep[];
  reason?: string;
  promotedBy: string;
  /** Times in milliseconds. */
  intendedAt: number;
  promotedAt?: number;
};

type Key = Pick<StoredPromotion, 'run' | 'productRef'>;

const whereOf = ({ run, productRef }: Key) => ({
  run,
  product_ref: productRef,
});

function toPromotion(row: PromotionRow): StoredPromotion {
  return {
    run: row.run,
    productRef: row.product_ref,
    planHash: row.plan_hash,
    state: row.state as StoredPromotion['state'],
    plan: JSON.parse(row.plan),
    steps: JSON.parse(row.steps),
    ...(row.reason === null ? {} : { reason: row.reason }),
    promotedBy: row.promoted_by,
    intendedAt: toNumber(row.intended_at),
    promotedAt: toOptionalNumber(row.promoted_at),
  };
}

/** What a run has begun or done of a product. */
export async function findPromotion(
  db: Knex,
  key: Key,
): Promise<StoredPromotion | undefined> {
  const row = await db<PromotionRow>('promotions').where(whereOf(key)).first();
  return row && toPromotion(row);
}

/**
 * Writes down what is about to be done.
 *
 * @returns the one of the run that is there now: another one where somebody
 *   was faster
 */
export async function intendPromotion(
  db: Knex,
  promotion: Omit<StoredPromotion, 'state' | 'promotedAt'>,
): Promise<StoredPromotion> {
  const row: PromotionRow = {
    ...whereOf(promotion),
    plan_hash: promotion.planHash,
    state: 'intended',
    plan: JSON.stringify(promotion.plan),
    steps: JSON.stringify(promotion.steps),
    reason: promotion.reason ?? null,
    promoted_by: promotion.promotedBy,
    intended_at: promotion.intendedAt,
    promoted_at: null,
  };
  await db<PromotionRow>('promotions')
    .insert(row)
    .onConflict(['run', 'product_ref'])
    .ignore();
  const found = await findPromotion(db, promotion);
  if (!found) throw new Error(`the promotion of run ${promotion.run} is lost`);
  return found;
}

/** @returns whether it was not noted yet, so that it is told once */
export async function settlePromotion(
  tx: Knex,
  key: Key,
  now: number,
): Promise<boolean> {
  const settled = await tx<PromotionRow>('promotions')
    .where({ ...whereOf(key), state: 'intended' })
    .update({ state: 'promoted', promoted_at: now });
  return settled === 1;
}

/** Forgets a promotion of which nothing was done. */
export async function dropPromotion(db: Knex, key: Key): Promise<void> {
  await db<PromotionRow>('promotions')
    .where({ ...whereOf(key), state: 'intended' })
    .delete();
}
