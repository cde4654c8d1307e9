import type { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type { Knex } from 'knex';
import {
  appendHistory,
  SYSTEM_ACTOR,
  type HistoryFact,
} from '../history/appendHistory';
import { ROWS_PER_STATEMENT, toIso } from '../rows';
import type { CampaignItemRow, CampaignRow } from '../tables';
import {
  changeCampaignItem,
  countItems,
  endItemsOfEndedGrants,
  lockGrants,
  lockOpenCampaign,
  readCampaignItems,
  readCampaigns,
  type StoredCampaign,
} from './campaignRows';
import { dueOfCampaign, nextCampaignItem } from './campaignRules';
import { campaignDetails, closeCampaign } from './closeCampaign';
import { revokeInCampaign } from './revokeInCampaign';

/**
 * Does what time brings to campaigns, also where the portal was down at the
 * date: takes note of grants that have ended, reminds once, and closes.
 */
export class CampaignClock {
  readonly #db: Knex;
  readonly #kick: (cluster: string) => void;
  readonly #logger: LoggerService;
  readonly #clock: () => number;

  constructor(options: {
    db: Knex;
    kick: (cluster: string) => void;
    logger: LoggerService;
    clock?: () => number;
  }) {
    this.#db = options.db;
    this.#kick = options.kick;
    this.#logger = options.logger;
    this.#clock = options.clock ?? Date.now;
  }

  async tick(): Promise<void> {
    for (const campaign of await readCampaigns(this.#db, { state: 'open' })) {
      try {
        await this.#tickOne(campaign);
      } catch (error) {
        // One that cannot be closed now must not keep the others open.
        this.#logger.warn(
          `Campaign ${
            campaign.id
          } could not be brought up to date, it is tried again: ${
            toError(error).message
          }`,
        );
      }
    }
  }

  async #tickOne(campaign: StoredCampaign): Promise<void> {
    await this.#whileOpen(campaign.id, (tx, open, now) =>
      endItemsOfEndedGrants(tx, open.id, now),
    );
    const due = dueOfCampaign(campaign, this.#clock());
    if (due === 'remind') await this.#remind(campaign.id);
    if (due !== 'close') return;
    if (campaign.undecided === 'revoke') await this.#revokeOpen(campaign.id);
    await this.#whileOpen(campaign.id, (tx, open, now) =>
      closeCampaign(tx, open, { actor: SYSTEM_ACTOR }, now),
    );
  }

  async #remind(id: string): Promise<void> {
    await this.#whileOpen(id, async (tx, open, now) => {
      const { open: waiting } = await countItems(tx, id);
      // Where everything is answered there is nobody to remind.
      if (open.remindedAt !== undefined || waiting === 0) return;
      await tx<CampaignRow>('campaigns')
        .where({ id })
        .update({ reminded_at: now, version: open.version + 1 });
      const details = {
        ...campaignDetails(open),
        grants: waiting,
        dueAt: toIso(open.dueAt),
      };
      await appendHistory(
        tx,
        [{ actor: SYSTEM_ACTOR, action: 'campaign.reminded', details }],
        now,
      );
    });
  }

  /** Revokes what nobody has answered for, part by part. */
  async #revokeOpen(id: string): Promise<void> {
    for (;;) {
      const rows = await this.#db<CampaignItemRow>('campaign_items')
        .where({ campaign_id: id, state: 'open' })
        .orderBy('grant_id')
        .limit(ROWS_PER_STATEMENT)
        .select('grant_id');
      if (rows.length === 0) return;
      const clusters = new Set<string>();
      const isOpen = await this.#whileOpen(id, async (tx, open, now) => {
        const facts = await this.#revokePart(
          tx,
          open,
          rows.map(row => row.grant_id),
          now,
        );
        for (const { cluster } of facts) if (cluster) clusters.add(cluster);
        await appendHistory(tx, facts, now);
      });
      for (const cluster of clusters) this.#kick(cluster);
      if (!isOpen) return;
    }
  }

  async #revokePart(
    tx: Knex,
    campaign: StoredCampaign,
    ids: string[],
    now: number,
  ): Promise<HistoryFact[]> {
    const grants = await lockGrants(tx, ids);
    const items = await readCampaignItems(tx, campaign.id, ids);
    const facts: HistoryFact[] = [];
    for (const [id, item] of items) {
      // Somebody may have answered since they were looked for.
      if (!nextCampaignItem(item.state, 'revoke')) continue;
      const grant = grants.get(id);
      const revoked = grant
        ? await revokeInCampaign(tx, campaign, grant, {
            actor: SYSTEM_ACTOR,
            reason: `nobody answered for it in campaign ‘${
              campaign.title
            }’ by ${toIso(campaign.dueAt).slice(0, 10)}`,
          })
        : [];
      await changeCampaignItem(tx, campaign.id, item, {
        state: revoked.length > 0 ? 'revoked' : 'ended',
        decided_at: now,
      });
      facts.push(...revoked);
    }
    return facts;
  }

  /** @returns whether it was open */
  async #whileOpen(
    id: string,
    act: (tx: Knex, campaign: StoredCampaign, now: number) => Promise<void>,
  ): Promise<boolean> {
    return this.#db.transaction(async tx => {
      const campaign = await lockOpenCampaign(tx, id);
      if (!campaign) return false;
      await act(tx, campaign, this.#clock());
      return true;
    });
  }
}
