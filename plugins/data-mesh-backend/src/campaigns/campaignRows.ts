import type { Knex } from 'knex';
import { readGrants, type StoredGrant } from '../access/grantRows';
import { LIVE_GRANT_STATES } from '../access/transitions';
import type { Narrow } from '../authorization/permissionRules';
import {
  locked,
  ROWS_PER_STATEMENT,
  toNumber,
  toOptionalNumber,
} from '../rows';
import type { CampaignItemRow, CampaignRow, GrantRow } from '../tables';
import {
  CAMPAIGN_ITEM_STATES,
  type CampaignItemState,
  type Undecided,
} from './campaignRules';

/** A campaign as stored, without its items. */
export type StoredCampaign = {
  id: string;
  domainRef: string;
  title: string;
  reason: string;
  startedBy: string;
  startedAt: number;
  dueAt: number;
  undecided: Undecided;
  state: 'open' | 'closed';
  closedAt?: number;
  closedBy?: string;
  closeReason?: string;
  remindedAt?: number;
  version: number;
};

/** How many items of a campaign are in each state. */
export type ItemCounts = Record<CampaignItemState, number>;

/** An item as stored, without its grant. */
export type StoredCampaignItem = {
  grantId: string;
  state: CampaignItemState;
  decidedBy?: string;
  decidedAt?: number;
  comment?: string;
  version: number;
};

function toCampaign(row: CampaignRow): StoredCampaign {
  return {
    id: row.id,
    domainRef: row.domain_ref,
    title: row.title,
    reason: row.reason,
    startedBy: row.started_by,
    startedAt: toNumber(row.started_at),
    dueAt: toNumber(row.due_at),
    undecided: row.undecided as Undecided,
    state: row.state as StoredCampaign['state'],
    closedAt: toOptionalNumber(row.closed_at),
    closedBy: row.closed_by ?? undefined,
    closeReason: row.close_reason ?? undefined,
    remindedAt: toOptionalNumber(row.reminded_at),
    version: row.version,
  };
}

function toItem(row: CampaignItemRow): StoredCampaignItem {
  return {
    grantId: row.grant_id,
    state: row.state as CampaignItemState,
    decidedBy: row.decided_by ?? undefined,
    decidedAt: toOptionalNumber(row.decided_at),
    comment: row.comment ?? undefined,
    version: row.version,
  };
}

/** Campaigns that match all that is given, the newest first. */
export async function readCampaigns(
  tx: Knex,
  filter: { id?: string; state?: string; domainRef?: string },
): Promise<StoredCampaign[]> {
  const query = tx<CampaignRow>('campaigns')
    .orderBy([{ column: 'started_at', order: 'desc' }, { column: 'id' }])
    .select();
  if (filter.id !== undefined) query.where({ id: filter.id });
  if (filter.state !== undefined) query.where({ state: filter.state });
  if (filter.domainRef !== undefined) {
    query.where({ domain_ref: filter.domainRef });
  }
  return (await query).map(toCampaign);
}

/**
 * A campaign that stays open until the transaction ends. Whatever changes its
 * items begins with it, so that they wait for each other and never in circles.
 */
export async function lockOpenCampaign(
  tx: Knex,
  id: string,
): Promise<StoredCampaign | undefined> {
  const rows = await locked(
    tx,
    tx<CampaignRow>('campaigns').where({ id, state: 'open' }).select(),
  );
  return rows.map(toCampaign)[0];
}

/**
 * Grants that nobody else changes until the transaction ends.
 *
 * @param ids - as many as one statement takes
 */
export async function lockGrants(
  tx: Knex,
  ids: string[],
): Promise<Map<string, StoredGrant>> {
  await locked(
    tx,
    tx<GrantRow>('grants').whereIn('id', ids).orderBy('id').select('id'),
  );
  return new Map((await readGrants(tx, { ids })).map(g => [g.id, g]));
}

/**
 * Items of a campaign, by the ID of their grant.
 *
 * @param grantIds - of some only; as many as one statement takes
 */
export async function readCampaignItems(
  tx: Knex,
  campaignId: string,
  grantIds?: string[],
): Promise<Map<string, StoredCampaignItem>> {
  const query = tx<CampaignItemRow>('campaign_items')
    .where({ campaign_id: campaignId })
    .select();
  if (grantIds) query.whereIn('grant_id', grantIds);
  return new Map((await query).map(row => [row.grant_id, toItem(row)]));
}

/** Changes an item, if it still is as it was read. */
export async function changeCampaignItem(
  tx: Knex,
  campaignId: string,
  item: StoredCampaignItem,
  change: Pick<CampaignItemRow, 'state' | 'decided_at'> &
    Partial<CampaignItemRow>,
): Promise<boolean> {
  const changed = await tx<CampaignItemRow>('campaign_items')
    .where({
      campaign_id: campaignId,
      grant_id: item.grantId,
      state: 'open',
      version: item.version,
    })
    .update({ ...change, version: item.version + 1 });
  return changed === 1;
}

/** Open items whose grants have ended by themselves are over. */
export async function endItemsOfEndedGrants(
  tx: Knex,
  campaignId: string,
  now: number,
): Promise<void> {
  await tx<CampaignItemRow>('campaign_items')
    .where({ campaign_id: campaignId, state: 'open' })
    .whereIn(
      'grant_id',
      tx<GrantRow>('grants')
        .whereNotIn('state', [...LIVE_GRANT_STATES])
        .select('id'),
    )
    .update({
      state: 'ended',
      decided_at: now,
      version: tx.raw('version + 1'),
    });
}

/** No item in any state. */
export function noCounts(): ItemCounts {
  return Object.fromEntries(
    CAMPAIGN_ITEM_STATES.map(state => [state, 0]),
  ) as ItemCounts;
}

export async function countItems(
  tx: Knex,
  campaignId: string,
): Promise<ItemCounts> {
  const rows: Array<{ state: string; n: number | string }> = await tx(
    'campaign_items',
  )
    .where({ campaign_id: campaignId })
    .groupBy('state')
    .select('state')
    .count({ n: '*' });
  const counts = noCounts();
  for (const { state, n } of rows) {
    counts[state as CampaignItemState] = toNumber(n);
  }
  return counts;
}

/** Items that are alike as far as it matters who may see and answer them. */
export type ItemGroup = {
  campaignId: string;
  state: CampaignItemState;
  productRef?: string;
  consumerRef: string;
  requestedBy: string;
  count: number;
};

/**
 * Items of some campaigns, counted by who they are between.
 *
 * @param narrow - leaves out what the permission policy does not let be seen
 */
export async function readItemGroups(
  tx: Knex,
  campaignIds: string[],
  narrow?: Narrow,
): Promise<ItemGroup[]> {
  const columns = {
    campaignId: 'i.campaign_id',
    state: 'i.state',
    productRef: 'g.product_ref',
    consumerRef: 'g.consumer_ref',
    requestedBy: 'g.requested_by',
  };
  const found: ItemGroup[] = [];
  for (let at = 0; at < campaignIds.length; at += ROWS_PER_STATEMENT) {
    const query = tx('campaign_items as i')
      .join('grants as g', 'g.id', 'i.grant_id')
      .whereIn('i.campaign_id', campaignIds.slice(at, at + ROWS_PER_STATEMENT))
      .groupBy(Object.values(columns))
      .select(columns)
      .select(tx.raw('count(*) as count'));
    narrow?.(query, { product: 'g.product_ref', consumer: 'g.consumer_ref' });
    const rows: Array<
      Omit<ItemGroup, 'productRef' | 'count'> & {
        productRef: string | null;
        count: number | string;
      }
    > = await query;
    for (const { productRef, count, ...rest } of rows) {
      found.push({
        ...rest,
        productRef: productRef ?? undefined,
        count: toNumber(count),
      });
    }
  }
  return found;
}

/** Live grants on some products, as far as a campaign takes them in. */
export async function readLiveGrantsOf(
  tx: Knex,
  productRefs: string[],
): Promise<Array<{ id: string; productRef: string }>> {
  const found: Array<{ id: string; productRef: string }> = [];
  for (let i = 0; i < productRefs.length; i += ROWS_PER_STATEMENT) {
    const rows: Array<{ id: string; productRef: string }> = await tx('grants')
      .whereIn('product_ref', productRefs.slice(i, i + ROWS_PER_STATEMENT))
      .whereIn('state', [...LIVE_GRANT_STATES])
      .select({ id: 'id', productRef: 'product_ref' });
    found.push(...rows);
  }
  return found;
}
