import type { Knex } from 'knex';
import { toHttpError } from '../access/refusal';
import { principalOfUser, readHolder } from '../principals/registerRows';
import { locked, toNumber, toOptionalNumber } from '../rows';
import type { CreatedPrincipalRow } from '../tables';

/**
 * Where a SCRAM user of ours stands: `reserved` until its name was seen to be
 * free, `creating` from then until it was read back, `removing` before it is
 * deleted. Only what was `creating` once is ever deleted at Kafka.
 */
export type CreatedUserState =
  | 'reserved'
  | 'creating'
  | 'present'
  | 'removing'
  | 'removed';

/** A SCRAM user of ours; its password is known to nobody here. */
export type CreatedUser = {
  cluster: string;
  username: string;
  consumerRef: string;
  mechanism: string;
  state: CreatedUserState;
  /** When it was reserved, or begun to be made after that. */
  createdAt: number;
  revealedAt?: number;
  /** A user ref, or where a secret sink put the password. */
  revealedTo?: string;
};

function toCreatedUser(row: CreatedPrincipalRow): CreatedUser {
  return {
    cluster: row.cluster,
    username: row.username,
    consumerRef: row.consumer_ref,
    mechanism: row.mechanism,
    state: row.state as CreatedUserState,
    createdAt: toNumber(row.created_at),
    revealedAt: toOptionalNumber(row.revealed_at),
    revealedTo: row.revealed_to ?? undefined,
  };
}

/** Users that were made for a consumer, the first one first. */
export async function readCreatedUsers(
  tx: Knex,
  cluster: string,
  consumerRef: string,
): Promise<CreatedUser[]> {
  const rows = await tx<CreatedPrincipalRow>('created_principals')
    .where({ cluster, consumer_ref: consumerRef })
    .orderBy([{ column: 'created_at' }, { column: 'username' }])
    .select();
  return rows.map(toCreatedUser);
}

/** Reads a user's row and keeps it from being changed by anybody else. */
export async function lockCreatedUser(
  tx: Knex,
  cluster: string,
  username: string,
): Promise<CreatedUser | undefined> {
  const row = await locked(
    tx,
    tx<CreatedPrincipalRow>('created_principals')
      .where({ cluster, username })
      .first(),
  );
  return row && toCreatedUser(row);
}

/** Which user a reservation is for. */
export type UserReservation = {
  cluster: string;
  consumerRef: string;
  principal: string;
  mechanism: string;
};

/**
 * Reserves the name of a user that is to be made for a consumer, in the
 * transaction that gives it its first access; nothing where the principal is
 * one that the consumer has already.
 *
 * @returns whether a name was reserved, so that the register has to follow
 * @throws ConflictError where the name is another's, or is being removed
 */
export async function reserveUser(
  tx: Knex,
  { cluster, consumerRef, principal, mechanism }: UserReservation,
  now: number,
): Promise<boolean> {
  const username = principal.replace(/^User:/, '');
  const known = await lockCreatedUser(tx, cluster, username);
  if (known && known.state !== 'removed') {
    if (known.consumerRef === consumerRef && known.state !== 'removing') {
      return false;
    }
    throw toHttpError({
      code: 'CONFLICT',
      message:
        known.state === 'removing'
          ? `User ${username} of ${known.consumerRef} is just being removed on cluster ${cluster}; try again in a minute`
          : `User ${username} on cluster ${cluster} was made for ${known.consumerRef}; give ${consumerRef} a principal of its own`,
    });
  }
  if (await readHolder(tx, cluster, principal)) return false;
  const row: CreatedPrincipalRow = {
    cluster,
    username,
    consumer_ref: consumerRef,
    mechanism,
    state: 'reserved',
    created_at: now,
    revealed_at: null,
    revealed_to: null,
  };
  await tx<CreatedPrincipalRow>('created_principals')
    .insert(row)
    .onConflict(['cluster', 'username'])
    .merge()
    // Not where another replica has reserved it a moment ago.
    .where('created_principals.state', 'removed');
  const mine = await lockCreatedUser(tx, cluster, username);
  if (mine?.consumerRef === consumerRef) return true;
  throw toHttpError({
    code: 'CONFLICT',
    message: `User ${username} on cluster ${cluster} was just made for ${mine?.consumerRef}; give ${consumerRef} a principal of its own`,
  });
}

/**
 * A name for the next user of a consumer: that of the first one with a number.
 *
 * @param taken - usernames and principals that are somebody's already
 */
export function nextUsername(first: string, taken: Set<string>): string {
  for (let n = 2; ; n += 1) {
    const username = `${first}-${n}`;
    if (!taken.has(username) && !taken.has(principalOfUser(username))) {
      return username;
    }
  }
}
