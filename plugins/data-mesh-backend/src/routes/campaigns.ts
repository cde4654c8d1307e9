import {
  dataMeshCampaignClosePermission,
  dataMeshCampaignDecidePermission,
  dataMeshCampaignReadPermission,
  dataMeshCampaignStartPermission,
  dataMeshGrantReadPermission,
  dataMeshGrantRevokePermission,
  type CampaignPlan,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import type { Request, Router } from 'express';
import { fullRef } from '../access/FactsReader';
import type { PlannedCampaign, StartInput } from '../campaigns/planCampaign';
import { toIso } from '../rows';
import type { RouterDependencies } from './createRouter';
import { readPageQuery, text } from './queries';

function toPlan(
  { title, domains, dueAt, grantIds, owners, nobody }: PlannedCampaign,
  { undecided }: StartInput,
): Omit<CampaignPlan, 'dryRun'> {
  return {
    title,
    domains,
    dueAt: toIso(dueAt),
    undecided,
    grants: grantIds.length,
    owners,
    nobody,
  };
}

/** Campaigns, in which owners look at what they have granted again. */
export function addCampaignRoutes(
  router: Router,
  {
    authorizer,
    campaignDecisions,
    campaignReader,
    campaigns,
    config,
    refusals,
  }: RouterDependencies,
): void {
  /** A caller, and what the policy lets them see of grants. */
  const reader = async (req: Request) => {
    await authorizer.caller(req, dataMeshCampaignReadPermission);
    return authorizer.listing(req, dataMeshGrantReadPermission);
  };

  router.get('/v1/campaigns', async (req, res) => {
    const { credentials, decision } = await reader(req);
    const domain = text(req.query.domain);
    const found = await campaignReader.list(
      {
        ...readPageQuery(req),
        state: text(req.query.state),
        domain: domain && fullRef(domain, 'domain', 'domain'),
      },
      credentials,
      decision,
    );
    res.json({
      ...found,
      groups: config.access.campaignGroups,
      mayStart: await campaigns.isKeeper(credentials),
    });
  });

  router.post('/v1/campaigns', async (req, res) => {
    const { dryRun = true, domain, ...rest } = req.body;
    const input: StartInput = {
      ...rest,
      domain: fullRef(domain, 'domain', 'domain'),
    };
    const user = await refusals.record(
      req,
      {
        action: 'campaign.refused',
        details: { attempt: 'start', domain: input.domain },
      },
      () => authorizer.user(req, dataMeshCampaignStartPermission),
    );
    if (dryRun) {
      const plan = await campaigns.plan(input, user);
      res.json({ ...toPlan(plan, input), dryRun });
      return;
    }
    const started = await campaigns.start(input, user);
    res.json({
      ...toPlan(started, input),
      dryRun,
      campaign: await campaignReader.get(started.id, user),
    });
  });

  router.get('/v1/campaigns/:id', async (req, res) => {
    const { credentials, decision } = await reader(req);
    res.json(await campaignReader.get(req.params.id, credentials, decision));
  });

  router.get('/v1/campaigns/:id/items', async (req, res) => {
    const { credentials, decision } = await reader(req);
    res.json(
      await campaignReader.items(
        req.params.id,
        {
          ...readPageQuery(req),
          state: text(req.query.state),
          mine: `${req.query.mine}` === 'true',
        },
        credentials,
        decision,
      ),
    );
  });

  router.post('/v1/campaigns/:id/decisions', async (req, res) => {
    const { id } = req.params;
    const { user, decision } = await refusals.record(
      req,
      { action: 'campaign.decision-refused', details: { campaign: id } },
      async () => ({
        user: await authorizer.user(req, dataMeshCampaignDecidePermission),
        // To drop a grant is to revoke it, which a policy may not allow.
        ...(req.body.decision === 'drop'
          ? await authorizer.listing(req, dataMeshGrantRevokePermission)
          : { decision: undefined }),
      }),
    );
    res.json({
      items: await campaignDecisions.decide(id, req.body, user, decision),
    });
  });

  router.post('/v1/campaigns/:id/close', async (req, res) => {
    const { id } = req.params;
    const user = await refusals.record(
      req,
      {
        action: 'campaign.refused',
        details: { attempt: 'close', campaign: id },
      },
      () => authorizer.user(req, dataMeshCampaignClosePermission),
    );
    await campaigns.close(id, req.body.reason, user);
    res.json(await campaignReader.get(id, user));
  });
}
