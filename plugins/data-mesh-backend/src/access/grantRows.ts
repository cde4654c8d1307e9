import type { Knex } from 'knex';
import type { Narrow } from '../authorization/permissionRules';
import { parseJson, toNumber, toOptionalNumber } from '../rows';
import type { StoredError } from '../provisioning/settle';
import type { CampaignItemRow, GrantRow } from '../tables';
import { BREAK_GLASS } from './accessRules';
import type { AccessMode } from './planBindings';
import {
  ENDED_GRANT_STATES,
  type EndState,
  type GrantState,
} from './transitions';

/** A grant as stored, without its bindings. */
export type StoredGrant = {
  id: string;
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
  approvedBy: string[];
  requestedBy: string;
  duration: string;
  state: GrantState;
  reason?: string;
  endState?: EndState;
  version: number;
  startsAt: number;
  endsAt: number;
  confirmed: number;
  brokers: number;
  lastError?: StoredError;
  activatedAt?: number;
  endedAt?: number;
  remindedAt?: number;
  unseenToldAt?: number;
  /** Of emergency access: address of its incident. */
  incident?: string;
  /** Of emergency access, once somebody has looked at it. */
  review?: {
    verdict: ReviewVerdict;
    comment: string;
    reviewedBy: string;
    reviewedAt: number;
  };
  reviewRemindedAt?: number;
  createdAt: number;
};

/** What somebody says who has looked at emergency access afterwards. */
export type ReviewVerdict = 'justified' | 'unjustified';

function toReview(row: GrantRow): StoredGrant['review'] {
  const { review_verdict, review_comment, reviewed_by, reviewed_at } = row;
  if (reviewed_at === null) return undefined;
  return {
    verdict: review_verdict as ReviewVerdict,
    comment: review_comment ?? '',
    reviewedBy: reviewed_by ?? '',
    reviewedAt: toNumber(reviewed_at),
  };
}

function toGrant(row: GrantRow & { request_id: string | null }): StoredGrant {
  return {
    id: row.id,
    origin: row.origin as StoredGrant['origin'],
    itemId: row.item_id ?? undefined,
    requestId: row.request_id ?? undefined,
    productRef: row.product_ref ?? undefined,
    port: row.port ?? undefined,
    environment: row.environment,
    cluster: row.cluster,
    topic: row.topic,
    consumerRef: row.consumer_ref,
    principal: row.principal,
    mode: row.mode as AccessMode,
    purpose: row.purpose,
    conditions: row.conditions ?? undefined,
    approvedBy: parseJson<string[]>(row.approved_by) ?? [],
    requestedBy: row.requested_by,
    duration: row.duration,
    state: row.state as GrantState,
    reason: row.reason ?? undefined,
    endState: (row.end_state ?? undefined) as EndState | undefined,
    version: row.version,
    startsAt: toNumber(row.starts_at),
    endsAt: toNumber(row.ends_at),
    confirmed: row.confirmed,
    brokers: row.brokers,
    lastError: parseJson(row.last_error),
    activatedAt: toOptionalNumber(row.activated_at),
    endedAt: toOptionalNumber(row.ended_at),
    remindedAt: toOptionalNumber(row.reminded_at),
    unseenToldAt: toOptionalNumber(row.unseen_told_at),
    incident: row.incident ?? undefined,
    review: toReview(row),
    reviewRemindedAt: toOptionalNumber(row.review_reminded_at),
    createdAt: toNumber(row.created_at),
  };
}

/** What to look for among grants; all that is given must hold. */
export type GrantFilter = {
  id?: string;
  /** As many as one statement takes. */
  ids?: string[];
  /** Those that a campaign looks at again. */
  campaignId?: string;
  productRef?: string;
  consumerRef?: string;
  cluster?: string;
  topic?: string;
  /** A state, or `live` for all that have not ended. */
  state?: string;
  /** Emergency access whose review is open. */
  openReview?: boolean;
};

/**
 * Grants that match, the newest first.
 *
 * @param narrow - leaves out what the permission policy does not let be seen
 */
export async function readGrants(
  tx: Knex,
  filter: GrantFilter,
  narrow?: Narrow,
): Promise<StoredGrant[]> {
  const query = tx('grants as g')
    .leftJoin('access_request_items as i', 'i.id', 'g.item_id')
    .orderBy([{ column: 'g.created_at', order: 'desc' }, { column: 'g.id' }])
    .select('g.*', 'i.request_id');
  const conditions: Array<[string, string | undefined]> = [
    ['g.id', filter.id],
    ['g.product_ref', filter.productRef],
    ['g.consumer_ref', filter.consumerRef],
    ['g.cluster', filter.cluster],
    ['g.topic', filter.topic],
  ];
  for (const [column, value] of conditions) {
    if (value !== undefined) query.where(column, value);
  }
  if (filter.ids) query.whereIn('g.id', filter.ids);
  if (filter.campaignId !== undefined) {
    query.whereIn(
      'g.id',
      tx<CampaignItemRow>('campaign_items')
        .where({ campaign_id: filter.campaignId })
        .select('grant_id'),
    );
  }
  if (filter.state === 'live') {
    query.whereNotIn('g.state', [...ENDED_GRANT_STATES]);
  } else if (filter.state) {
    query.where('g.state', filter.state);
  }
  if (filter.openReview) {
    query.where('g.origin', BREAK_GLASS).whereNull('g.reviewed_at');
  }
  narrow?.(query, { product: 'g.product_ref', consumer: 'g.consumer_ref' });
  const rows: Array<GrantRow & { request_id: string | null }> = await query;
  return rows.map(toGrant);
}
