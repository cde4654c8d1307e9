import {
  dataMeshSchemaChangeAnswerPermission,
  dataMeshSchemaChangeOverridePermission,
  dataMeshSchemaChangeProposePermission,
  dataMeshSchemaChangeReadPermission,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import type { BasicPermission } from '@backstage/plugin-permission-common';
import type { Request, Router } from 'express';
import { fullRef } from '../access/FactsReader';
import { isUserCredentials } from '../authorization/Authorizer';
import type { ChangeInput } from '../schema-changes/planChange';
import type { ChangeQuery } from '../schema-changes/SchemaChangeReader';
import type { RouterDependencies } from './createRouter';
import { readPageQuery, text } from './queries';

const productRef = (ref: string) => fullRef(ref, 'product', 'dataproduct');

function readInput<T extends ChangeInput>(body: T): T {
  return { ...body, product: productRef(body.product) };
}

/** Changes of schemas, and what those who read them say. */
export function addSchemaChangeRoutes(
  router: Router,
  {
    authorizer,
    refusals,
    schemaChangeParties: parties,
    schemaChangeReader: reader,
    schemaChangeProposals: proposals,
    schemaChanges,
  }: RouterDependencies,
): void {
  /** A user who may do something; that they may not is recorded. */
  const user = (req: Request, permission: BasicPermission, attempt: string) =>
    refusals.record(
      req,
      {
        action: 'schema-change.refused',
        details: {
          attempt,
          ...(req.params.id ? { change: req.params.id } : {}),
        },
      },
      () => authorizer.user(req, permission),
    );

  router.get('/v1/schema-changes', async (req, res) => {
    const credentials = await authorizer.caller(
      req,
      dataMeshSchemaChangeReadPermission,
    );
    const product = text(req.query.product);
    const ref = product && productRef(product);
    const found = await reader.list(
      {
        ...readPageQuery(req),
        product: ref,
        state: text(req.query.state),
        role: (text(req.query.role) ?? 'all') as ChangeQuery['role'],
      },
      credentials,
    );
    res.json({
      ...found,
      ...(ref && isUserCredentials(credentials)
        ? { mayPropose: await parties.mayPropose(ref, credentials) }
        : {}),
    });
  });

  router.post('/v1/schema-changes/plan', async (req, res) => {
    const caller = await user(
      req,
      dataMeshSchemaChangeProposePermission,
      'propose',
    );
    const planned = await proposals.plan(readInput(req.body), caller);
    res.json(await reader.plan(planned, caller));
  });

  router.post('/v1/schema-changes', async (req, res) => {
    const caller = await user(
      req,
      dataMeshSchemaChangeProposePermission,
      'propose',
    );
    const id = await proposals.propose(
      readInput(req.body),
      caller,
      text(req.header('Idempotency-Key')),
    );
    res.status(201).json(await reader.get(id, caller, caller));
  });

  router.get('/v1/schema-changes/:id', async (req, res) => {
    const credentials = await authorizer.caller(
      req,
      dataMeshSchemaChangeReadPermission,
    );
    res.json(
      await reader.get(
        req.params.id,
        credentials,
        isUserCredentials(credentials) ? credentials : undefined,
      ),
    );
  });

  router.post('/v1/schema-changes/:id/answers', async (req, res) => {
    const { id } = req.params;
    const caller = await user(
      req,
      dataMeshSchemaChangeAnswerPermission,
      'answer',
    );
    const consumer = fullRef(req.body.consumer, 'consumer', 'component');
    await schemaChanges.answer(id, { ...req.body, consumer }, caller);
    res.json(await reader.get(id, caller, caller));
  });

  router.post('/v1/schema-changes/:id/override', async (req, res) => {
    const { id } = req.params;
    const caller = await user(
      req,
      dataMeshSchemaChangeOverridePermission,
      'override',
    );
    await schemaChanges.override(id, req.body.reason, caller);
    res.json(await reader.get(id, caller, caller));
  });

  router.post('/v1/schema-changes/:id/withdraw', async (req, res) => {
    const { id } = req.params;
    const caller = await user(
      req,
      dataMeshSchemaChangeProposePermission,
      'withdraw',
    );
    await schemaChanges.withdraw(id, req.body.reason, caller);
    res.json(await reader.get(id, caller, caller));
  });

  router.post('/v1/schema-changes/:id/retry', async (req, res) => {
    const { id } = req.params;
    const caller = await user(
      req,
      dataMeshSchemaChangeProposePermission,
      'retry',
    );
    await schemaChanges.retry(id, caller);
    res.json(await reader.get(id, caller, caller));
  });
}
