import { stringifyEntityRef } from '@backstage/catalog-model';
import { NotFoundError } from '@backstage/errors';
import {
  dataMeshMeshReadPermission,
  dataMeshProductPublishPermission,
  dataMeshProductUnpublishPermission,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { BasicPermission } from '@backstage/plugin-permission-common';
import type { Request, Router } from 'express';
import type { ProductAttempt } from '../product-store/recordRefusal';
import type { RouterDependencies } from './createRouter';
import { readPageQuery } from './queries';

const PRODUCT = '/v1/products/:namespace/:name';

function refOf(req: Request): string {
  const { namespace, name } = req.params;
  return stringifyEntityRef({ kind: 'DataProduct', namespace, name });
}

/** Products that are published in the portal. */
export function addProductStoreRoutes(
  router: Router,
  {
    authorizer,
    claims,
    mesh,
    productPublisher,
    productTransfers,
    productUnpublisher,
    productVersions,
    refusals,
    visibility,
  }: RouterDependencies,
): void {
  /** That the permissions refuse it is recorded. */
  const user = (
    req: Request,
    attempt: ProductAttempt,
    permission: BasicPermission,
    productRef?: string,
  ) =>
    refusals.record(
      req,
      { action: 'product.refused', productRef, details: { attempt } },
      () => authorizer.user(req, permission),
    );
  const requireVisible = async (
    ref: string,
    credentials: BackstageCredentials,
  ) => {
    const visible = await visibility.visible('DataProduct', credentials);
    if (visible && !visible.has(ref)) {
      throw new NotFoundError(`The mesh knows no product ${ref}`);
    }
  };

  router.post('/v1/products', async (req, res) => {
    const caller = await user(req, 'publish', dataMeshProductPublishPermission);
    res.status(201).json(await productPublisher.publish(req.body, caller));
  });

  router.patch(PRODUCT, async (req, res) => {
    const ref = refOf(req);
    const caller = await user(
      req,
      'change',
      dataMeshProductPublishPermission,
      ref,
    );
    await requireVisible(ref, caller);
    res.json(await productPublisher.change(ref, req.body, caller));
  });

  router.delete(PRODUCT, async (req, res) => {
    const ref = refOf(req);
    const caller = await user(
      req,
      'unpublish',
      dataMeshProductUnpublishPermission,
      ref,
    );
    await requireVisible(ref, caller);
    res.json(await productUnpublisher.unpublish(ref, req.body, caller));
  });

  router.get(`${PRODUCT}/versions`, async (req, res) => {
    const ref = refOf(req);
    const caller = await authorizer.caller(req, dataMeshMeshReadPermission);
    await requireVisible(ref, caller);
    res.json(await productVersions.versions(ref, readPageQuery(req)));
  });

  router.get(`${PRODUCT}/descriptor`, async (req, res) => {
    const ref = refOf(req);
    const caller = await authorizer.caller(req, dataMeshMeshReadPermission);
    await requireVisible(ref, caller);
    res
      .type('text/yaml')
      .attachment('catalog-info.yaml')
      .send(await productVersions.descriptor(ref));
  });

  router.get(`${PRODUCT}/publication`, async (req, res) => {
    const ref = refOf(req);
    const caller = await authorizer.caller(req, dataMeshMeshReadPermission);
    await requireVisible(ref, caller);
    res.json(await productVersions.standing(ref, caller));
  });

  router.post(`${PRODUCT}/transfer`, async (req, res) => {
    const ref = refOf(req);
    const caller = await user(
      req,
      'transfer',
      dataMeshProductPublishPermission,
      ref,
    );
    await requireVisible(ref, caller);
    res.status(201).json(await productTransfers.propose(ref, req.body, caller));
  });

  router.post(`${PRODUCT}/transfer/acceptance`, async (req, res) => {
    const ref = refOf(req);
    const caller = await user(
      req,
      'accept',
      dataMeshProductPublishPermission,
      ref,
    );
    await requireVisible(ref, caller);
    res.json(await productTransfers.answer(ref, req.body, caller));
  });

  router.get(`${PRODUCT}/claim`, async (req, res) => {
    const ref = refOf(req);
    const caller = await authorizer.user(req, dataMeshMeshReadPermission);
    await requireVisible(ref, caller);
    const product = (await mesh.all('product')).find(p => p.ref === ref);
    if (!product) throw new NotFoundError(`The mesh knows no product ${ref}`);
    res.json(await claims.ofProduct(product, caller));
  });

  router.get('/v1/clusters/:cluster/topics/:topic/claim', async (req, res) => {
    const caller = await authorizer.user(req, dataMeshMeshReadPermission);
    const { cluster, topic: name } = req.params;
    const visible = await visibility.visible('Resource', caller);
    const topic = (await mesh.all('topic')).find(
      each =>
        each.cluster === cluster &&
        each.name === name &&
        (!visible || visible.has(each.entityRef)),
    );
    if (!topic) {
      throw new NotFoundError(
        `The mesh knows no topic ${name} on cluster ${cluster}`,
      );
    }
    // Whoever may not see the product that it is in shall not learn of it.
    if (topic.productRef) await requireVisible(topic.productRef, caller);
    res.json(await claims.ofTopic(topic, caller));
  });
}
