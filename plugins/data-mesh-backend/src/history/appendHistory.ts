import type { Knex } from 'knex';
import { ROWS_PER_STATEMENT, toNumber } from '../rows';
import type { HistoryHeadRow, HistoryRow } from '../tables';
import type { HistoryAction } from './actions';
import { GENESIS_HASH, hashOfEntry } from './hashChain';

/** Who does what nobody asked for at that moment: expiry, provisioning. */
export const SYSTEM_ACTOR = 'plugin:data-mesh';

/** A fact, as it happened. */
export type HistoryFact = {
  /** Ref of the user who did it, or {@link SYSTEM_ACTOR}. */
  actor: string;
  action: HistoryAction;
  productRef?: string | null;
  consumerRef?: string | null;
  cluster?: string;
  topic?: string;
  principal?: string;
  requestId?: string;
  itemId?: string | null;
  grantId?: string;
  /** Whatever else explains it; never a secret. */
  details?: object;
};

async function lockHead(tx: Knex): Promise<HistoryHeadRow> {
  await tx<HistoryHeadRow>('history_head')
    .insert({ id: 1, seq: 0, hash: GENESIS_HASH })
    .onConflict('id')
    .ignore();
  // Held to the end of the transaction, so that entries never share a number.
  await tx<HistoryHeadRow>('history_head').where({ id: 1 }).increment('seq', 0);
  const head = await tx<HistoryHeadRow>('history_head')
    .where({ id: 1 })
    .first();
  if (!head) throw new Error('the history has lost its head row');
  return head;
}

/**
 * Adds facts to the history, in the transaction that makes them true: there is
 * no fact without its entry, and no entry without its fact.
 *
 * Call it last in the transaction, since it holds up all others that append.
 */
export async function appendHistory(
  tx: Knex,
  facts: HistoryFact[],
  now: number,
): Promise<void> {
  if (facts.length === 0) return;
  const head = await lockHead(tx);
  let seq = toNumber(head.seq);
  let previous = head.hash;
  const rows = facts.map((fact): HistoryRow => {
    seq += 1;
    const row = {
      seq,
      at: now,
      actor: fact.actor,
      action: fact.action,
      product_ref: fact.productRef ?? null,
      consumer_ref: fact.consumerRef ?? null,
      cluster: fact.cluster ?? null,
      topic: fact.topic ?? null,
      principal: fact.principal ?? null,
      request_id: fact.requestId ?? null,
      item_id: fact.itemId ?? null,
      grant_id: fact.grantId ?? null,
      details: JSON.stringify(fact.details ?? {}),
      previous_hash: previous,
    };
    previous = hashOfEntry(row);
    return { ...row, hash: previous };
  });
  for (let i = 0; i < rows.length; i += ROWS_PER_STATEMENT) {
    await tx<HistoryRow>('history').insert(
      rows.slice(i, i + ROWS_PER_STATEMENT),
    );
  }
  await tx<HistoryHeadRow>('history_head')
    .where({ id: 1 })
    .update({ seq, hash: previous });
}
