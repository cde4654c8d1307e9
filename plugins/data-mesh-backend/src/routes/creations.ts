import {
  dataMeshMeshReadPermission,
  dataMeshTopicChangePermission,
  dataMeshTopicCreatePermission,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import type { Request, Router } from 'express';
import type { CreationAttempt } from '../creations/refuseCreation';
import { MAX_TOPIC_NAME } from '../creations/decideTopic';
import type { RouterDependencies } from './createRouter';
import { readPageQuery, text } from './queries';

/** Topics and schemas that are made or changed for somebody, and undone. */
export function addCreationRoutes(
  router: Router,
  {
    authorizer,
    refusals,
    runs,
    runUndoer,
    schemaCreator,
    topicChangePlanner,
    topicChanger,
    topicCreator,
  }: RouterDependencies,
): void {
  /** That the permissions refuse it is recorded. */
  const user = (
    req: Request,
    { action, topic, ...details }: CreationAttempt,
    permission = dataMeshTopicCreatePermission,
  ) =>
    refusals.record(
      req,
      {
        action,
        cluster: req.params.cluster,
        topic: topic?.slice(0, MAX_TOPIC_NAME),
        details,
      },
      () => authorizer.user(req, permission),
    );

  router.post('/v1/clusters/:cluster/topics', async (req, res) => {
    const { cluster } = req.params;
    const caller = await user(req, {
      action: 'topic.refused',
      attempt: 'create',
      topic: text(req.body.name),
      run: text(req.body.run),
    });
    res.status(201).json(await topicCreator.create(cluster, req.body, caller));
  });

  router.post(
    '/v1/clusters/:cluster/topics/:topic/change-plan',
    async (req, res) => {
      const caller = await authorizer.user(req, dataMeshMeshReadPermission);
      const { cluster, topic } = req.params;
      res.json(await topicChangePlanner.plan(cluster, topic, req.body, caller));
    },
  );

  router.patch('/v1/clusters/:cluster/topics/:topic', async (req, res) => {
    const { cluster, topic } = req.params;
    const caller = await user(
      req,
      { action: 'topic.refused', attempt: 'change', topic },
      dataMeshTopicChangePermission,
    );
    res.json(await topicChanger.change(cluster, topic, req.body, caller));
  });

  router.post('/v1/clusters/:cluster/schemas', async (req, res) => {
    const { cluster } = req.params;
    const caller = await user(req, {
      action: 'schema.refused',
      attempt: 'register',
      subject: text(req.body.subject),
      run: text(req.body.run),
    });
    res
      .status(201)
      .json(await schemaCreator.register(cluster, req.body, caller));
  });

  router.get('/v1/runs', async (req, res) => {
    const caller = await authorizer.user(req, dataMeshMeshReadPermission);
    res.json(await runs.list(readPageQuery(req), caller));
  });

  router.get('/v1/runs/:run', async (req, res) => {
    const caller = await authorizer.user(req, dataMeshMeshReadPermission);
    res.json(await runs.get(req.params.run, caller));
  });

  router.post('/v1/runs/:run/undo', async (req, res) => {
    const { run } = req.params;
    const caller = await user(req, {
      action: 'run.refused',
      attempt: 'undo',
      run,
    });
    res.json(await runUndoer.undo(run, req.body, caller));
  });
}
