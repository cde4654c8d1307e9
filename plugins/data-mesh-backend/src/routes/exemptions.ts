import {
  dataMeshExemptionDecidePermission,
  dataMeshExemptionRequestPermission,
  dataMeshPolicyReadPermission,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import type { Router } from 'express';
import { fullRef } from '../access/FactsReader';
import type { ExemptionQuery } from '../exemptions/ExemptionReader';
import type { RouterDependencies } from './createRouter';
import { readPageQuery, text } from './queries';

/** Exemptions from policies: asked for, decided, taken back. */
export function addExemptionRoutes(
  router: Router,
  { authorizer, exemptions, exemptionReader, refusals }: RouterDependencies,
): void {
  router.get('/v1/exemptions', async (req, res) => {
    const caller = await authorizer.caller(req, dataMeshPolicyReadPermission);
    const product = text(req.query.product);
    res.json(
      await exemptionReader.list(
        {
          ...readPageQuery(req),
          policy: text(req.query.policy),
          product: product && fullRef(product, 'product', 'dataproduct'),
          state: (text(req.query.state) ?? 'live') as ExemptionQuery['state'],
        },
        caller,
      ),
    );
  });

  router.post('/v1/exemptions', async (req, res) => {
    const { policy, product, reason, endsAt } = req.body;
    const productRef = fullRef(product, 'product', 'dataproduct');
    const user = await refusals.record(
      req,
      {
        action: 'exemption.refused',
        productRef,
        details: { attempt: 'ask for', policy },
      },
      () => authorizer.user(req, dataMeshExemptionRequestPermission),
    );
    const subject = await exemptionReader.subject(
      { policyId: policy, productRef },
      user,
    );
    const id = await exemptions.request(
      subject,
      { reason, endsAt: Date.parse(endsAt) },
      user,
    );
    res.status(201).json(await exemptionReader.one(id, user));
  });

  router.post('/v1/exemptions/:id/decision', async (req, res) => {
    const { id } = req.params;
    const user = await refusals.record(
      req,
      {
        action: 'exemption.refused',
        details: { attempt: 'decide on', exemption: id },
      },
      () => authorizer.user(req, dataMeshExemptionDecidePermission),
    );
    const subject = await exemptionReader.subjectOf(id, user);
    await exemptions.decide(id, subject, req.body, user);
    res.json(await exemptionReader.one(id, user));
  });

  router.post('/v1/exemptions/:id/revoke', async (req, res) => {
    const { id } = req.params;
    const user = await refusals.record(
      req,
      {
        action: 'exemption.refused',
        details: { attempt: 'revoke', exemption: id },
      },
      () => authorizer.user(req, dataMeshExemptionRequestPermission),
    );
    const subject = await exemptionReader.subjectOf(id, user);
    await exemptions.revoke(id, subject, req.body.reason, user);
    res.json(await exemptionReader.one(id, user));
  });
}
