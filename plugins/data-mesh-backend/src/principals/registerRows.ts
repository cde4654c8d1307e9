import type { Knex } from 'knex';
import { readIndex } from '../catalog-index/indexRows';
import type { DataMeshConfig } from '../config/DataMeshConfig';
import type { TopicHold } from '../products/holds';
import { toNumber, upsert } from '../rows';
import type {
  CreatedPrincipalRow,
  GrantRow,
  PrincipalConfirmationRow,
  PrincipalHoldRow,
} from '../tables';
import { decideRegister, principalKey } from './register';

/** Kafka's name for a SCRAM user. */
export function principalOfUser(username: string): string {
  return `User:${username}`;
}

/** Who holds each principal, and who wants it too, as of what is stored. */
export async function readRegister(
  tx: Knex,
  config: DataMeshConfig,
): Promise<Map<string, TopicHold>> {
  const confirmations = await tx<PrincipalConfirmationRow>(
    'principal_confirmations',
  ).select();
  const created = await tx<CreatedPrincipalRow>('created_principals')
    .whereNot({ state: 'removed' })
    .select();
  const grants = await tx<GrantRow>('grants')
    .whereNotNull('live_key')
    .orderBy('created_at')
    .select('cluster', 'principal', 'consumer_ref');
  const holds = await tx<PrincipalHoldRow>('principal_holds').select();
  return decideRegister({
    clusters: config.clusters.map(({ name }) => name),
    trustedLocations: config.trustedLocations,
    index: await readIndex(tx),
    confirmations: new Set(
      confirmations.map(
        c => `${principalKey(c.cluster, c.principal)} ${c.consumer_ref}`,
      ),
    ),
    created: created.map(c => ({
      cluster: c.cluster,
      principal: principalOfUser(c.username),
      consumerRef: c.consumer_ref,
    })),
    granted: grants.map(g => ({
      cluster: g.cluster,
      principal: g.principal,
      consumerRef: g.consumer_ref,
    })),
    holders: new Map(
      holds.map(h => [principalKey(h.cluster, h.principal), h.consumer_ref]),
    ),
  });
}

/**
 * Brings the stored register in line with what the catalog holds, in the
 * transaction that brought the change.
 */
export async function recomputeRegister(
  tx: Knex,
  config: DataMeshConfig,
  now: number,
): Promise<void> {
  const register = await readRegister(tx, config);
  const before = new Map(
    (await tx<PrincipalHoldRow>('principal_holds').select()).map(row => [
      principalKey(row.cluster, row.principal),
      row,
    ]),
  );
  const rows: PrincipalHoldRow[] = [];
  for (const [key, { holder }] of register) {
    if (!holder) continue;
    const known = before.get(key);
    before.delete(key);
    if (known?.consumer_ref === holder) continue;
    const slash = key.indexOf('/');
    rows.push({
      cluster: key.slice(0, slash),
      principal: key.slice(slash + 1),
      consumer_ref: holder,
      since: now,
    });
  }
  await upsert(tx, 'principal_holds', rows, ['cluster', 'principal']);
  for (const { cluster, principal } of before.values()) {
    await tx('principal_holds').where({ cluster, principal }).delete();
  }
}

/** Consumers by the principal that each of them holds on a cluster. */
export async function readHolders(
  tx: Knex,
  cluster: string,
): Promise<Map<string, string>> {
  const rows = await tx<PrincipalHoldRow>('principal_holds')
    .where({ cluster })
    .select('principal', 'consumer_ref');
  return new Map(rows.map(row => [row.principal, row.consumer_ref]));
}

/** The consumer that holds a principal, if any. */
export async function readHolder(
  tx: Knex,
  cluster: string,
  principal: string,
): Promise<{ consumerRef: string; since: number } | undefined> {
  const row = await tx<PrincipalHoldRow>('principal_holds')
    .where({ cluster, principal })
    .first();
  return row && { consumerRef: row.consumer_ref, since: toNumber(row.since) };
}
