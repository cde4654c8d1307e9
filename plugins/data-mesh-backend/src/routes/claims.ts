import {
  dataMeshMeshReadPermission,
  dataMeshProductPublishPermission,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import type { Request, Router } from 'express';
import { fullRef } from '../access/FactsReader';
import type { RouterDependencies } from './createRouter';
import { readPageQuery, text } from './queries';

const REQUESTS = '/v1/claim-requests';

/** Claims of many topics, and those that somebody else is asked for. */
export function addClaimRoutes(
  router: Router,
  {
    authorizer,
    bulkClaims,
    claimRequests,
    refusals,
    visibility,
  }: RouterDependencies,
): void {
  /** That the permissions refuse it is recorded. */
  const user = (req: Request, attempt: string) =>
    refusals.record(
      req,
      { action: 'claim.refused', details: { attempt } },
      () => authorizer.user(req, dataMeshProductPublishPermission),
    );

  router.post('/v1/claims', async (req, res) => {
    const caller = await user(req, 'claim');
    const items = await bulkClaims.claim(req.body, caller, {
      topics: await visibility.visible('Resource', caller),
      products: await visibility.visible('DataProduct', caller),
    });
    res.json({ items, totalItems: items.length });
  });

  router.get(REQUESTS, async (req, res) => {
    const caller = await authorizer.user(req, dataMeshMeshReadPermission);
    const domain = text(req.query.domain);
    res.json(
      await claimRequests.list(
        {
          ...readPageQuery(req),
          domain: domain && fullRef(domain, 'domain', 'domain'),
          state: text(req.query.state),
        },
        caller,
      ),
    );
  });

  router.post(REQUESTS, async (req, res) => {
    const caller = await user(req, 'request');
    res.status(201).json(await claimRequests.request(req.body, caller));
  });

  router.post(`${REQUESTS}/:id/answer`, async (req, res) => {
    const caller = await user(req, 'answer');
    res.json(await claimRequests.answer(req.params.id, req.body, caller));
  });

  router.delete(`${REQUESTS}/:id`, async (req, res) => {
    const caller = await user(req, 'withdraw');
    res.json(await claimRequests.withdraw(req.params.id, caller));
  });
}
