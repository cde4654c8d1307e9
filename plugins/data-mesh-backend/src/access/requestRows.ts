import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import type { Narrow } from '../authorization/permissionRules';
import type { GrantedBinding } from './GrantedBinding';
import {
  parseJson,
  ROWS_PER_STATEMENT,
  toNumber,
  toOptionalNumber,
} from '../rows';
import type {
  AccessDecisionRow,
  AccessRequestItemRow,
  AccessRequestRow,
} from '../tables';
import type { BREAK_GLASS } from './accessRules';
import type { ApprovalStep } from './decideRequest';
import type { RequestInput } from './FactsReader';
import type { AccessMode } from './planBindings';
import type { ItemState } from './transitions';

/** A decision on one step of an item. */
export type StoredDecision = {
  step: number;
  decision: 'approve' | 'reject';
  decidedBy: string;
  comment?: string;
  conditions?: string;
  decidedAt: number;
};

/** An item of a request, with what the request says of all its items. */
export type StoredItem = {
  id: string;
  requestId: string;
  productRef: string;
  port: string;
  environment: string;
  cluster: string;
  topic: string;
  principal: string;
  state: ItemState;
  version: number;
  step: number;
  steps: ApprovalStep[];
  rule: string;
  bindings: GrantedBinding[];
  stepSince: number;
  remindedAt?: number;
  escalatedAt?: number;
  decidedAt?: number;
  grantId?: string;
  grantState?: string;
  createdAt: number;
  requestedBy: string;
  consumerRef: string;
  mode: AccessMode;
  purpose: string;
  duration: string;
  options: RequestInput['options'];
  /** Of emergency access. */
  incident?: string;
};

type JoinedRow = AccessRequestItemRow &
  Pick<
    AccessRequestRow,
    | 'requested_by'
    | 'consumer_ref'
    | 'mode'
    | 'purpose'
    | 'duration'
    | 'options'
    | 'incident'
  > & { grant_state: string | null };

function toItem(row: JoinedRow): StoredItem {
  return {
    id: row.id,
    requestId: row.request_id,
    productRef: row.product_ref,
    port: row.port,
    environment: row.environment,
    cluster: row.cluster,
    topic: row.topic,
    principal: row.principal,
    state: row.state as ItemState,
    version: row.version,
    step: row.step,
    steps: parseJson<ApprovalStep[]>(row.steps) ?? [],
    rule: row.rule,
    bindings: parseJson<GrantedBinding[]>(row.bindings) ?? [],
    stepSince: toNumber(row.step_since),
    remindedAt: toOptionalNumber(row.reminded_at),
    escalatedAt: toOptionalNumber(row.escalated_at),
    decidedAt: toOptionalNumber(row.decided_at),
    grantId: row.grant_id ?? undefined,
    grantState: row.grant_state ?? undefined,
    createdAt: toNumber(row.created_at),
    requestedBy: row.requested_by,
    consumerRef: row.consumer_ref,
    mode: row.mode as AccessMode,
    purpose: row.purpose,
    duration: row.duration,
    options: parseJson(row.options) ?? {},
    incident: row.incident ?? undefined,
  };
}

/** What to look for among items; all that is given must hold. */
export type ItemFilter = {
  id?: string;
  requestId?: string;
  state?: string;
  productRef?: string;
  consumerRef?: string;
  requestedBy?: string;
};

/**
 * Items that match, the newest first.
 *
 * @param narrow - leaves out what the permission policy does not let be seen
 */
export async function readItems(
  tx: Knex,
  filter: ItemFilter,
  narrow?: Narrow,
): Promise<StoredItem[]> {
  const query = tx('access_request_items as i')
    .join('access_requests as r', 'r.id', 'i.request_id')
    .leftJoin('grants as g', 'g.id', 'i.grant_id')
    .orderBy([
      { column: 'i.created_at', order: 'desc' },
      { column: 'i.request_id' },
      { column: 'i.position' },
    ])
    .select(
      'i.*',
      'r.requested_by',
      'r.consumer_ref',
      'r.mode',
      'r.purpose',
      'r.duration',
      'r.options',
      'r.incident',
      { grant_state: 'g.state' },
    );
  const conditions: Array<[string, string | undefined]> = [
    ['i.id', filter.id],
    ['i.request_id', filter.requestId],
    ['i.state', filter.state],
    ['i.product_ref', filter.productRef],
    ['r.consumer_ref', filter.consumerRef],
    ['r.requested_by', filter.requestedBy],
  ];
  for (const [column, value] of conditions) {
    if (value !== undefined) query.where(column, value);
  }
  narrow?.(query, { product: 'i.product_ref', consumer: 'r.consumer_ref' });
  const rows: JoinedRow[] = await query;
  return rows.map(toItem);
}

export async function readDecisions(
  tx: Knex,
  itemIds: string[],
): Promise<Map<string, StoredDecision[]>> {
  const found = new Map<string, StoredDecision[]>();
  for (let i = 0; i < itemIds.length; i += ROWS_PER_STATEMENT) {
    const rows = await tx<AccessDecisionRow>('access_decisions')
      .whereIn('item_id', itemIds.slice(i, i + ROWS_PER_STATEMENT))
      .orderBy('step');
    for (const row of rows) {
      const list = found.get(row.item_id) ?? [];
      list.push({
        step: row.step,
        decision: row.decision as StoredDecision['decision'],
        decidedBy: row.decided_by,
        comment: row.comment ?? undefined,
        conditions: row.conditions ?? undefined,
        decidedAt: toNumber(row.decided_at),
      });
      found.set(row.item_id, list);
    }
  }
  return found;
}

/**
 * What may be there only once while it is live. Emergency access has a key of
 * its own: it may be needed while a request waits, and that one goes on.
 */
export function liveKey(
  consumerRef: string,
  cluster: string,
  topic: string,
  mode: AccessMode,
  kind?: typeof BREAK_GLASS,
): string {
  const key = [consumerRef, cluster, topic, mode, ...(kind ? [kind] : [])];
  return createHash('sha256').update(JSON.stringify(key)).digest('hex');
}
