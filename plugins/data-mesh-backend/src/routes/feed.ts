import type { FeedPage } from '@data-mesh/backstage-plugin-data-mesh-common';
import type { Router } from 'express';
import { readCatalogIndexState } from '../catalog-index/CatalogIndex';
import { readFeed } from '../feed/readFeed';
import { isComputable } from '../products/recomputeMesh';
import { readPageQuery } from './queries';
import type { RouterDependencies } from './createRouter';

export function addFeedRoutes(
  router: Router,
  { authorizer, clusters, config, db, metrics }: RouterDependencies,
): void {
  router.get('/v1/feed', async (req, res) => {
    await authorizer.plugin(req);
    const { limit, cursor } = readPageQuery(req);
    const { readAt } = await readCatalogIndexState(db);
    let lag = 0;
    const page = await readFeed(db, cursor, limit, oldestAt => {
      lag = (Date.now() - oldestAt) / 1_000;
    });
    metrics.feedServed(lag);
    const answer: FeedPage = {
      ...page,
      settled:
        isComputable(config) &&
        readAt !== undefined &&
        (await clusters.allRead()),
      maxRemovalPercent: config.maxRemovalPercent,
    };
    res.json(answer);
  });
}
