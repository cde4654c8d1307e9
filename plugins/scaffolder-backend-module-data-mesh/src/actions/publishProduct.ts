import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { meshStep } from '../mesh/meshStep';
import type { ActionOptions } from './ActionOptions';
import { requireFeasible } from './planned';
import { examples } from './publishProduct.examples';

/**
 * `data-mesh:product:publish`: a data product in the product store, in the
 * catalog seconds later.
 */
export function publishProductAction({
  mesh,
  linkOf,
  untilSeen,
}: ActionOptions) {
  return createTemplateAction({
    id: 'data-mesh:product:publish',
    description: 'Publishes a data product in the portal',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        entity: z =>
          z.record(z.any()).describe('A DataProduct, as in catalog-info.yaml'),
        reason: z => z.string().optional().describe('Kept with the version'),
      },
      output: {
        entityRef: z => z.string().describe('Of the product'),
        version: z => z.number(),
      },
    },
    async handler(ctx) {
      const { entity, reason } = ctx.input;
      const run = ctx.task.id;
      const client = mesh(ctx);
      const name = String(entity.metadata?.name);
      await meshStep(`publish ${name}`, { run, linkOf }, async () => {
        if (ctx.isDryRun) {
          const product = { entity };
          requireFeasible(await client.planCreation({ product }), ctx.logger);
          return;
        }
        const { ref, version, warnings } = await ctx.checkpoint({
          key: `product.${name}`,
          fn: async () => {
            const made = await client.publishProduct({ entity, reason, run });
            return {
              ref: made.product.ref,
              version: made.version,
              warnings: made.results.map(
                ({ title, remedy }) => `${title}: ${remedy}`,
              ),
            };
          },
        });
        for (const warning of warnings) ctx.logger.warn(warning);
        await untilSeen(ref, ctx);
        ctx.logger.info(`Published ${ref} as version ${version}`);
        ctx.output('entityRef', ref);
        ctx.output('version', version);
      });
    },
  });
}
