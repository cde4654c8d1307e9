import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { appendHistory, SYSTEM_ACTOR } from '../history/appendHistory';
import type { KafkaPort, ScramMechanism } from '../kafka/KafkaPort';
import { principalOfUser } from '../principals/registerRows';
import { toNumber } from '../rows';
import type {
  CreatedPrincipalRow,
  GrantRow,
  ManagedBindingRow,
} from '../tables';
import { lockCreatedUser } from './createdUsers';

// Who is about to be made has no access yet; this is longer than it takes.
const BEING_MADE_MS = 60_000;
const ENDED = ['expired', 'revoked'];

/** Whether a grant, or an ACL that we have yet to remove, needs the user. */
async function isNeeded(
  tx: Knex,
  cluster: string,
  principal: string,
): Promise<boolean> {
  const grant = await tx<GrantRow>('grants')
    .where({ cluster, principal })
    .whereNotIn('state', ENDED)
    .first('id');
  if (grant) return true;
  const binding = await tx<ManagedBindingRow>('managed_bindings')
    .where({ cluster, principal })
    .whereNot({ state: 'removed' })
    .first('id');
  return binding !== undefined;
}

/**
 * Deletes users that we have made and that nothing needs any more: topic
 * bindings went first, then groups, and the user goes last.
 *
 * @returns how many were removed
 */
export async function removeUnusedUsers(options: {
  db: Knex;
  cluster: string;
  port: KafkaPort;
  onChange: (tx: Knex, now: number) => Promise<void>;
  logger: LoggerService;
  now: number;
}): Promise<number> {
  const { db, cluster, port, onChange, logger, now } = options;
  const rows = await db<CreatedPrincipalRow>('created_principals')
    .where({ cluster })
    .whereNot({ state: 'removed' })
    .select();
  let removed = 0;
  for (const { username, mechanism, created_at, state } of rows) {
    const young =
      state !== 'present' &&
      state !== 'removing' &&
      now - toNumber(created_at) < BEING_MADE_MS;
    if (young || (await isNeeded(db, cluster, principalOfUser(username)))) {
      continue;
    }
    const before = await takeForRemoval(db, cluster, username);
    if (!before) continue;
    // The name of who was only reserved may be somebody else's at Kafka.
    if (before !== 'reserved') {
      const name = { user: username, mechanism: mechanism as ScramMechanism };
      const [result] = await port.deleteScramUsers([name]);
      if (!result.ok && result.error.code !== 'NOT_FOUND') {
        logger.warn(
          `User ${username} of cluster ${cluster} could not be removed, the next pass tries again: ${result.error.message}`,
        );
        continue;
      }
    }
    await db.transaction(async tx => {
      const changed = await tx<CreatedPrincipalRow>('created_principals')
        .where({ cluster, username })
        .whereIn('state', ['removing', 'reserved'])
        .update({ state: 'removed' });
      if (changed !== 1) return;
      await onChange(tx, now);
      removed += 1;
      if (before === 'reserved') return;
      const row = rows.find(r => r.username === username);
      await appendHistory(
        tx,
        [
          {
            actor: SYSTEM_ACTOR,
            action: 'principal.removed',
            consumerRef: row?.consumer_ref,
            cluster,
            principal: principalOfUser(username),
            details: { mechanism },
          },
        ],
        now,
      );
    });
  }
  return removed;
}

/** Marks a user as going, unless it has come to be needed meanwhile. */
async function takeForRemoval(
  db: Knex,
  cluster: string,
  username: string,
): Promise<string | undefined> {
  return db.transaction(async tx => {
    const user = await lockCreatedUser(tx, cluster, username);
    if (!user || user.state === 'removed') return undefined;
    // Asked after the lock: whoever gives it access locks it first.
    if (await isNeeded(tx, cluster, principalOfUser(username))) {
      return undefined;
    }
    if (user.state === 'reserved') return user.state;
    await tx<CreatedPrincipalRow>('created_principals')
      .where({ cluster, username })
      .update({ state: 'removing' });
    return user.state;
  });
}
