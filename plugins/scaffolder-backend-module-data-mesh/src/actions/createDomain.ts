import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { draftDomain } from '@data-mesh/backstage-plugin-data-mesh-common';
import { meshStep } from '../mesh/meshStep';
import type { ActionOptions } from './ActionOptions';
import { examples } from './createDomain.examples';
import { requireFeasible } from './planned';

/**
 * `data-mesh:domain:create`: a domain in the product store. A part of another
 * one is made by that one's owner, any other by governance.
 */
export function createDomainAction({ mesh, linkOf, untilSeen }: ActionOptions) {
  return createTemplateAction({
    id: 'data-mesh:domain:create',
    description: 'Publishes a domain in the portal',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        name: z => z.string().describe('Of the entity'),
        title: z => z.string().optional(),
        description: z => z.string().optional(),
        owner: z => z.string().describe('Ref of who decides on its topics'),
        subdomainOf: z =>
          z
            .string()
            .optional()
            .describe('Ref of the domain that it is part of'),
        steward: z =>
          z.string().optional().describe('Ref of who looks after its data'),
        defaultClassification: z =>
          z
            .enum(['public', 'internal', 'confidential', 'restricted'])
            .optional()
            .describe('Of products that have none'),
      },
      output: {
        entityRef: z => z.string(),
        version: z => z.number(),
      },
    },
    async handler(ctx) {
      const { name } = ctx.input;
      const run = ctx.task.id;
      const { entity } = draftDomain(ctx.input).domain;
      if (ctx.isDryRun) {
        await meshStep(`create domain ${name}`, { run, linkOf }, async () =>
          requireFeasible(
            await mesh(ctx).planCreation({ domain: { entity } }),
            ctx.logger,
          ),
        );
        return;
      }
      const { ref, version } = await meshStep(
        `create domain ${name}`,
        { run, linkOf },
        () =>
          ctx.checkpoint({
            key: `domain.${name}`,
            fn: async () => {
              const made = await mesh(ctx).publishDomain({ entity, run });
              return { ref: made.domain.ref, version: made.version };
            },
          }),
      );
      await untilSeen(ref, ctx);
      ctx.logger.info(`Published ${ref} as version ${version}`);
      ctx.output('entityRef', ref);
      ctx.output('version', version);
    },
  });
}
