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
    productPublisher,
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
}
