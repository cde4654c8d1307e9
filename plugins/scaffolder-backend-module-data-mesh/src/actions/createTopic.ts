import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { meshStep } from '../mesh/meshStep';
import type { ActionOptions } from './ActionOptions';
import { examples } from './createTopic.examples';
import { requireFeasible } from './planned';

/**
 * `kafka:topic:create`: a topic on a managed cluster, for whoever owns the
 * domain that its name belongs to. Run again by the same task, it finds what it
 * made.
 */
export function createTopicAction({ mesh, linkOf }: ActionOptions) {
  return createTemplateAction({
    id: 'kafka:topic:create',
    description: 'Creates a topic on a cluster that the data mesh manages',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        cluster: z => z.string().describe('Name in dataMesh.clusters'),
        name: z => z.string().describe('Name of the topic'),
        partitions: z => z.number().int().describe('Number of partitions'),
        replicationFactor: z =>
          z
            .number()
            .int()
            .optional()
            .describe(
              "Copies of each partition; the broker's default if left out",
            ),
        configs: z =>
          z
            .record(z.string())
            .optional()
            .describe(
              'Configuration of the topic by key, such as retention.ms',
            ),
      },
      output: {
        cluster: z => z.string(),
        topic: z => z.string(),
        outcome: z =>
          z.string().describe('created, or resumed where this task had before'),
      },
    },
    async handler(ctx) {
      const { cluster, ...input } = ctx.input;
      const run = ctx.task.id;
      const client = mesh(ctx);
      await meshStep(
        `create topic ${input.name}`,
        { run, linkOf },
        async () => {
          if (ctx.isDryRun) {
            const topic = { cluster, ...input };
            requireFeasible(await client.planCreation({ topic }), ctx.logger);
            return;
          }
          const outcome = await ctx.checkpoint({
            key: `topic.${cluster}.${input.name}`,
            fn: async () =>
              (
                await client.createTopic(cluster, { ...input, run })
              ).outcome,
          });
          ctx.logger.info(
            `Topic ${input.name} of cluster ${cluster}: ${outcome}`,
          );
          ctx.output('outcome', outcome);
        },
      );
      ctx.output('cluster', cluster);
      ctx.output('topic', input.name);
    },
  });
}
