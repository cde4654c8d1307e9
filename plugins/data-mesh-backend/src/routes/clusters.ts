import { ConflictError, NotFoundError } from '@backstage/errors';
import {
  dataMeshMeshReadPermission,
  dataMeshRemovalConfirmPermission,
  type ClusterList,
  type MeshCluster,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import type { Router } from 'express';
import { readCatalogIndexState } from '../catalog-index/CatalogIndex';
import { toIso } from '../rows';
import { confirmHeldRemovals } from '../snapshot/clusterRows';
import type { RouterDependencies } from './createRouter';

export function addClusterRoutes(
  router: Router,
  { authorizer, clusters, config, db, logger }: RouterDependencies,
): void {
  const find = async (name: string): Promise<MeshCluster> => {
    const cluster = await clusters.one(name);
    if (!cluster) {
      throw new NotFoundError(
        `Cluster ${name} is not configured in dataMesh.clusters`,
      );
    }
    return cluster;
  };

  router.get('/v1/clusters', async (req, res) => {
    const caller = await authorizer.caller(req, dataMeshMeshReadPermission);
    const { readAt, error } = await readCatalogIndexState(db);
    const answer: ClusterList = {
      items: await clusters.all(),
      problems: config.problems,
      catalog: {
        ...(readAt === undefined ? {} : { readAt: toIso(readAt) }),
        ...(error ? { error } : {}),
      },
      mayOperate: await authorizer.isOperator(caller),
    };
    res.json(answer);
  });

  router.get('/v1/clusters/:cluster', async (req, res) => {
    await authorizer.caller(req, dataMeshMeshReadPermission);
    res.json(await find(req.params.cluster));
  });

  router.post(
    '/v1/clusters/:cluster/held-removals/confirmation',
    async (req, res) => {
      const user = await authorizer.user(req, dataMeshRemovalConfirmPermission);
      await authorizer.requireOperator(user);
      const { name } = await find(req.params.cluster);
      if (!(await confirmHeldRemovals(db, name, req.body.hash))) {
        throw new ConflictError(
          `The removals that cluster ${name} holds back are not (any more) those you were shown; reload the page to see them`,
        );
      }
      logger.info(
        `${user.principal.userEntityRef} confirmed the held removals of cluster ${name}`,
      );
      res.json(await find(name));
    },
  );
}
