import { createHash } from 'node:crypto';
import type { AccessBinding } from '@data-mesh/backstage-plugin-data-mesh-node';
import type { Knex } from 'knex';
import type { GrantedBinding } from '../access/GrantedBinding';
import type { AclBinding } from '../kafka/KafkaPort';
import { parseJson, ROWS_PER_STATEMENT } from '../rows';
import type {
  BindingColumns,
  GrantBindingRow,
  ManagedBindingRow,
} from '../tables';

/**
 * Where one of our bindings stands: `intended` until it was read back,
 * `missing` once somebody else has removed it, `removing` before we delete it,
 * `removed` once it is gone and nobody wants it.
 */
export type BindingState =
  | 'intended'
  | 'present'
  | 'missing'
  | 'removing'
  | 'removed';

/** One string for the exact tuple of a binding. */
export function bindingKey(b: AccessBinding | GrantedBinding): string {
  return JSON.stringify([
    b.resourceType,
    b.resourceName,
    b.patternType,
    b.principal,
    b.host,
    b.operation,
    b.permission,
  ]);
}

/** ID of a binding on a cluster: the same tuple has the same one. */
export function bindingId(
  cluster: string,
  binding: AccessBinding | GrantedBinding,
): string {
  return createHash('sha256')
    .update(JSON.stringify([cluster, bindingKey(binding)]))
    .digest('hex');
}

export function toBindingColumns(
  cluster: string,
  b: AccessBinding | GrantedBinding,
): BindingColumns {
  return {
    cluster,
    resource_type: b.resourceType,
    resource_name: b.resourceName,
    pattern_type: b.patternType,
    principal: b.principal,
    host: b.host,
    operation: b.operation,
    permission: b.permission,
  };
}

/** An ACL that was seen at Kafka. */
export function toAcl(row: BindingColumns): AclBinding {
  return toBinding(row) as AclBinding;
}

export function toBinding(row: BindingColumns): GrantedBinding {
  return {
    resourceType: row.resource_type as GrantedBinding['resourceType'],
    resourceName: row.resource_name,
    patternType: row.pattern_type as AclBinding['patternType'],
    principal: row.principal,
    host: row.host,
    operation: row.operation as AclBinding['operation'],
    permission: row.permission as AclBinding['permission'],
  };
}

/** A binding of ours, as stored. */
export type ManagedBinding = {
  id: string;
  binding: GrantedBinding;
  state: BindingState;
  /** `undefined` until it was looked at. */
  existedBefore?: boolean;
  repair: boolean;
  error?: { code: string; message: string; retryable: boolean; item?: string };
};

export function toManagedBinding(row: ManagedBindingRow): ManagedBinding {
  return {
    id: row.id,
    binding: toBinding(row),
    state: row.state as BindingState,
    // SQLite has no booleans.
    existedBefore:
      row.existed_before === null ? undefined : Boolean(row.existed_before),
    repair: Boolean(row.repair),
    error: parseJson(row.error),
  };
}

/**
 * Lets a grant want bindings, in the transaction that makes the grant.
 *
 * Rows are touched in the order of their IDs, whether or not anything in them
 * changes: it makes whoever removes the same binding at this moment wait, and
 * see that it is wanted.
 *
 * @param adopted - whether they are at Kafka already and become ours
 */
export async function wantBindings(
  tx: Knex,
  cluster: string,
  grantId: string,
  bindings: Array<AccessBinding | GrantedBinding>,
  now: number,
  adopted = false,
): Promise<void> {
  const rows = bindings
    .map(
      (binding): ManagedBindingRow => ({
        id: bindingId(cluster, binding),
        ...toBindingColumns(cluster, binding),
        state: adopted ? 'present' : 'intended',
        existed_before: adopted ? false : null,
        error: null,
        repair: false,
        changed_at: now,
      }),
    )
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  for (const row of rows) {
    await tx<ManagedBindingRow>('managed_bindings')
      .insert(row)
      .onConflict('id')
      .merge(['changed_at']);
    await tx<ManagedBindingRow>('managed_bindings')
      .where({ id: row.id, state: 'removed' })
      .update({
        state: row.state,
        existed_before: row.existed_before,
        error: null,
        repair: false,
      });
  }
  await tx<GrantBindingRow>('grant_bindings').insert(
    rows.map(({ id }) => ({ grant_id: grantId, binding_id: id })),
  );
}

/** Bindings by grant. */
export async function readGrantBindings(
  tx: Knex,
  grantIds: string[],
): Promise<Map<string, ManagedBinding[]>> {
  const found = new Map<string, ManagedBinding[]>();
  for (let i = 0; i < grantIds.length; i += ROWS_PER_STATEMENT) {
    const rows: Array<ManagedBindingRow & { grant_id: string }> = await tx(
      'grant_bindings',
    )
      .join('managed_bindings', 'managed_bindings.id', 'binding_id')
      .whereIn('grant_id', grantIds.slice(i, i + ROWS_PER_STATEMENT))
      .orderBy('managed_bindings.resource_type', 'desc')
      .orderBy('managed_bindings.resource_name')
      .select('managed_bindings.*', 'grant_id');
    for (const row of rows) {
      const list = found.get(row.grant_id) ?? [];
      list.push(toManagedBinding(row));
      found.set(row.grant_id, list);
    }
  }
  return found;
}
