import {
  dataMeshAccessRequestBreakGlassPermission,
  dataMeshAccessRequestCreatePermission,
  dataMeshAccessRequestDecidePermission,
  dataMeshAccessRequestReadPermission,
  dataMeshAccessRequestWithdrawPermission,
  dataMeshMeshReadPermission,
  type AccessRequestInput,
  type CreationInput,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import type { Request, Router } from 'express';
import { fullRef, type RequestInput } from '../access/FactsReader';
import { previewRule } from '../access/previewRule';
import { readDomainSpecs } from '../policies/domainSpecs';
import type { CreationWish } from '../creations/planSteps';
import type { RouterDependencies } from './createRouter';
import { readPageQuery, text } from './queries';

function toInput(body: AccessRequestInput): RequestInput {
  const { groups, transactionalIdPrefix, applicationId, breakGlass } = body;
  return {
    items: body.items.map(({ product, port, environment }, i) => ({
      product: fullRef(product, `items[${i}].product`, 'dataproduct'),
      port,
      environment,
    })),
    consumer: fullRef(body.consumer, 'consumer', 'component'),
    mode: body.mode,
    purpose: body.purpose.trim(),
    duration: body.duration,
    ...(breakGlass
      ? { breakGlass: { incident: breakGlass.incident.trim() } }
      : {}),
    options: { groups, transactionalIdPrefix, applicationId },
  };
}

function toWish({ accessRequest, ...rest }: CreationInput): CreationWish {
  return {
    ...rest,
    ...(accessRequest ? { accessRequest: toInput(accessRequest) } : {}),
  };
}

function itemQuery(req: Request) {
  const role = text(req.query.role) ?? 'all';
  return {
    ...readPageQuery(req),
    role: role as 'requester' | 'decider' | 'all',
    state: text(req.query.state),
    product: text(req.query.product),
    consumer: text(req.query.consumer),
  };
}

/** Plans, requests and decisions. */
export function addAccessRoutes(
  router: Router,
  {
    access,
    accessReader,
    authorizer,
    config,
    consumers,
    creationPlanner,
    db,
    refusals,
  }: RouterDependencies,
): void {
  router.post('/v1/plans', async (req, res) => {
    const { creation } = req.body;
    if (creation) {
      // What else it takes is said of each step.
      const caller = await authorizer.user(req, dataMeshMeshReadPermission);
      res.json(await creationPlanner.plan(toWish(creation), caller));
      return;
    }
    const user = await authorizer.user(
      req,
      dataMeshAccessRequestCreatePermission,
    );
    res.json(await access.plan(toInput(req.body.accessRequest), user));
  });

  router.get('/v1/access-rules/preview', async (req, res) => {
    await authorizer.user(req, dataMeshAccessRequestCreatePermission);
    const domain = text(req.query.domain) ?? '';
    res.json(
      previewRule(
        {
          domainRef: fullRef(domain, 'domain', 'domain'),
          classification: text(req.query.classification) ?? '',
          environment: text(req.query.environment) ?? 'production',
        },
        config.access,
        await readDomainSpecs(db, config.trustedLocations),
        Date.now(),
      ),
    );
  });

  router.get('/v1/consumers', async (req, res) => {
    const user = await authorizer.user(
      req,
      dataMeshAccessRequestCreatePermission,
    );
    res.json(await consumers.list(readPageQuery(req), user));
  });

  router.get('/v1/access-requests', async (req, res) => {
    const { credentials, decision } = await authorizer.listing(
      req,
      dataMeshAccessRequestReadPermission,
    );
    res.json(await accessReader.list(itemQuery(req), credentials, decision));
  });

  router.post('/v1/access-requests', async (req, res) => {
    const input = toInput(req.body);
    const user = await refusals.record(
      req,
      { action: 'request.refused', consumerRef: input.consumer },
      async () => {
        // Emergency access is a permission of its own, beside this one.
        if (input.breakGlass) {
          await authorizer.user(req, dataMeshAccessRequestBreakGlassPermission);
        }
        return authorizer.user(req, dataMeshAccessRequestCreatePermission);
      },
    );
    const id = await access.submit(input, user, {
      idempotencyKey: text(req.header('Idempotency-Key')),
      planHash: text(req.body.planHash),
    });
    res.status(201).json(await accessReader.get(id, user));
  });

  router.get('/v1/access-requests/:id', async (req, res) => {
    const { credentials, decision } = await authorizer.listing(
      req,
      dataMeshAccessRequestReadPermission,
    );
    res.json(await accessReader.get(req.params.id, credentials, decision));
  });

  router.post(
    '/v1/access-requests/:id/items/:item/decisions',
    async (req, res) => {
      const { id, item } = req.params;
      const user = await refusals.record(
        req,
        { action: 'decision.refused', requestId: id, itemId: item },
        () =>
          authorizer.userOf(req, dataMeshAccessRequestDecidePermission, item),
      );
      await access.decide(id, item, req.body, user);
      res.json(await accessReader.item(id, item, user));
    },
  );

  router.post(
    '/v1/access-requests/:id/items/:item/withdrawal',
    async (req, res) => {
      const { id, item } = req.params;
      const user = await authorizer.userOf(
        req,
        dataMeshAccessRequestWithdrawPermission,
        item,
      );
      await access.withdraw(id, item, user);
      res.json(await accessReader.item(id, item, user));
    },
  );
}
