import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { meshStep } from '../mesh/meshStep';
import type { ActionOptions } from './ActionOptions';
import { examples } from './deprecateProduct.examples';

/**
 * `data-mesh:product:deprecate`: announces the end of a published product.
 * Nobody can ask for access any more, and all who have it are told.
 */
export function deprecateProductAction({ mesh, linkOf }: ActionOptions) {
  return createTemplateAction({
    id: 'data-mesh:product:deprecate',
    description:
      'Announces the end of a data product, and tells everyone who reads it',
    examples,
    schema: {
      input: {
        product: z => z.string().describe('Ref of the data product'),
        sunset: z =>
          z.string().describe('Day after which it may be gone, YYYY-MM-DD'),
        replacedBy: z =>
          z.string().optional().describe('Ref of the product to use instead'),
        message: z =>
          z.string().optional().describe('What consumers should know'),
      },
      output: {
        entityRef: z => z.string(),
        version: z => z.number(),
      },
    },
    async handler(ctx) {
      const { product, ...deprecation } = ctx.input;
      const run = ctx.task.id;
      const { ref, version } = await meshStep(
        `deprecate ${product}`,
        { run, linkOf },
        () =>
          ctx.checkpoint({
            key: `deprecation.${product}`,
            fn: async () => {
              const made = await mesh(ctx).deprecateProduct(product, {
                ...deprecation,
                run,
              });
              return { ref: made.product.ref, version: made.version };
            },
          }),
      );
      ctx.logger.info(`${ref} is deprecated, as version ${version}`);
      ctx.output('entityRef', ref);
      ctx.output('version', version);
    },
  });
}
