import {
  dataMeshPolicyPublishPermission,
  dataMeshPolicyReadPermission,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import type { Request, Router } from 'express';
import { fullRef } from '../access/FactsReader';
import type { PolicyAttempt } from '../policies/store/recordRefusal';
import { toShownVersion } from '../policies/store/PolicyVersionReader';
import type { FindingQuery } from '../policies/PolicyReader';
import { shownRules } from '../policies/toShownPolicy';
import type { RouterDependencies } from './createRouter';
import { readPageQuery, text } from './queries';

/** Policies, publishing and trying them, and what they find. */
export function addPolicyRoutes(
  router: Router,
  {
    authorizer,
    policies,
    policyAnnouncer,
    policyPublisher,
    policyReader,
    policyVersions,
    refusals,
  }: RouterDependencies,
): void {
  /** Whoever makes policies; that the permissions refuse it is recorded. */
  const publisher = (req: Request, attempt: PolicyAttempt, policy?: string) =>
    refusals.record(
      req,
      { action: 'policy.refused', details: { attempt, policy } },
      () => authorizer.user(req, dataMeshPolicyPublishPermission),
    );

  router.get('/v1/policies', async (req, res) => {
    const caller = await authorizer.caller(req, dataMeshPolicyReadPermission);
    res.json(await policyReader.list(caller));
  });

  router.post('/v1/policies', async (req, res) => {
    const user = await publisher(req, 'publish');
    const id = await policyPublisher.publish(req.body, user);
    res.status(201).json(await policyVersions.details(id, user));
  });

  router.get('/v1/policies/:id', async (req, res) => {
    const caller = await authorizer.caller(req, dataMeshPolicyReadPermission);
    res.json(await policyVersions.details(req.params.id, caller));
  });

  router.put('/v1/policies/:id', async (req, res) => {
    const { id } = req.params;
    const { basedOn, ...publication } = req.body;
    const user = await publisher(req, 'publish', id);
    await policyPublisher.publish(publication, user, { id, basedOn });
    res.json(await policyVersions.details(id, user));
  });

  router.post('/v1/policies/:id/announcement', async (req, res) => {
    const { id } = req.params;
    const user = await publisher(req, 'announce', id);
    res.json(await policyAnnouncer.announce(id, req.body, user));
  });

  router.post('/v1/policies/:id/retire', async (req, res) => {
    const { id } = req.params;
    const user = await publisher(req, 'retire', id);
    const [retired, before] = await policyPublisher.retire(id, req.body, user);
    res.json(toShownVersion(retired, before));
  });

  router.get('/v1/policies/:id/versions', async (req, res) => {
    const caller = await authorizer.caller(req, dataMeshPolicyReadPermission);
    res.json(
      await policyVersions.versions(req.params.id, readPageQuery(req), caller),
    );
  });

  router.post('/v1/policies/:id/what-if', async (req, res) => {
    const caller = await authorizer.caller(req, dataMeshPolicyReadPermission);
    res.json(await policies.tryOut(req.params.id, req.body, caller));
  });

  router.get('/v1/findings', async (req, res) => {
    const caller = await authorizer.caller(req, dataMeshPolicyReadPermission);
    const { query } = req;
    const ref = (key: string, kind: string) => {
      const value = text(query[key]);
      return value && fullRef(value, key, kind);
    };
    res.json(
      await policyReader.findings(
        {
          ...readPageQuery(req),
          policy: text(query.policy),
          product: ref('product', 'dataproduct'),
          domain: ref('domain', 'domain'),
          owner: ref('owner', 'group'),
          mine: `${query.mine}` === 'true',
          severity: text(query.severity),
          state: (text(query.state) ?? 'open') as FindingQuery['state'],
        },
        caller,
      ),
    );
  });

  router.get('/v1/findings/trend', async (req, res) => {
    const caller = await authorizer.caller(req, dataMeshPolicyReadPermission);
    const domain = text(req.query.domain);
    const items = await policyReader.trend(
      {
        domain: domain && fullRef(domain, 'domain', 'domain'),
        days: Number(req.query.days ?? 30),
      },
      caller,
    );
    res.json({ items });
  });

  router.post('/v1/policy-checks', async (req, res) => {
    const caller = await authorizer.caller(req, dataMeshPolicyReadPermission);
    const { origin, ...checked } = req.body;
    res.json(await policies.check(checked, caller, origin));
  });

  router.get('/v1/policy-rules', async (req, res) => {
    await authorizer.caller(req, dataMeshPolicyReadPermission);
    const items = shownRules();
    res.json({ items, totalItems: items.length });
  });

  router.post('/v1/policy-trials', async (req, res) => {
    const caller = await authorizer.caller(req, dataMeshPolicyReadPermission);
    res.json(await policies.tryDocument(req.body, caller));
  });
}
