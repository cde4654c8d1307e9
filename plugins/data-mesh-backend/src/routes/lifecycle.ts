import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { NotFoundError } from '@backstage/errors';
import {
  dataMeshGrantReadPermission,
  dataMeshMeshReadPermission,
  dataMeshProductPublishPermission,
  dataMeshProductUnpublishPermission,
} from '@data-mesh/backstage-plugin-data-mesh-common';
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

/** How products come to their end, and who reads them. */
export function addLifecycleRoutes(
  router: Router,
  {
    authorizer,
    mesh,
    productDeprecator,
    productRetirer,
    readerList,
    refusals,
    visibility,
  }: RouterDependencies,
): void {
  const find = async (ref: string, credentials: BackstageCredentials) => {
    const visible = await visibility.visible('DataProduct', credentials);
    const product = (await mesh.all('product')).find(each => each.ref === ref);
    if (!product || (visible && !visible.has(ref))) {
      throw new NotFoundError(`The mesh knows no product ${ref}`);
    }
    return product;
  };
  /** That the permissions refuse it is recorded. */
  const user = async (
    req: Request,
    attempt: ProductAttempt,
    permission: BasicPermission,
  ) => {
    const productRef = refOf(req);
    const caller = await refusals.record(
      req,
      { action: 'product.refused', productRef, details: { attempt } },
      () => authorizer.user(req, permission),
    );
    await find(productRef, caller);
    return caller;
  };

  router.post(`${PRODUCT}/deprecation`, async (req, res) => {
    const caller = await user(
      req,
      'deprecate',
      dataMeshProductPublishPermission,
    );
    res.json(await productDeprecator.deprecate(refOf(req), req.body, caller));
  });

  router.post(`${PRODUCT}/deprecation/lines`, async (req, res) => {
    const caller = await authorizer.caller(req, dataMeshMeshReadPermission);
    const product = await find(refOf(req), caller);
    res.json(await productDeprecator.draft(product, req.body));
  });

  router.delete(`${PRODUCT}/deprecation`, async (req, res) => {
    const caller = await user(
      req,
      'reinstate',
      dataMeshProductPublishPermission,
    );
    res.json(await productDeprecator.reinstate(refOf(req), req.body, caller));
  });

  router.post(`${PRODUCT}/retirement`, async (req, res) => {
    const caller = await user(
      req,
      'retire',
      dataMeshProductUnpublishPermission,
    );
    res.json(await productRetirer.retire(refOf(req), req.body, caller));
  });

  router.get(`${PRODUCT}/readers`, async (req, res) => {
    const caller = await authorizer.caller(req, dataMeshMeshReadPermission);
    const product = await find(refOf(req), caller);
    const { credentials, decision } = await authorizer.listing(
      req,
      dataMeshGrantReadPermission,
    );
    res.json(
      await readerList.list(product, readPageQuery(req), credentials, decision),
    );
  });
}
