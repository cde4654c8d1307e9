import { InputError } from '@backstage/errors';
import { dataMeshMeshReadPermission } from '@data-mesh/backstage-plugin-data-mesh-common';
import type { Router } from 'express';
import type { RouterDependencies } from './createRouter';
import { text } from './queries';

/** What runs of templates made as files. */
export function addArchiveRoutes(
  router: Router,
  { archives, authorizer }: RouterDependencies,
): void {
  router.post('/v1/archives', async (req, res) => {
    const caller = await authorizer.user(req, dataMeshMeshReadPermission);
    if (!Buffer.isBuffer(req.body)) {
      throw new InputError('The body is empty; send a ZIP file');
    }
    res.status(201).json(
      await archives.keep(
        {
          run: String(req.query.run),
          name: String(req.query.name),
          content: req.body,
        },
        caller,
      ),
    );
  });

  router.get('/v1/archives', async (req, res) => {
    const caller = await authorizer.user(req, dataMeshMeshReadPermission);
    const items = await archives.ofRun(text(req.query.run) ?? '', caller);
    res.json({ items, totalItems: items.length });
  });

  router.get('/v1/archives/:id', async (req, res) => {
    const caller = await authorizer.user(req, dataMeshMeshReadPermission);
    const { name, content } = await archives.download(req.params.id, caller);
    res.type('application/zip').attachment(name).send(content);
  });
}
