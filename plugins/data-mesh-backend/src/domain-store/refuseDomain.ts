import type { Knex } from 'knex';
import { toHttpError, type Refusal } from '../access/refusal';
import { appendHistory } from '../history/appendHistory';
import type { TransferAttempt } from '../transfers/Transfers';

/** What is tried with a domain of the store, as the history has it. */
export type DomainAttempt =
  | 'publish'
  | 'change'
  | 'unpublish'
  | TransferAttempt;

/**
 * Puts into the history that an attempt was refused, which is a fact, too.
 *
 * @throws always, with the error that answers the refusal
 */
export async function refuseDomain(
  db: Knex,
  { attempt, ref }: { attempt: DomainAttempt; ref: string },
  refusal: Refusal,
  { actor, now }: { actor: string; now: number },
): Promise<never> {
  await db.transaction(tx =>
    appendHistory(
      tx,
      [
        {
          actor,
          action: 'domain.refused',
          details: { attempt, domain: ref, ...refusal },
        },
      ],
      now,
    ),
  );
  throw toHttpError(refusal);
}
