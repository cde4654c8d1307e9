import type { Knex } from 'knex';
import type { EndState, GrantState } from '../access/transitions';
import { locked, toNumber, toOptionalNumber } from '../rows';
import type { GrantRow, ManagedBindingRow } from '../tables';
import { toManagedBinding } from './bindingRows';
import type { BindingWork } from './planPass';

/** What the reconciler needs to know of a grant. */
export type GrantWork = {
  id: string;
  state: GrantState;
  endState?: EndState;
  version: number;
  productRef: string | null;
  consumerRef: string;
  cluster: string;
  topic: string;
  principal: string;
  mode: string;
  itemId: string | null;
  reason?: string;
  endsAt: number;
  tryingSince?: number;
  confirmed: number;
  brokers: number;
  lastError: string | null;
  bindingIds: string[];
};

/** Grants that have not ended, and every binding that is not removed. */
export type Work = {
  cluster: string;
  grants: Map<string, GrantWork>;
  bindings: Map<string, BindingWork>;
};

const OPEN: GrantState[] = ['pending', 'active', 'failed', 'ending'];

/**
 * All that there is to do or to watch on a cluster.
 *
 * @param lock - locks the bindings in the order of their IDs, so that none
 *   comes to be wanted meanwhile; read the grants after that
 */
export async function readWork(
  tx: Knex,
  cluster: string,
  lock: 'lock' | 'look' = 'look',
): Promise<Work> {
  const wanted = tx<ManagedBindingRow>('managed_bindings')
    .where({ cluster })
    .whereNot({ state: 'removed' })
    .orderBy('id')
    .select();
  const rows: ManagedBindingRow[] =
    lock === 'lock' ? await locked(tx, wanted) : await wanted;
  const grantRows = await tx<GrantRow>('grants')
    .where({ cluster })
    .whereIn('state', OPEN)
    .select();
  const links: Array<{ grant_id: string; binding_id: string }> = await tx(
    'grant_bindings',
  )
    .join('grants', 'grants.id', 'grant_id')
    .where('grants.cluster', cluster)
    .whereIn('grants.state', OPEN)
    .select('grant_id', 'binding_id');

  const grants = new Map(
    grantRows.map(row => [
      row.id,
      {
        id: row.id,
        state: row.state as GrantState,
        endState: (row.end_state ?? undefined) as EndState | undefined,
        version: row.version,
        productRef: row.product_ref,
        consumerRef: row.consumer_ref,
        cluster: row.cluster,
        topic: row.topic,
        principal: row.principal,
        mode: row.mode,
        itemId: row.item_id,
        reason: row.reason ?? undefined,
        endsAt: toNumber(row.ends_at),
        tryingSince: toOptionalNumber(row.trying_since),
        confirmed: row.confirmed,
        brokers: row.brokers,
        lastError: row.last_error,
        bindingIds: [] as string[],
      },
    ]),
  );
  const bindings = new Map(
    rows.map(row => [
      row.id,
      { ...toManagedBinding(row), grants: [] as BindingWork['grants'] },
    ]),
  );
  for (const { grant_id, binding_id } of links) {
    const grant = grants.get(grant_id);
    if (!grant) continue;
    grant.bindingIds.push(binding_id);
    bindings.get(binding_id)?.grants.push({ id: grant.id, state: grant.state });
  }
  return { cluster, grants, bindings };
}

/** Whether Kafka has to be asked at all. */
export function isIdle(work: Work): boolean {
  return work.bindings.size === 0 && work.grants.size === 0;
}
