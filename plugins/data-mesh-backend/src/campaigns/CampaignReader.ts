import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import type { PolicyDecision } from '@backstage/plugin-permission-common';
import type {
  Campaign,
  CampaignItem,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import type { Knex } from 'knex';
import type { CatalogFacts } from '../access/CatalogFacts';
import { withoutOwn } from '../access/GrantJudge';
import { partyOf, type GrantReader } from '../access/GrantReader';
import { readGrants } from '../access/grantRows';
import type { Relationships } from '../access/Relationships';
import type { Authorizer } from '../authorization/Authorizer';
import type { CatalogVisibility } from '../authorization/CatalogVisibility';
import type { Narrowing } from '../authorization/permissionRules';
import { SYSTEM_ACTOR } from '../history/appendHistory';
import type { MeshReader } from '../mesh/MeshReader';
import { page } from '../mesh/paging';
import { nameOf } from '../history/wording';
import { toIso } from '../rows';
import { askedOf } from './campaignRules';
import {
  noCounts,
  readCampaignItems,
  readCampaigns,
  readItemGroups,
  type StoredCampaign,
  type StoredCampaignItem,
} from './campaignRows';
import type { Campaigns } from './Campaigns';

/** Which campaigns are asked for, the ref of the domain made full. */
export type CampaignQuery = {
  state?: string;
  domain?: string;
  limit: number;
  cursor?: string;
};

/** Which grants of a campaign are asked for. */
export type CampaignItemQuery = {
  state?: string;
  mine: boolean;
  limit: number;
  cursor?: string;
};

type Page<T> = { items: T[]; totalItems: number; nextCursor?: string };

/** What of a grant tells who may see it, and who can answer for it. */
type Between = {
  productRef?: string;
  consumerRef: string;
  requestedBy: string;
};

function toItem(
  item: StoredCampaignItem,
): Omit<CampaignItem, 'grant' | 'mayDecide'> {
  return {
    state: item.state,
    ...(item.decidedBy ? { decidedBy: item.decidedBy } : {}),
    ...(item.decidedAt === undefined
      ? {}
      : { decidedAt: toIso(item.decidedAt) }),
    ...(item.comment ? { comment: item.comment } : {}),
  };
}

function toCampaign(
  campaign: StoredCampaign,
): Omit<Campaign, 'domainTitle' | 'counts' | 'yours' | 'may'> {
  const { closedBy } = campaign;
  return {
    id: campaign.id,
    domain: campaign.domainRef,
    title: campaign.title,
    reason: campaign.reason,
    startedBy: campaign.startedBy,
    startedAt: toIso(campaign.startedAt),
    dueAt: toIso(campaign.dueAt),
    undecided: campaign.undecided,
    state: campaign.state,
    ...(campaign.closedAt === undefined
      ? {}
      : { closedAt: toIso(campaign.closedAt) }),
    ...(closedBy && closedBy !== SYSTEM_ACTOR ? { closedBy } : {}),
    ...(campaign.closeReason ? { closeReason: campaign.closeReason } : {}),
  };
}

/** Campaigns and their grants, as the API shows them to a caller. */
export class CampaignReader {
  readonly #db: Knex;
  readonly #campaigns: Campaigns;
  readonly #grants: GrantReader;
  readonly #authorizer: Authorizer;
  readonly #catalog: CatalogFacts;
  readonly #mesh: MeshReader;
  readonly #relationships: Relationships;
  readonly #visibility: CatalogVisibility;
  readonly #narrow: Narrowing;

  constructor(options: {
    db: Knex;
    campaigns: Campaigns;
    grants: GrantReader;
    authorizer: Authorizer;
    catalog: CatalogFacts;
    mesh: MeshReader;
    relationships: Relationships;
    visibility: CatalogVisibility;
    /** Of grants. */
    narrow: Narrowing;
  }) {
    this.#db = options.db;
    this.#campaigns = options.campaigns;
    this.#grants = options.grants;
    this.#authorizer = options.authorizer;
    this.#catalog = options.catalog;
    this.#mesh = options.mesh;
    this.#relationships = options.relationships;
    this.#visibility = options.visibility;
    this.#narrow = options.narrow;
  }

  /** @param decision - of the permission policy, on grants */
  async list(
    query: CampaignQuery,
    credentials: BackstageCredentials,
    decision?: PolicyDecision,
  ): Promise<Page<Campaign>> {
    const { state, domain, limit, cursor } = query;
    const stored = await this.#visible(
      { state, domainRef: domain },
      credentials,
    );
    const cut = page(stored, limit, cursor);
    return {
      ...cut,
      items: await this.#show(cut.items, credentials, decision),
    };
  }

  /** @throws NotFoundError also where the caller may not see it */
  async get(
    id: string,
    credentials: BackstageCredentials,
    decision?: PolicyDecision,
  ): Promise<Campaign> {
    const stored = await this.#visible({ id }, credentials);
    const [campaign] = await this.#show(stored, credentials, decision);
    if (!campaign) throw new NotFoundError(`There is no campaign ${id}`);
    return campaign;
  }

  /** Grants of a campaign, by product and consumer. */
  async items(
    id: string,
    query: CampaignItemQuery,
    credentials: BackstageCredentials,
    decision?: PolicyDecision,
  ): Promise<Page<CampaignItem>> {
    const [campaign] = await this.#visible({ id }, credentials);
    if (!campaign) throw new NotFoundError(`There is no campaign ${id}`);
    const stored = await readCampaignItems(this.#db, id);
    const isVisible = await this.#relationships.visibleTo(credentials);
    const grants = (
      await readGrants(this.#db, { campaignId: id }, this.#narrow(decision))
    ).filter(
      grant =>
        isVisible(grant.productRef, grant.consumerRef) &&
        (!query.state || stored.get(grant.id)?.state === query.state),
    );
    const { canAnswer, asked } = await this.#answering(grants, credentials);
    const mayDecide = (grant: Between & { id: string }) =>
      campaign.state === 'open' &&
      stored.get(grant.id)?.state === 'open' &&
      canAnswer(grant);
    const keyOf = (grant: (typeof grants)[number]) =>
      [grant.productRef, grant.consumerRef, grant.topic, grant.id].join('\n');
    const found = grants
      .filter(grant => !query.mine || mayDecide(grant))
      .map(grant => ({ grant, key: keyOf(grant) }))
      .sort((a, b) => (a.key < b.key ? -1 : 1))
      .map(({ grant }) => grant);
    const cut = page(found, query.limit, query.cursor);
    const shown = await this.#grants.some(
      cut.items.map(grant => grant.id),
      credentials,
    );
    return {
      ...cut,
      items: cut.items.flatMap(grant => {
        const item = stored.get(grant.id);
        const one = shown.get(grant.id);
        return item && one
          ? [
              {
                ...toItem(item),
                grant: one,
                ...asked(grant),
                mayDecide: mayDecide(grant),
              },
            ]
          : [];
      }),
    };
  }

  async #visible(
    filter: Parameters<typeof readCampaigns>[1],
    credentials: BackstageCredentials,
  ): Promise<StoredCampaign[]> {
    const seen = await this.#visibility.visible('Domain', credentials);
    return (await readCampaigns(this.#db, filter)).filter(
      ({ domainRef }) => !seen || seen.has(domainRef),
    );
  }

  async #show(
    campaigns: StoredCampaign[],
    credentials: BackstageCredentials,
    decision: PolicyDecision | undefined,
  ): Promise<Campaign[]> {
    const isKeeper = await this.#campaigns.isKeeper(credentials);
    const isVisible = await this.#relationships.visibleTo(credentials);
    const groups = (
      await readItemGroups(
        this.#db,
        campaigns.map(({ id }) => id),
        this.#narrow(decision),
      )
    ).filter(group => isVisible(group.productRef, group.consumerRef));
    const { canAnswer } = await this.#answering(
      groups.filter(({ state }) => state === 'open'),
      credentials,
    );
    const titles = new Map(
      (await this.#mesh.all('domain')).map(({ ref, title }) => [ref, title]),
    );
    const counts = new Map(campaigns.map(({ id }) => [id, noCounts()]));
    const yours = new Map<string, number>();
    for (const group of groups) {
      const of = counts.get(group.campaignId);
      if (of) of[group.state] += group.count;
      if (group.state !== 'open' || !canAnswer(group)) continue;
      const before = yours.get(group.campaignId) ?? 0;
      yours.set(group.campaignId, before + group.count);
    }
    return campaigns.map(campaign => {
      const mine = yours.get(campaign.id) ?? 0;
      const open = campaign.state === 'open';
      return {
        ...toCampaign(campaign),
        domainTitle:
          titles.get(campaign.domainRef) ?? nameOf(campaign.domainRef),
        counts: counts.get(campaign.id) ?? noCounts(),
        yours: mine,
        may: { decide: open && mine > 0, close: open && isKeeper },
      };
    });
  }

  /**
   * Whether the caller can answer for a grant, and who is asked: good enough to
   * show buttons by. Decisions read afresh.
   */
  async #answering(all: Between[], credentials: BackstageCredentials) {
    const speaksFor = await this.#authorizer.speaksFor(credentials);
    const [user] = speaksFor;
    const { responsible } = await this.#relationships.products();
    const partyIn = ({ productRef }: Between, consumerOwner?: string) =>
      partyOf(speaksFor, responsible(productRef), consumerOwner, []);
    const owned = all.filter(one => partyIn(one).owner);
    const selves =
      user === undefined
        ? new Set<string>()
        : await this.#catalog.samePersonAs(user, [
            ...new Set(owned.map(({ requestedBy }) => requestedBy)),
          ]);
    const consumerOwners = await this.#relationships.consumerOwners(
      owned
        .filter(({ requestedBy }) => selves.has(requestedBy))
        .map(({ consumerRef }) => consumerRef),
    );
    return {
      canAnswer: (one: Between): boolean => {
        const consumerOwner = consumerOwners.get(one.consumerRef);
        return withoutOwn(
          partyIn(one, consumerOwner),
          selves.has(one.requestedBy),
          responsible(one.productRef),
          consumerOwner,
        ).owner;
      },
      asked: ({ productRef }: Between): Pick<CampaignItem, 'asked'> => {
        const asked = askedOf(responsible(productRef));
        return asked ? { asked } : {};
      },
    };
  }
}
