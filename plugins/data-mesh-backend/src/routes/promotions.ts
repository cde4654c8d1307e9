import { randomUUID } from 'node:crypto';
import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { NotFoundError } from '@backstage/errors';
import {
  dataMeshMeshReadPermission,
  dataMeshProductPublishPermission,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import type { Request, Router } from 'express';
import { toWish } from '../promotions/promotion';
import type { RouterDependencies } from './createRouter';

const PRODUCT = '/v1/products/:namespace/:name';

function refOf(req: Request): string {
  const { namespace, name } = req.params;
  return stringifyEntityRef({ kind: 'DataProduct', namespace, name });
}

/** Products that go from one environment to the next. */
export function addPromotionRoutes(
  router: Router,
  {
    authorizer,
    mesh,
    promoter,
    promotionPlanner,
    refusals,
    visibility,
  }: RouterDependencies,
): void {
  const requireVisible = async (
    ref: string,
    credentials: BackstageCredentials,
  ) => {
    const visible = await visibility.visible('DataProduct', credentials);
    const isThere = (await mesh.all('product')).some(each => each.ref === ref);
    if (!isThere || (visible && !visible.has(ref))) {
      throw new NotFoundError(`The mesh knows no product ${ref}`);
    }
  };

  router.post(`${PRODUCT}/promotion-plan`, async (req, res) => {
    const ref = refOf(req);
    const caller = await authorizer.user(req, dataMeshMeshReadPermission);
    await requireVisible(ref, caller);
    const wish = toWish(ref, req.body);
    const { plan } = await promotionPlanner.plan(wish, randomUUID(), caller);
    res.json(plan);
  });

  router.post(`${PRODUCT}/promotions`, async (req, res) => {
    const ref = refOf(req);
    const caller = await refusals.record(
      req,
      {
        action: 'product.refused',
        productRef: ref,
        details: { attempt: 'promote' },
      },
      () => authorizer.user(req, dataMeshProductPublishPermission),
    );
    await requireVisible(ref, caller);
    res.json(await promoter.promote(ref, req.body, caller));
  });
}
