import type {
  Campaign,
  CampaignItem,
  CampaignPlan,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import { aGrant } from './access';

const DAY = 86_400_000;
const daysFromNow = (days: number) =>
  new Date(Date.now() + days * DAY).toISOString();

/** Grace has the grants of Sales looked at again; 14 of 20 are answered. */
export function aCampaign(overrides?: Partial<Campaign>): Campaign {
  return {
    id: 'campaign-1',
    domain: 'domain:default/sales',
    domainTitle: 'Sales',
    title: 'Winter cleaning',
    reason: 'Once a year.',
    startedBy: 'user:default/grace',
    startedAt: daysFromNow(-9),
    // A little more than five days, whatever the test takes.
    dueAt: daysFromNow(5.01),
    undecided: 'revoke',
    state: 'open',
    counts: {
      open: 6,
      confirmed: 12,
      dropped: 2,
      revoked: 0,
      undecided: 0,
      ended: 1,
    },
    yours: 0,
    may: { decide: false, close: false },
    ...overrides,
  };
}

/** The route planner's grant, which the order team is asked about. */
export function aCampaignItem(
  overrides?: Partial<CampaignItem> & { id?: string; consumer?: string },
): CampaignItem {
  const { id = 'grant-1', consumer, ...rest } = overrides ?? {};
  return {
    grant: aGrant({
      id,
      ...(consumer && { consumer }),
      evidence: {
        verdict: 'seen',
        sentence: 'Seen: group route-planner is reading.',
      },
    }),
    state: 'open',
    asked: 'group:default/order-team',
    mayDecide: true,
    ...rest,
  };
}

/** What a campaign for Sales would hold. */
export function aCampaignPlan(overrides?: Partial<CampaignPlan>): CampaignPlan {
  return {
    dryRun: true,
    title: 'Sales, November 2026',
    domains: ['domain:default/sales', 'domain:default/returns'],
    dueAt: daysFromNow(14),
    undecided: 'keep',
    grants: 20,
    owners: [
      { owner: 'group:default/order-team', grants: 17 },
      { owner: 'user:default/sam', grants: 2 },
    ],
    nobody: [
      {
        product: 'dataproduct:default/orphan',
        productTitle: 'Orphan',
        grants: 1,
      },
    ],
    ...overrides,
  };
}
