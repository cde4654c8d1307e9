import { dataMeshMeshReadPermission } from '@data-mesh/backstage-plugin-data-mesh-common';
import type { Router } from 'express';
import type { RouterDependencies } from './createRouter';
import { readPageQuery } from './queries';

/** What is offered to the caller. */
export function addTransferRoutes(
  router: Router,
  { authorizer, offers, visibility }: RouterDependencies,
): void {
  router.get('/v1/transfers', async (req, res) => {
    const caller = await authorizer.user(req, dataMeshMeshReadPermission);
    const [speaksFor, products, domains] = await Promise.all([
      authorizer.speaksFor(caller),
      visibility.visible('DataProduct', caller),
      visibility.visible('Domain', caller),
    ]);
    const visible = { product: products, domain: domains };
    res.json(
      await offers.to(
        speaksFor,
        (kind, ref) => visible[kind]?.has(ref) ?? true,
        readPageQuery(req),
      ),
    );
  });
}
