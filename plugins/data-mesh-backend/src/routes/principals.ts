import {
  dataMeshMeshReadPermission,
  dataMeshPrincipalConfirmPermission,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import type { Router } from 'express';
import { requireCluster } from '../config/requireCluster';
import type { RouterDependencies } from './createRouter';

/** The register of principals, for operators. */
export function addPrincipalRoutes(
  router: Router,
  { authorizer, config, principals }: RouterDependencies,
): void {
  router.get('/v1/clusters/:cluster/principals', async (req, res) => {
    const user = await authorizer.user(req, dataMeshMeshReadPermission);
    await authorizer.requireOperator(user);
    res.json({
      items: await principals.list(requireCluster(config, req.params.cluster)),
    });
  });

  router.post(
    '/v1/clusters/:cluster/principals/confirmations',
    async (req, res) => {
      const user = await authorizer.user(
        req,
        dataMeshPrincipalConfirmPermission,
      );
      await authorizer.requireOperator(user);
      res.json(
        await principals.confirm(
          requireCluster(config, req.params.cluster),
          req.body,
          user.principal.userEntityRef,
        ),
      );
    },
  );
}
