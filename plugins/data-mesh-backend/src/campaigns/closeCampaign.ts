import type { Knex } from 'knex';
import { appendHistory } from '../history/appendHistory';
import type { CampaignItemRow, CampaignRow } from '../tables';
import {
  countItems,
  endItemsOfEndedGrants,
  type StoredCampaign,
} from './campaignRows';
import { nextCampaignItem } from './campaignRules';

/** What every fact of the history says of the campaign that it is about. */
export function campaignDetails({ id, title, domainRef }: StoredCampaign) {
  return { campaign: id, title, domain: domainRef };
}

/**
 * Closes a campaign, in a transaction that has it locked. What is still open
 * is kept, and counted as undecided.
 *
 * @param by - whose doing it is, with the reason where it is early
 */
export async function closeCampaign(
  tx: Knex,
  campaign: StoredCampaign,
  by: { actor: string; reason?: string },
  now: number,
): Promise<void> {
  await endItemsOfEndedGrants(tx, campaign.id, now);
  await tx<CampaignItemRow>('campaign_items')
    .where({ campaign_id: campaign.id, state: 'open' })
    .update({
      state: nextCampaignItem('open', 'keep'),
      decided_at: now,
      version: tx.raw('version + 1'),
    });
  await tx<CampaignRow>('campaigns')
    .where({ id: campaign.id })
    .update({
      state: 'closed',
      open_domain: null,
      closed_at: now,
      closed_by: by.actor,
      close_reason: by.reason ?? null,
      version: campaign.version + 1,
    });
  await appendHistory(
    tx,
    [
      {
        actor: by.actor,
        action: 'campaign.closed',
        details: {
          ...campaignDetails(campaign),
          ...(await countItems(tx, campaign.id)),
          ...(by.reason ? { reason: by.reason } : {}),
        },
      },
    ],
    now,
  );
}
