import { dataMeshPolicyReadPermission } from '@data-mesh/backstage-plugin-data-mesh-common';
import type { Router } from 'express';
import { fullRef } from '../access/FactsReader';
import type { RouterDependencies } from './createRouter';
import { readPageQuery, text } from './queries';

/** Policies, what they find, and trying them. */
export function addPolicyRoutes(
  router: Router,
  { authorizer, policies, policyReader }: RouterDependencies,
): void {
  router.get('/v1/policies', async (req, res) => {
    const caller = await authorizer.caller(req, dataMeshPolicyReadPermission);
    res.json(await policyReader.list(caller));
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
          state: (text(query.state) ?? 'open') as 'open' | 'fixed' | 'all',
        },
        caller,
      ),
    );
  });

  router.post('/v1/policy-checks', async (req, res) => {
    const caller = await authorizer.caller(req, dataMeshPolicyReadPermission);
    res.json(await policies.check(req.body, caller));
  });
}
