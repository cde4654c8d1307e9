import {
  dataMeshGrantReadPermission,
  dataMeshGrantRenewPermission,
  dataMeshGrantRetryPermission,
  dataMeshGrantReviewPermission,
  dataMeshGrantRevokePermission,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import type { Router } from 'express';
import type { RouterDependencies } from './createRouter';
import { readPageQuery, text } from './queries';

/** Grants, and what can be done with them. */
export function addGrantRoutes(
  router: Router,
  { authorizer, grantReader, grants, refusals }: RouterDependencies,
): void {
  router.get('/v1/grants', async (req, res) => {
    const { credentials, decision } = await authorizer.listing(
      req,
      dataMeshGrantReadPermission,
    );
    const { query } = req;
    const role = text(query.role) ?? 'all';
    res.json(
      await grantReader.list(
        {
          ...readPageQuery(req),
          role: role as 'consumer' | 'owner' | 'all',
          product: text(query.product),
          consumer: text(query.consumer),
          cluster: text(query.cluster),
          topic: text(query.topic),
          state: text(query.state),
          review: text(query.review) as 'open' | 'mine' | undefined,
        },
        credentials,
        decision,
      ),
    );
  });

  router.get('/v1/grants/:id', async (req, res) => {
    const { credentials, decision } = await authorizer.listing(
      req,
      dataMeshGrantReadPermission,
    );
    res.json(await grantReader.get(req.params.id, credentials, decision));
  });

  router.post('/v1/grants/:id/renew', async (req, res) => {
    const { id } = req.params;
    const user = await refusals.record(
      req,
      { action: 'grant.renewal-refused', grantId: id },
      () => authorizer.userOf(req, dataMeshGrantRenewPermission, id),
    );
    await grants.renew(id, req.body, user);
    res.json(await grantReader.get(id, user));
  });

  router.post('/v1/grants/:id/revoke', async (req, res) => {
    const { id } = req.params;
    const user = await refusals.record(
      req,
      { action: 'grant.revocation-refused', grantId: id },
      () => authorizer.userOf(req, dataMeshGrantRevokePermission, id),
    );
    await grants.revoke(id, req.body, user);
    res.json(await grantReader.get(id, user));
  });

  router.post('/v1/grants/:id/review', async (req, res) => {
    const { id } = req.params;
    const user = await refusals.record(
      req,
      { action: 'grant.review-refused', grantId: id },
      () => authorizer.userOf(req, dataMeshGrantReviewPermission, id),
    );
    await grants.review(id, req.body, user);
    res.json(await grantReader.get(id, user));
  });

  router.post('/v1/grants/:id/retry', async (req, res) => {
    const { id } = req.params;
    const user = await authorizer.userOf(req, dataMeshGrantRetryPermission, id);
    await grants.retry(id, user);
    res.json(await grantReader.get(id, user));
  });
}
