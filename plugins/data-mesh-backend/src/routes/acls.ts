import { NotAllowedError, NotFoundError } from '@backstage/errors';
import {
  dataMeshAclAdoptPermission,
  dataMeshAclIgnorePermission,
  dataMeshAclRevokePermission,
  dataMeshMeshReadPermission,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import type { Request, Router } from 'express';
import type { BasicPermission } from '@backstage/plugin-permission-common';
import type { UserCredentials } from '../authorization/Authorizer';
import { requireCluster } from '../config/requireCluster';
import type { RouterDependencies } from './createRouter';
import { readPageQuery, text } from './queries';

/** Who may do what at Kafka, and what of it no grant has made. */
export function addAclRoutes(
  router: Router,
  {
    authorizer,
    config,
    explain,
    mesh,
    unmanaged,
    visibility,
  }: RouterDependencies,
): void {
  const who = [...config.operators, ...config.governance];
  const administrator = async (
    req: Request,
    permission: BasicPermission,
  ): Promise<UserCredentials> => {
    const user = await authorizer.user(req, permission);
    if (await authorizer.isOneOf(user, who)) return user;
    throw new NotAllowedError(
      who.length
        ? `Only members of ${who.join(
            ', ',
          )} can see and change ACLs that are not managed here`
        : 'Nobody can see ACLs that are not managed here until dataMesh.operators or dataMesh.governance names a group',
    );
  };

  router.get('/v1/explain', async (req, res) => {
    const caller = await authorizer.caller(req, dataMeshMeshReadPermission);
    const cluster = text(req.query.cluster) ?? '';
    const topic = text(req.query.topic) ?? '';
    const settings = requireCluster(config, cluster);
    const visible = await visibility.visible('Resource', caller);
    const found = (await mesh.all('topic')).find(
      t => t.cluster === cluster && t.name === topic,
    );
    // Not told apart: who may not read it shall not learn that it exists.
    if (!found || (visible && !visible.has(found.entityRef))) {
      throw new NotFoundError(
        `The mesh knows no topic ${topic} on cluster ${cluster}`,
      );
    }
    const operation = text(req.query.operation) === 'WRITE' ? 'WRITE' : 'READ';
    res.json(
      await explain.explain(
        settings,
        topic,
        operation,
        text(req.query.principal),
      ),
    );
  });

  router.get('/v1/clusters/:cluster/unmanaged-acls', async (req, res) => {
    await administrator(req, dataMeshMeshReadPermission);
    const answer = await unmanaged.list(
      requireCluster(config, req.params.cluster),
      {
        ...readPageQuery(req),
        principal: text(req.query.principal),
        resource: text(req.query.resource),
        ignored: `${req.query.ignored}` === 'true',
      },
    );
    res.json({ ...answer, mayAct: true });
  });

  router.post('/v1/clusters/:cluster/adoptions', async (req, res) => {
    const user = await administrator(req, dataMeshAclAdoptPermission);
    const { dryRun = true, ...input } = req.body;
    res.json(
      await unmanaged.adopt(
        requireCluster(config, req.params.cluster),
        { ...input, dryRun },
        user.principal.userEntityRef,
      ),
    );
  });

  router.post(
    '/v1/clusters/:cluster/unmanaged-acls/:binding/ignore',
    async (req, res) => {
      const user = await administrator(req, dataMeshAclIgnorePermission);
      const { cluster, binding } = req.params;
      res.json(
        await unmanaged.ignore(
          requireCluster(config, cluster),
          binding,
          req.body.reason,
          user.principal.userEntityRef,
        ),
      );
    },
  );

  router.delete(
    '/v1/clusters/:cluster/unmanaged-acls/:binding/ignore',
    async (req, res) => {
      const user = await administrator(req, dataMeshAclIgnorePermission);
      const { cluster, binding } = req.params;
      res.json(
        await unmanaged.unignore(
          requireCluster(config, cluster),
          binding,
          user.principal.userEntityRef,
        ),
      );
    },
  );

  router.post(
    '/v1/clusters/:cluster/unmanaged-acls/:binding/revoke',
    async (req, res) => {
      const user = await administrator(req, dataMeshAclRevokePermission);
      const { cluster, binding } = req.params;
      res.json(
        await unmanaged.revoke(
          requireCluster(config, cluster),
          binding,
          req.body.reason,
          user.principal.userEntityRef,
        ),
      );
    },
  );
}
