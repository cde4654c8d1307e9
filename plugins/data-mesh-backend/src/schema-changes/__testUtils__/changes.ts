import type { Knex } from 'knex';
import type { HistoryRow, SchemaChangeRow } from '../../tables';
import { insertChange, type StoredChange } from '../changeRows';

/** A schema of a record with these fields. */
export const schemaOf = (...fields: object[]) =>
  JSON.stringify({ type: 'record', name: 'R', fields });

export const ID = { name: 'id', type: 'string' };
export const TOTAL = { name: 'total', type: 'long' };

/** A change that breaks readers, and that they have agreed to. */
export function anAcceptedChange(over: Partial<StoredChange>): StoredChange {
  return {
    id: 'change-1',
    productRef: 'dataproduct:default/orders',
    port: 'v1',
    environment: 'production',
    cluster: 'main',
    topic: 'sales.orders.v1',
    subject: 'sales.orders.v1-value',
    format: 'AVRO',
    schema: schemaOf(ID, TOTAL),
    references: [],
    base: { version: 1, schema: schemaOf(ID) },
    level: 'BACKWARD',
    compatible: false,
    breaks: [],
    messages: [],
    message: 'we need it',
    silence: 'objection',
    respondBy: 1,
    state: 'accepted',
    proposedBy: 'user:default/olivia',
    proposedAt: 1,
    acceptedAt: 1,
    attempts: 0,
    version: 1,
    ...over,
  };
}

export async function storeChange(
  db: Knex,
  change: StoredChange,
): Promise<void> {
  await db.transaction(tx => insertChange(tx, change, undefined));
}

export async function changeRow(
  db: Knex,
  id: string,
): Promise<SchemaChangeRow> {
  const row = await db<SchemaChangeRow>('schema_changes').where({ id }).first();
  if (!row) throw new Error(`there is no change ${id}`);
  return row;
}

/** All facts of the history in their order. */
export async function actions(db: Knex): Promise<string[]> {
  const rows = await db<HistoryRow>('history').orderBy('seq').select('action');
  return rows.map(row => row.action);
}
