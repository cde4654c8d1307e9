import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import type { HistoryFact } from '../history/appendHistory';
import type { GrantedBinding } from './GrantedBinding';
import { formatBinding } from '../kafka/acls';
import { wantBindings } from '../provisioning/bindingRows';
import type { GrantRow } from '../tables';
import { BREAK_GLASS, endOfPeriod } from './accessRules';
import type { AccessMode } from './planBindings';
import { liveKey } from './requestRows';

/** What a grant is made of. */
export type NewGrant = {
  origin: 'request' | 'adoption' | typeof BREAK_GLASS;
  itemId?: string;
  requestId?: string;
  productRef?: string;
  port?: string;
  environment: string;
  cluster: string;
  topic: string;
  consumerRef: string;
  principal: string;
  mode: AccessMode;
  purpose: string;
  conditions?: string;
  /** Refs of who decided, or `rule:<name>`. */
  approvedBy: string[];
  requestedBy: string;
  duration: string;
  /** Of emergency access. */
  incident?: string;
  bindings: GrantedBinding[];
};

/**
 * Makes a grant with its wanted bindings, in the transaction of the decision.
 * Nothing is asked of Kafka here; the reconciler takes it from there.
 *
 * @param actor - whose decision made it
 * @returns its ID, and the facts to append to the history
 */
export async function createGrant(
  tx: Knex,
  grant: NewGrant,
  actor: string,
  now: number,
): Promise<{ id: string; facts: HistoryFact[] }> {
  const id = randomUUID();
  const adopted = grant.origin === 'adoption';
  await wantBindings(tx, grant.cluster, id, grant.bindings, now, adopted);
  const row: GrantRow = {
    id,
    origin: grant.origin,
    item_id: grant.itemId ?? null,
    product_ref: grant.productRef ?? null,
    port: grant.port ?? null,
    environment: grant.environment,
    cluster: grant.cluster,
    topic: grant.topic,
    consumer_ref: grant.consumerRef,
    principal: grant.principal,
    mode: grant.mode,
    purpose: grant.purpose,
    conditions: grant.conditions ?? null,
    approved_by: JSON.stringify(grant.approvedBy),
    requested_by: grant.requestedBy,
    duration: grant.duration,
    // An adopted one, too, is active only once it was read back.
    state: 'pending',
    reason: null,
    end_state: null,
    version: 1,
    starts_at: now,
    ends_at: endOfPeriod(grant.duration, now),
    confirmed: 0,
    brokers: 0,
    trying_since: null,
    last_error: null,
    activated_at: null,
    ended_at: null,
    reminded_at: null,
    unseen_told_at: null,
    live_key: liveKey(
      grant.consumerRef,
      grant.cluster,
      grant.topic,
      grant.mode,
      grant.origin === BREAK_GLASS ? BREAK_GLASS : undefined,
    ),
    incident: grant.incident ?? null,
    review_verdict: null,
    review_comment: null,
    reviewed_by: null,
    reviewed_at: null,
    review_reminded_at: null,
    created_at: now,
  };
  await tx<GrantRow>('grants').insert(row);
  const fact: HistoryFact = {
    actor,
    action: 'grant.created',
    productRef: grant.productRef,
    consumerRef: grant.consumerRef,
    cluster: grant.cluster,
    topic: grant.topic,
    principal: grant.principal,
    requestId: grant.requestId,
    itemId: grant.itemId,
    grantId: id,
    details: {
      mode: grant.mode,
      purpose: grant.purpose,
      approvedBy: grant.approvedBy,
      endsAt: new Date(row.ends_at).toISOString(),
      bindings: grant.bindings.map(formatBinding),
    },
  };
  return { id, facts: [fact] };
}
