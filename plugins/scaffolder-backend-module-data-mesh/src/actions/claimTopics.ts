import { InputError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { meshStep } from '../mesh/meshStep';
import type { ActionOptions } from './ActionOptions';
import { examples } from './claimTopics.examples';

/**
 * `data-mesh:topics:claim`: publishes topics that nobody has described as data
 * products of a team. Each is decided by itself; the step fails at the end where
 * one of them could not be, and names it.
 */
export function claimTopicsAction({ mesh, linkOf }: ActionOptions) {
  return createTemplateAction({
    id: 'data-mesh:topics:claim',
    description: 'Claims topics as data products of a team',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        topics: z =>
          z
            .array(z.object({ cluster: z.string(), topic: z.string() }))
            .min(1)
            .max(200),
        owner: z => z.string().describe("Ref of a group of the user's"),
      },
      output: {
        products: z => z.array(z.string()).describe('Refs'),
      },
    },
    async handler(ctx) {
      const { topics, owner } = ctx.input;
      const run = ctx.task.id;
      await meshStep('claim the topics', { run, linkOf }, async () => {
        const { items } = await mesh(ctx).claimTopics({
          topics,
          owner,
          run,
          ...(ctx.isDryRun ? { dryRun: true } : {}),
        });
        for (const { topic, cluster, product, refusal } of items) {
          if (refusal)
            ctx.logger.warn(`${topic} on ${cluster}: ${refusal.message}`);
          else ctx.logger.info(`${topic} on ${cluster}: ${product}`);
        }
        const products = new Set<string>();
        for (const { product, refusal } of items) {
          if (product && !refusal) products.add(product);
        }
        ctx.output('products', Array.from(products));
        const refused = items.filter(({ refusal }) => refusal);
        if (refused.length > 0) {
          throw new InputError(
            `${refused.length} of ${
              items.length
            } topics were not claimed, the others were: ${refused
              .map(({ topic, refusal }) => `${topic}: ${refusal?.message}`)
              .join('; ')}`,
          );
        }
      });
    },
  });
}
