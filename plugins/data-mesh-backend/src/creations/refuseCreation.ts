import type { Knex } from 'knex';
import { toHttpError, type Refusal } from '../access/refusal';
import { appendHistory } from '../history/appendHistory';
import { MAX_TOPIC_NAME } from './decideTopic';

/** What was tried, as the history has it. */
export type CreationAttempt = {
  action: 'topic.refused' | 'schema.refused' | 'run.refused';
  attempt: 'create' | 'change' | 'register' | 'undo';
  cluster?: string;
  topic?: string;
  subject?: string;
  run?: string;
};

/**
 * Puts into the history that an attempt was refused, which is a fact, too.
 *
 * @throws always, with the error that answers the refusal
 */
export async function refuseCreation(
  db: Knex,
  { action, cluster, topic, ...details }: CreationAttempt,
  { code, message }: Refusal,
  { actor, now }: { actor: string; now: number },
): Promise<never> {
  await db.transaction(tx =>
    appendHistory(
      tx,
      [
        {
          actor,
          action,
          cluster,
          // What is too long for Kafka is too long for the history, too.
          topic: topic?.slice(0, MAX_TOPIC_NAME),
          details: { ...details, code, message },
        },
      ],
      now,
    ),
  );
  throw toHttpError({ code, message });
}
