import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { ENDED_GRANT_STATES } from '../access/transitions';
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

/** Whether a grant, or an ACL that we have yet to remove, needs the user. */
async function isNeeded(
  tx: Knex,
  cluster: string,
  principal: string,
): Promise<boolean> {
  const grant = await tx<GrantRow>('grants')
    .where({ cluster, principal })
    .whereNotIn('state', [...ENDED_GRANT_STATES])
    .first('id');
  if (grant) return true;
  const binding = await tx<ManagedBindingRow>('managed_bindings')
    .where({ cluster, principal })
    .whereNot({ state: 'removed' })
    .first('id');
  return binding !== undefined;
}

type Removal = {
  db: Knex;
  cluster: string;
  port: KafkaPort;
  /** Brings register and mesh in line, in the transaction given. */
  onChange: (tx: Knex, now: number) => Promise<void>;
  logger: LoggerService;
  now: number;
};

/**
 * Deletes users that we have made and that nothing needs any more: topic
 * bindings went first, then groups, and the user goes last.
 */
export async function removeUnusedUsers(options: Removal): Promise<void> {
  const { db, cluster, now } = options;
  const rows = await db<CreatedPrincipalRow>('created_principals')
    .where({ cluster })
    .whereNot({ state: 'removed' })
    .select();
  for (const row of rows) {
    const isBeingMade =
      ['reserved', 'creating'].includes(row.state) &&
      now - toNumber(row.created_at) < BEING_MADE_MS;
    const principal = principalOfUser(row.username);
    if (!isBeingMade && !(await isNeeded(db, cluster, principal))) {
      await removeUser(options, row);
    }
  }
}

async function removeUser(
  { db, cluster, port, onChange, logger, now }: Removal,
  { username, mechanism, consumer_ref }: CreatedPrincipalRow,
): Promise<void> {
  const before = await takeForRemoval(db, cluster, username);
  if (!before) return;
  // The name of who was only reserved may be somebody else's at Kafka.
  if (before !== 'reserved') {
    const name = { user: username, mechanism: mechanism as ScramMechanism };
    const [result] = await port.deleteScramUsers([name]);
    if (!result.ok && result.error.code !== 'NOT_FOUND') {
      logger.warn(
        `User ${username} of cluster ${cluster} could not be removed, the next pass tries again: ${result.error.message}`,
      );
      return;
    }
  }
  await db.transaction(async tx => {
    const changed = await tx<CreatedPrincipalRow>('created_principals')
      .where({ cluster, username })
      .whereIn('state', ['removing', 'reserved'])
      .update({ state: 'removed' });
    if (changed !== 1) return;
    await onChange(tx, now);
    if (before === 'reserved') return;
    await appendHistory(
      tx,
      [
        {
          actor: SYSTEM_ACTOR,
          action: 'principal.removed',
          consumerRef: consumer_ref,
          cluster,
          principal: principalOfUser(username),
          details: { mechanism },
        },
      ],
      now,
    );
  });
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
