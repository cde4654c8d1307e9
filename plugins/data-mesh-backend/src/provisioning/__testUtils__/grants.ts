import type { Knex } from 'knex';
import { createGrant, type NewGrant } from '../../access/createGrant';
import { planBindings } from '../../access/planBindings';
import { appendHistory } from '../../history/appendHistory';
import type { GrantRow, HistoryRow } from '../../tables';

/** What a test wants to say of a grant; the rest does not matter to it. */
export type GrantWish = {
  cluster?: string;
  topic?: string;
  consumer?: string;
  duration?: string;
  /** Where the schema registry enforces access. */
  subjects?: string[];
  now: number;
};

/** A grant as a decision would make it. */
export function newGrant({
  cluster = 'main',
  topic = 'sales.orders.v1',
  consumer = 'route-planner',
  duration = 'P30D',
  subjects,
}: GrantWish): NewGrant {
  const principal = `User:${consumer}`;
  return {
    origin: 'request',
    productRef: 'dataproduct:default/orders',
    port: 'orders-v1',
    environment: 'production',
    cluster,
    topic,
    consumerRef: `component:default/${consumer}`,
    principal,
    mode: 'read',
    purpose: 'to plan routes',
    approvedBy: ['user:default/olivia'],
    requestedBy: 'user:default/liam',
    duration,
    bindings: planBindings({
      mode: 'read',
      topic,
      principal,
      consumerName: consumer,
      subjects,
    }),
  };
}

/** Grants it, as a decision does, in one transaction. */
export async function grantAccess(db: Knex, wish: GrantWish) {
  const grant = newGrant(wish);
  const id = await db.transaction(async tx => {
    const made = await createGrant(tx, grant, 'user:default/olivia', wish.now);
    await appendHistory(tx, made.facts, wish.now);
    return made.id;
  });
  return { id, bindings: grant.bindings };
}

/** Begins to end a grant, as a revocation does. */
export async function endGrant(db: Knex, id: string): Promise<void> {
  await db<GrantRow>('grants')
    .where({ id })
    .update({
      state: 'ending',
      end_state: 'revoked',
      reason: 'not needed any more',
      version: db.raw('version + 1') as never,
    });
}

export async function grantRow(db: Knex, id: string): Promise<GrantRow> {
  const row = await db<GrantRow>('grants').where({ id }).first();
  if (!row) throw new Error(`there is no grant ${id}`);
  return row;
}

/** What the history holds, in order, without details. */
export async function actions(db: Knex): Promise<string[]> {
  const rows = await db<HistoryRow>('history').orderBy('seq').select('action');
  return rows.map(row => row.action);
}
