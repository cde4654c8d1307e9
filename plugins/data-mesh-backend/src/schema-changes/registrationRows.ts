import { ConflictError } from '@backstage/errors';
import type { Knex } from 'knex';
import { parseJson } from '../rows';
import type { SchemaChangeRow, SchemaRegistrationRow } from '../tables';

/**
 * How long a registration stays its holder's after the last sign of life; so
 * long it waits after a crash.
 */
export const REGISTRATION_LEASE_MS = 20_000;

/** What registering came to. */
export type Outcome =
  | { ok: true; version: number; id: number }
  | { ok: false; retryable: boolean; message: string };

/**
 * How far a registration has come. The step is written down before what it
 * stands for: under `override`, the subject's level may be ours.
 */
export type Registration = {
  changeId: string;
  step: 'begin' | 'override' | 'restore';
  /** The subject's own level before us; nothing: it had none. */
  previousLevel?: string;
  outcome?: Outcome;
  fence: number;
};

function toRegistration(row: SchemaRegistrationRow): Registration {
  return {
    changeId: row.change_id,
    step: row.step as Registration['step'],
    previousLevel: row.previous_level ?? undefined,
    outcome: parseJson(row.outcome),
    fence: row.fence,
  };
}

/** IDs of accepted changes that it is time to register. */
export async function readDue(tx: Knex, now: number): Promise<string[]> {
  const rows = await tx<SchemaChangeRow>('schema_changes')
    .where({ state: 'accepted' })
    .andWhere(due => {
      due.whereNull('next_attempt_at').orWhere('next_attempt_at', '<=', now);
    })
    .orderBy('accepted_at')
    .select('id');
  return rows.map(row => row.id);
}

/**
 * Begins or goes on with the registration of an accepted change, if nobody
 * else is at it.
 */
export async function takeRegistration(
  db: Knex,
  changeId: string,
  holder: string,
  now: number,
): Promise<Registration | undefined> {
  return db.transaction(async tx => {
    // Held to the end, so that it is not registered and taken at once.
    const accepted = await tx<SchemaChangeRow>('schema_changes')
      .where({ id: changeId, state: 'accepted' })
      .increment('attempts', 0);
    if (Number(accepted) !== 1) return undefined;
    await tx<SchemaRegistrationRow>('schema_registrations')
      .insert({
        change_id: changeId,
        step: 'begin',
        fence: 0,
        held_until: 0,
        begun_at: now,
      })
      .onConflict('change_id')
      .ignore();
    const taken = await tx<SchemaRegistrationRow>('schema_registrations')
      .where({ change_id: changeId })
      .andWhere('held_until', '<=', now)
      .update({
        fence: tx.raw('fence + 1') as never,
        holder,
        held_until: now + REGISTRATION_LEASE_MS,
      });
    if (taken !== 1) return undefined;
    const row = await tx<SchemaRegistrationRow>('schema_registrations')
      .where({ change_id: changeId })
      .first();
    return row && toRegistration(row);
  });
}

/**
 * Writes down how far a registration is about to come, and keeps it ours.
 *
 * @throws ConflictError if somebody else has taken it over
 */
export async function advance(
  tx: Knex,
  { changeId, fence }: Registration,
  to: Pick<Registration, 'step' | 'previousLevel' | 'outcome'>,
  now: number,
): Promise<Registration> {
  const advanced = await tx<SchemaRegistrationRow>('schema_registrations')
    .where({ change_id: changeId, fence })
    .update({
      step: to.step,
      previous_level: to.previousLevel ?? null,
      outcome: to.outcome ? JSON.stringify(to.outcome) : null,
      held_until: now + REGISTRATION_LEASE_MS,
    });
  if (advanced !== 1) throw takenOver(changeId);
  return { changeId, fence, ...to };
}

/** Ends a registration; whatever it wanted is done or will begin anew. */
export async function endRegistration(
  tx: Knex,
  { changeId, fence }: Registration,
): Promise<void> {
  const ended = await tx<SchemaRegistrationRow>('schema_registrations')
    .where({ change_id: changeId, fence })
    .delete();
  if (ended !== 1) throw takenOver(changeId);
}

/** Lets the next pass go on with a registration, unless somebody has it. */
export async function releaseRegistration(
  tx: Knex,
  { changeId, fence }: Registration,
): Promise<void> {
  await tx<SchemaRegistrationRow>('schema_registrations')
    .where({ change_id: changeId, fence })
    .update({ held_until: 0 });
}

/** Whether somebody is at a registration, or has to be. */
export async function isUnderWay(tx: Knex, changeId: string): Promise<boolean> {
  const row = await tx<SchemaRegistrationRow>('schema_registrations')
    .where({ change_id: changeId })
    .first('change_id');
  return row !== undefined;
}

function takenOver(changeId: string): ConflictError {
  return new ConflictError(
    `The registration of schema change ${changeId} was taken over; the next pass goes on`,
  );
}
