import type { SearchDocumentPage } from '@data-mesh/backstage-plugin-data-mesh-common';
import type { Router } from 'express';
import type { RouterDependencies } from './createRouter';
import { text } from './queries';

const PAGE_SIZE = 100;

export function addSearchRoutes(
  router: Router,
  { authorizer, searchDocuments }: RouterDependencies,
): void {
  router.get('/v1/search-documents', async (req, res) => {
    await authorizer.plugin(req);
    const answer: SearchDocumentPage = await searchDocuments.page(
      Number(req.query.limit ?? PAGE_SIZE),
      text(req.query.cursor),
    );
    res.json(answer);
  });
}
