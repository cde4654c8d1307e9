import {
  dataMeshCredentialsRevealPermission,
  dataMeshOffsetsResetPermission,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import type { Router } from 'express';
import type { RouterDependencies } from './createRouter';

/** What a consumer's own people do with its grants at Kafka. */
export function addConsumerRoutes(
  router: Router,
  {
    authorizer,
    credentials,
    grantReader,
    offsetResets,
    refusals,
  }: RouterDependencies,
): void {
  router.post('/v1/grants/:id/credentials', async (req, res) => {
    const { id } = req.params;
    const revealed = await refusals.record(
      req,
      { action: 'principal.reveal-refused', grantId: id },
      async () =>
        credentials.reveal(
          id,
          req.body,
          await authorizer.userOf(req, dataMeshCredentialsRevealPermission, id),
        ),
    );
    res.set('Cache-Control', 'no-store').json(revealed);
  });

  router.delete('/v1/grants/:id/credentials/:username', async (req, res) => {
    const { id, username } = req.params;
    const user = await refusals.record(
      req,
      { action: 'principal.reveal-refused', grantId: id },
      async () => {
        const caller = await authorizer.userOf(
          req,
          dataMeshCredentialsRevealPermission,
          id,
        );
        await credentials.drop(id, username, caller);
        return caller;
      },
    );
    res.json(await grantReader.get(id, user));
  });

  router.post('/v1/grants/:id/offset-resets', async (req, res) => {
    const { id } = req.params;
    const { dryRun = true, ...input } = req.body;
    res.json(
      await refusals.record(
        req,
        { action: 'offsets.reset-refused', grantId: id },
        async () =>
          offsetResets.reset(
            id,
            { ...input, dryRun },
            await authorizer.userOf(req, dataMeshOffsetsResetPermission, id),
          ),
      ),
    );
  });
}
