import { ConflictError } from '@backstage/errors';
import type { Knex } from 'knex';
import { toNumber } from '../rows';
import type { ProvisioningLeaseRow } from '../tables';

/**
 * How long a lease lasts after its holder's last sign of life; so long a
 * cluster waits after a crash.
 */
export const LEASE_MS = 20_000;
const HEARTBEAT_MS = 4_000;

/** The right to change a cluster, until somebody else takes it over. */
export type Lease = { cluster: string; fence: number; until: number };

/**
 * Keeps a lease while its holder is alive. Where that cannot be, `until` stays
 * as it was, and the holder stops by itself.
 *
 * @returns stops it
 */
export function keepLease(
  db: Knex,
  lease: Lease,
  clock: () => number,
): () => void {
  const timer = setInterval(async () => {
    const until = clock() + LEASE_MS;
    try {
      const kept = await db<ProvisioningLeaseRow>('provisioning_leases')
        .where({ cluster: lease.cluster, fence: lease.fence })
        .andWhere('held_until', '>', 0)
        .update({ held_until: until });
      if (kept === 1) lease.until = until;
    } catch {
      // The pass itself will meet whatever is wrong with the database.
    }
  }, HEARTBEAT_MS);
  return () => clearInterval(timer);
}

/**
 * Takes the lease of a cluster if nobody holds it (any more).
 *
 * @param holder - a name of one's own; the same one may take it again
 */
export async function takeLease(
  db: Knex,
  cluster: string,
  holder: string,
  now: number,
): Promise<Lease | undefined> {
  return db.transaction(async tx => {
    await tx<ProvisioningLeaseRow>('provisioning_leases')
      .insert({ cluster, fence: 0, holder: null, held_until: 0 })
      .onConflict('cluster')
      .ignore();
    const until = now + LEASE_MS;
    const taken = await tx<ProvisioningLeaseRow>('provisioning_leases')
      .where({ cluster })
      .andWhere(free => {
        free.where('held_until', '<=', now).orWhere({ holder });
      })
      .update({
        fence: tx.raw('fence + 1') as never,
        holder,
        held_until: until,
      });
    if (taken !== 1) return undefined;
    const row = await tx<ProvisioningLeaseRow>('provisioning_leases')
      .where({ cluster })
      .first();
    if (!row) throw new Error(`cluster ${cluster} has lost its lease row`);
    return { cluster, fence: toNumber(row.fence), until };
  });
}

/** Gives a lease back, unless somebody has taken it over. */
export async function releaseLease(db: Knex, lease: Lease): Promise<void> {
  await db<ProvisioningLeaseRow>('provisioning_leases')
    .where({ cluster: lease.cluster, fence: lease.fence })
    .update({ held_until: 0 });
}

/**
 * Locks the lease to the end of the transaction.
 *
 * @throws ConflictError if somebody else has taken it over: what was seen at
 *   Kafka may be older than what is stored
 */
export async function requireLease(tx: Knex, lease: Lease): Promise<void> {
  const held = await tx<ProvisioningLeaseRow>('provisioning_leases')
    .where({ cluster: lease.cluster, fence: lease.fence })
    .increment('fence', 0);
  if (Number(held) !== 1) {
    throw new ConflictError(
      `The lease on cluster ${lease.cluster} was taken over; the next pass goes on`,
    );
  }
}
