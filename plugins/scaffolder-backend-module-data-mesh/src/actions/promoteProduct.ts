import { InputError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import type { PromotionPlan } from '@data-mesh/backstage-plugin-data-mesh-common';
import { meshStep } from '../mesh/meshStep';
import type { ActionOptions } from './ActionOptions';
import { examples } from './promoteProduct.examples';

function refusalsOf({ refusal, ports, product }: PromotionPlan): string[] {
  const all = [
    refusal,
    ...ports.flatMap(({ topic, schemas }) => [
      topic.refusal,
      ...schemas.map(schema => schema.refusal),
    ]),
    product?.refusal,
  ];
  return all.flatMap(each => (each ? [each.message] : []));
}

const hasWork = ({ ports, product }: PromotionPlan) =>
  product?.state === 'publish' ||
  ports.some(
    ({ topic, schemas }) =>
      topic.state !== 'same' || schemas.some(({ state }) => state !== 'same'),
  );

const consequencesOf = ({ ports, product }: PromotionPlan) => [
  ...ports.flatMap(({ topic, schemas }) => [
    ...topic.consequences,
    ...schemas.flatMap(({ consequences }) => consequences),
  ]),
  ...(product?.consequences ?? []),
];

/**
 * `data-mesh:product:promote`: takes a data product to another environment. What
 * that entails is in the task's log.
 */
export function promoteProductAction({ mesh, linkOf }: ActionOptions) {
  return createTemplateAction({
    id: 'data-mesh:product:promote',
    description: 'Promotes a data product to another environment',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        product: z => z.string().describe('Ref of the data product'),
        cluster: z => z.string().describe('Where it goes'),
        topics: z =>
          z
            .record(z.string())
            .optional()
            .describe('Names of its topics there, by port'),
        ports: z => z.array(z.string()).optional().describe('All if left out'),
        from: z =>
          z
            .string()
            .optional()
            .describe('Environment, if it is in several others'),
        keep: z =>
          z
            .array(z.string())
            .optional()
            .describe('Settings that stay as they are there'),
        reason: z => z.string().optional(),
      },
      output: {
        promoted: z =>
          z.boolean().describe('False where all of it was there already'),
        lines: z =>
          z
            .string()
            .optional()
            .describe('To be merged, where the product is described in Git'),
      },
    },
    async handler(ctx) {
      const { product, cluster, topics, reason, ...rest } = ctx.input;
      const input = { ...rest, to: { cluster, topic: topics } };
      const run = ctx.task.id;
      const client = mesh(ctx);
      await meshStep(`promote ${product}`, { run, linkOf }, async () => {
        const plan = await client.planPromotion(product, input);
        const [refusal] = refusalsOf(plan);
        if (refusal !== undefined) throw new InputError(refusal);
        for (const line of consequencesOf(plan)) ctx.logger.info(line);
        const promoted = hasWork(plan);
        if (!ctx.isDryRun && promoted) {
          await client.promoteProduct(product, {
            ...input,
            planHash: plan.hash,
            run,
            reason,
          });
        }
        ctx.output('promoted', promoted);
        if (plan.product?.lines) ctx.output('lines', plan.product.lines);
      });
    },
  });
}
