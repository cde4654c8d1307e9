import { NotFoundError } from '@backstage/errors';
import {
  dataMeshMeshReadPermission,
  dataMeshRecordSamplePermission,
  type MeshTopic,
  type RecordSample,
  type TopicPage,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import type { Router } from 'express';
import { fullRef } from '../access/FactsReader';
import type { VisibleRefs } from '../authorization/CatalogVisibility';
import { page } from '../mesh/paging';
import { suggestTopicName } from '../products/suggestTopicName';
import type { RouterDependencies } from './createRouter';
import { readPageQuery, text } from './queries';

const DEFAULT_RECORDS = 10;

/** A topic's own Resource is what the catalog's permissions are about. */
function isVisible(topic: MeshTopic, visible: VisibleRefs): boolean {
  return !visible || visible.has(topic.entityRef);
}

/** Not told apart: who may not read it shall not learn that it exists. */
const unknownTopic = (cluster: string, topic: string) =>
  new NotFoundError(`The mesh knows no topic ${topic} on cluster ${cluster}`);

export function addTopicRoutes(
  router: Router,
  {
    authorizer,
    clusters,
    config,
    mesh,
    refusals,
    sampler,
    topics,
    visibility,
  }: RouterDependencies,
): void {
  router.get('/v1/clusters/:cluster/topics', async (req, res) => {
    const caller = await authorizer.caller(req, dataMeshMeshReadPermission);
    const { cluster } = req.params;
    if (!(await clusters.one(cluster))) {
      throw new NotFoundError(
        `Cluster ${cluster} is not configured in dataMesh.clusters`,
      );
    }
    const { q, limit, cursor } = readPageQuery(req);
    const visible = await visibility.visible('Resource', caller);
    const found = (await mesh.all('topic')).filter(
      topic =>
        topic.cluster === cluster &&
        isVisible(topic, visible) &&
        (!q || topic.name.toLowerCase().includes(q.toLowerCase())),
    );
    const answer: TopicPage = page(found, limit, cursor);
    res.json(answer);
  });

  router.get('/v1/clusters/:cluster/topic-name', async (req, res) => {
    await authorizer.caller(req, dataMeshMeshReadPermission);
    const { cluster } = req.params;
    const settings = config.clusters.find(
      ({ name }) => name === cluster,
    )?.settings;
    if (!settings) {
      throw new NotFoundError(
        `Cluster ${cluster} is not configured in dataMesh.clusters`,
      );
    }
    const name = suggestTopicName(
      {
        domainRef: fullRef(text(req.query.domain) ?? '', 'domain', 'domain'),
        product: text(req.query.product) ?? '',
        version: text(req.query.version) ?? 'v1',
      },
      settings.domains,
      config.naming,
    );
    res.json(name ? { name } : {});
  });

  router.get('/v1/clusters/:cluster/topics/:topic', async (req, res) => {
    const caller = await authorizer.caller(req, dataMeshMeshReadPermission);
    const { cluster, topic } = req.params;
    const facts = await topics.read(cluster, topic);
    const visible = await visibility.visible('Resource', caller);
    if (!facts || !isVisible(facts.topic, visible)) {
      throw unknownTopic(cluster, topic);
    }
    const [answer] = await sampler.tell([facts], caller);
    res.json(answer);
  });

  router.post(
    '/v1/clusters/:cluster/topics/:topic/sample',
    async (req, res) => {
      const { cluster, topic } = req.params;
      const answer: RecordSample = await refusals.record(
        req,
        { action: 'records.sample-refused', cluster, topic },
        async () => {
          const user = await authorizer.user(
            req,
            dataMeshRecordSamplePermission,
          );
          const visible = await visibility.visible('Resource', user);
          const found = (await mesh.all('topic')).find(
            each => each.cluster === cluster && each.name === topic,
          );
          if (!found || !isVisible(found, visible)) {
            throw unknownTopic(cluster, topic);
          }
          return sampler.sample(found, req.body.limit ?? DEFAULT_RECORDS, user);
        },
      );
      // Other people's data is in no cache.
      res.setHeader('Cache-Control', 'no-store').json(answer);
    },
  );
}
