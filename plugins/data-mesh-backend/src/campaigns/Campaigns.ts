import { randomUUID } from 'node:crypto';
import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { ConflictError, InputError, NotFoundError } from '@backstage/errors';
import type { Knex } from 'knex';
import type { FactsReader } from '../access/FactsReader';
import { toHttpError, type Refusal } from '../access/refusal';
import type { Authorizer, UserCredentials } from '../authorization/Authorizer';
import type { CatalogVisibility } from '../authorization/CatalogVisibility';
import type { AccessSettings } from '../config/DataMeshConfig';
import { appendHistory } from '../history/appendHistory';
import type { MeshReader } from '../mesh/MeshReader';
import { ROWS_PER_STATEMENT, toIso } from '../rows';
import type { CampaignItemRow, CampaignRow } from '../tables';
import { campaignDetails, closeCampaign } from './closeCampaign';
import {
  lockOpenCampaign,
  readCampaigns,
  type StoredCampaign,
} from './campaignRows';
import {
  planCampaign,
  type PlannedCampaign,
  type StartInput,
} from './planCampaign';

export type CampaignsOptions = {
  db: Knex;
  settings: AccessSettings;
  authorizer: Authorizer;
  visibility: CatalogVisibility;
  facts: FactsReader;
  mesh: MeshReader;
  clock?: () => number;
};

/** Starts campaigns, and closes them before their date. */
export class Campaigns {
  readonly #options: CampaignsOptions;
  readonly #clock: () => number;

  constructor(options: CampaignsOptions) {
    this.#options = options;
    this.#clock = options.clock ?? Date.now;
  }

  /** Whether a caller is of a group that may start and close campaigns. */
  async isKeeper(credentials: BackstageCredentials): Promise<boolean> {
    const { authorizer, settings } = this.#options;
    return authorizer.isOneOf(credentials, settings.campaignGroups);
  }

  /**
   * What a campaign would hold, without storing anything.
   *
   * @throws whatever starting it would throw
   */
  async plan(
    input: StartInput,
    credentials: UserCredentials,
  ): Promise<PlannedCampaign> {
    await this.#requireKeeper('start', { domain: input.domain }, credentials);
    const plan = await this.#plan(input, credentials);
    if (plan.refusal) throw toHttpError(plan.refusal);
    return plan;
  }

  /** @returns what the campaign holds, and its ID */
  async start(
    input: StartInput,
    credentials: UserCredentials,
  ): Promise<PlannedCampaign & { id: string }> {
    const actor = credentials.principal.userEntityRef;
    const { domain } = input;
    await this.#requireKeeper('start', { domain }, credentials);
    const plan = await this.#plan(input, credentials);
    if (plan.refusal) {
      await this.#refuse('start', { domain }, plan.refusal, actor);
    }
    try {
      const id = await this.#store(input, plan, actor);
      return { ...plan, id };
    } catch (error) {
      // Two at the same instant: the database lets one of them in.
      const { refusal } = await this.#plan(input, credentials);
      if (!refusal) throw error;
      return this.#refuse('start', { domain }, refusal, actor);
    }
  }

  /** Ends a campaign before its date; nothing is revoked by it. */
  async close(
    id: string,
    reason: string,
    credentials: UserCredentials,
  ): Promise<void> {
    const { db, visibility } = this.#options;
    const [campaign] = await readCampaigns(db, { id });
    const seen = await visibility.visible('Domain', credentials);
    if (!campaign || (seen && !seen.has(campaign.domainRef))) {
      throw new NotFoundError(`There is no campaign ${id}`);
    }
    const { domainRef: domain, title } = campaign;
    const about = { campaign: id, domain, title };
    await this.#requireKeeper('close', about, credentials);
    if (!reason.trim()) {
      throw new InputError('reason: say why, so that the owners know');
    }
    await db.transaction(async tx => {
      const open = await lockOpenCampaign(tx, id);
      if (!open) {
        throw new ConflictError(
          `Campaign ‘${title}’ is over already; reload to see how it ended`,
        );
      }
      await closeCampaign(
        tx,
        open,
        {
          actor: credentials.principal.userEntityRef,
          reason: reason.trim(),
        },
        this.#clock(),
      );
    });
  }

  async #plan(
    input: StartInput,
    credentials: UserCredentials,
  ): Promise<PlannedCampaign> {
    return planCampaign(this.#options, input, credentials, this.#clock());
  }

  async #store(
    input: StartInput,
    plan: PlannedCampaign,
    actor: string,
  ): Promise<string> {
    const now = this.#clock();
    const campaign: StoredCampaign = {
      id: randomUUID(),
      domainRef: input.domain,
      title: plan.title,
      reason: input.reason.trim(),
      startedBy: actor,
      startedAt: now,
      dueAt: plan.dueAt,
      undecided: input.undecided,
      state: 'open',
      version: 1,
    };
    await this.#options.db.transaction(async tx => {
      await tx<CampaignRow>('campaigns').insert({
        id: campaign.id,
        domain_ref: campaign.domainRef,
        title: campaign.title,
        reason: campaign.reason,
        started_by: campaign.startedBy,
        started_at: campaign.startedAt,
        due_at: campaign.dueAt,
        undecided: campaign.undecided,
        state: campaign.state,
        open_domain: campaign.domainRef,
        version: campaign.version,
      });
      for (let i = 0; i < plan.grantIds.length; i += ROWS_PER_STATEMENT) {
        await tx<CampaignItemRow>('campaign_items').insert(
          plan.grantIds.slice(i, i + ROWS_PER_STATEMENT).map(grant_id => ({
            campaign_id: campaign.id,
            grant_id,
            state: 'open',
            version: 1,
          })),
        );
      }
      await appendHistory(
        tx,
        [
          {
            actor,
            action: 'campaign.started',
            details: {
              ...campaignDetails(campaign),
              reason: campaign.reason,
              grants: plan.grantIds.length,
              dueAt: toIso(campaign.dueAt),
              undecided: campaign.undecided,
            },
          },
        ],
        now,
      );
    });
    return campaign.id;
  }

  async #requireKeeper(
    attempt: 'start' | 'close',
    about: object,
    credentials: UserCredentials,
  ): Promise<void> {
    const { campaignGroups, usable } = this.#options.settings;
    if (!usable) {
      throw toHttpError({
        code: 'UNAVAILABLE',
        message: `dataMesh.access cannot be read, so that nobody can ${attempt} campaigns until an operator has corrected it; the page of the clusters says what is wrong`,
      });
    }
    if (await this.isKeeper(credentials)) return;
    await this.#refuse(
      attempt,
      about,
      {
        code: 'NOT_ALLOWED',
        message: campaignGroups.length
          ? `Only members of ${campaignGroups.join(
              ' or ',
            )} can ${attempt} campaigns`
          : `Nobody can ${attempt} campaigns until an operator sets dataMesh.access.campaigns.groups`,
      },
      credentials.principal.userEntityRef,
    );
  }

  /** Attempts that were refused are facts, too. */
  async #refuse(
    attempt: 'start' | 'close',
    about: object,
    refusal: Refusal,
    actor: string,
  ): Promise<never> {
    await this.#options.db.transaction(tx =>
      appendHistory(
        tx,
        [
          {
            actor,
            action: 'campaign.refused',
            details: { attempt, ...about, ...refusal },
          },
        ],
        this.#clock(),
      ),
    );
    throw toHttpError(refusal);
  }
}
