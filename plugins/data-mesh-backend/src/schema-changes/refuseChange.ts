import type { Knex } from 'knex';
import { toHttpError, type Refusal } from '../access/refusal';
import { appendHistory } from '../history/appendHistory';
import { changeFact, type ChangeHead } from './changeRows';

/** What somebody tried, and who they are. */
export type Attempt = {
  attempt: 'propose' | 'answer' | 'override' | 'withdraw' | 'retry';
  actor: string;
  /** A change, or the product of one that there is not yet. */
  about: ChangeHead | { productRef: string };
  consumerRef?: string;
};

/**
 * Refuses an attempt, which is a fact, too.
 *
 * @throws the refusal
 */
export async function refuseChange(
  db: Knex,
  { attempt, actor, about, consumerRef }: Attempt,
  refusal: Refusal,
  now: number,
): Promise<never> {
  const subject =
    'id' in about
      ? changeFact(about)
      : { productRef: about.productRef, details: {} };
  await db.transaction(tx =>
    appendHistory(
      tx,
      [
        {
          ...subject,
          actor,
          action: 'schema-change.refused',
          ...(consumerRef ? { consumerRef } : {}),
          details: { ...subject.details, attempt, ...refusal },
        },
      ],
      now,
    ),
  );
  throw toHttpError(refusal);
}
