import type { Knex } from 'knex';
import type { Refusal } from '../../access/refusal';
import { appendHistory } from '../../history/appendHistory';

/** What is tried with a policy, as the history of refusals has it. */
export type PolicyAttempt = 'publish' | 'retire' | 'announce';

/** Puts into the history that an attempt was refused, which is a fact, too. */
export async function recordRefusal(
  db: Knex,
  attempt: { attempt: PolicyAttempt; policy?: string },
  refusal: Refusal,
  { actor, now }: { actor: string; now: number },
): Promise<void> {
  await db.transaction(tx =>
    appendHistory(
      tx,
      [
        {
          actor,
          action: 'policy.refused',
          details: { ...attempt, ...refusal },
        },
      ],
      now,
    ),
  );
}
