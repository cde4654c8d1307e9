import type { Knex } from 'knex';
import type { HistoryRow } from '../tables';
import { HISTORY_ACTIONS } from './actions';

/** Which entries are asked for; what is left out, any. */
export type HistoryFilter = {
  product?: string;
  consumer?: string;
  cluster?: string;
  topic?: string;
  grant?: string;
  request?: string;
  actor?: string;
  /** An action, or what it begins with. */
  action?: string;
  /** Milliseconds since the epoch: from then on, and before that. */
  from?: number;
  to?: number;
};

/** All actions that are named so, or begin so. */
function actionsLike(text: string): string[] {
  const all: readonly string[] = HISTORY_ACTIONS;
  return all.includes(text) ? [text] : all.filter(a => a.startsWith(text));
}

/** The rows that a filter lets pass, in no order yet. */
export function filteredHistory(
  db: Knex,
  filter: HistoryFilter,
): Knex.QueryBuilder<HistoryRow, HistoryRow[]> {
  const equal = {
    product_ref: filter.product,
    consumer_ref: filter.consumer,
    cluster: filter.cluster,
    topic: filter.topic,
    grant_id: filter.grant,
    request_id: filter.request,
    actor: filter.actor,
  };
  const query = db<HistoryRow>('history').where(
    Object.fromEntries(
      Object.entries(equal).filter(([, value]) => value !== undefined),
    ),
  );
  if (filter.action !== undefined) {
    query.whereIn('action', actionsLike(filter.action));
  }
  if (filter.from !== undefined) query.where('at', '>=', filter.from);
  if (filter.to !== undefined) query.where('at', '<', filter.to);
  return query as Knex.QueryBuilder<HistoryRow, HistoryRow[]>;
}
