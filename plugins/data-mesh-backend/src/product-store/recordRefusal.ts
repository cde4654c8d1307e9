import type { Knex } from 'knex';
import { toHttpError, type Refusal } from '../access/refusal';
import { appendHistory } from '../history/appendHistory';
import type { TransferAttempt } from '../transfers/Transfers';

/** What is tried with a product of the store, as the history has it. */
export type ProductAttempt =
  | 'publish'
  | 'change'
  | 'unpublish'
  | 'deprecate'
  | 'reinstate'
  | 'retire'
  | 'promote'
  | TransferAttempt;

/**
 * Puts into the history that an attempt was refused, which is a fact, too.
 *
 * @throws always, with the error that answers the refusal
 */
export async function refuse(
  db: Knex,
  attempt: { attempt: ProductAttempt; productRef: string },
  refusal: Refusal,
  { actor, now }: { actor: string; now: number },
): Promise<never> {
  await db.transaction(tx =>
    appendHistory(
      tx,
      [
        {
          actor,
          action: 'product.refused',
          productRef: attempt.productRef,
          details: { attempt: attempt.attempt, ...refusal },
        },
      ],
      now,
    ),
  );
  throw toHttpError(refusal);
}
