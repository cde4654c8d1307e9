import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { NotFoundError } from '@backstage/errors';
import {
  dataMeshDomainPublishPermission,
  dataMeshMeshReadPermission,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import type { Request, Router } from 'express';
import type { DomainAttempt } from '../domain-store/refuseDomain';
import type { RouterDependencies } from './createRouter';
import { readPageQuery } from './queries';

const DOMAIN = '/v1/domains/:namespace/:name';

function refOf(req: Request): string {
  const { namespace, name } = req.params;
  return stringifyEntityRef({ kind: 'Domain', namespace, name });
}

/** Domains that are published in the portal. */
export function addDomainStoreRoutes(
  router: Router,
  {
    authorizer,
    domainPublisher,
    domainTransfers,
    domainVersions,
    refusals,
    visibility,
  }: RouterDependencies,
): void {
  /** That the permissions refuse it is recorded. */
  const user = (req: Request, attempt: DomainAttempt, domain?: string) =>
    refusals.record(
      req,
      { action: 'domain.refused', details: { attempt, domain } },
      () => authorizer.user(req, dataMeshDomainPublishPermission),
    );
  const requireVisible = async (
    ref: string,
    credentials: BackstageCredentials,
  ) => {
    const visible = await visibility.visible('Domain', credentials);
    if (visible && !visible.has(ref)) {
      throw new NotFoundError(`The mesh knows no domain ${ref}`);
    }
  };

  router.post('/v1/domains', async (req, res) => {
    const caller = await user(req, 'publish');
    res.status(201).json(await domainPublisher.publish(req.body, caller));
  });

  router.patch(DOMAIN, async (req, res) => {
    const ref = refOf(req);
    const caller = await user(req, 'change', ref);
    await requireVisible(ref, caller);
    res.json(await domainPublisher.change(ref, req.body, caller));
  });

  router.delete(DOMAIN, async (req, res) => {
    const ref = refOf(req);
    const caller = await user(req, 'unpublish', ref);
    await requireVisible(ref, caller);
    res.json(await domainPublisher.unpublish(ref, req.body, caller));
  });

  router.post(`${DOMAIN}/check`, async (req, res) => {
    const ref = refOf(req);
    const caller = await authorizer.user(req, dataMeshMeshReadPermission);
    await requireVisible(ref, caller);
    res.json(await domainPublisher.planChange(ref, req.body, caller));
  });

  router.post(`${DOMAIN}/transfer`, async (req, res) => {
    const ref = refOf(req);
    const caller = await user(req, 'transfer', ref);
    await requireVisible(ref, caller);
    res.status(201).json(await domainTransfers.propose(ref, req.body, caller));
  });

  router.post(`${DOMAIN}/transfer/acceptance`, async (req, res) => {
    const ref = refOf(req);
    const caller = await user(req, 'accept', ref);
    await requireVisible(ref, caller);
    res.json(await domainTransfers.answer(ref, req.body, caller));
  });

  router.get(`${DOMAIN}/publication`, async (req, res) => {
    const ref = refOf(req);
    const caller = await authorizer.user(req, dataMeshMeshReadPermission);
    await requireVisible(ref, caller);
    res.json(await domainVersions.standing(ref, caller));
  });

  router.get(`${DOMAIN}/versions`, async (req, res) => {
    const ref = refOf(req);
    const caller = await authorizer.caller(req, dataMeshMeshReadPermission);
    await requireVisible(ref, caller);
    res.json(await domainVersions.versions(ref, readPageQuery(req)));
  });

  router.get(`${DOMAIN}/descriptor`, async (req, res) => {
    const ref = refOf(req);
    const caller = await authorizer.caller(req, dataMeshMeshReadPermission);
    await requireVisible(ref, caller);
    res
      .type('text/yaml')
      .attachment('catalog-info.yaml')
      .send(await domainVersions.descriptor(ref));
  });
}
