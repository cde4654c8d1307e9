import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { InputError } from '@backstage/errors';
import { meshStep } from '../mesh/meshStep';
import type { ActionOptions } from './ActionOptions';
import { examples } from './configureTopic.examples';

/**
 * `kafka:topic:configure`: more partitions, or another configuration, of a
 * topic that the caller's team owns. What it entails is in the task's log.
 */
export function configureTopicAction({ mesh, linkOf }: ActionOptions) {
  return createTemplateAction({
    id: 'kafka:topic:configure',
    description: 'Changes partitions and configuration of a topic',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        cluster: z => z.string().describe('Name in dataMesh.clusters'),
        name: z => z.string().describe('Name of the topic'),
        partitions: z =>
          z.number().int().optional().describe('Total; it can only grow'),
        configs: z =>
          z
            .record(z.string().nullable())
            .optional()
            .describe("By key; null returns to the broker's default"),
        reason: z => z.string().optional(),
      },
      output: {
        changed: z => z.array(z.string()).describe('Keys that were changed'),
      },
    },
    async handler(ctx) {
      const { cluster, name, reason, ...change } = ctx.input;
      const run = ctx.task.id;
      const client = mesh(ctx);
      await meshStep(`change topic ${name}`, { run, linkOf }, async () => {
        const plan = await client.planTopicChange(cluster, name, change);
        if (plan.refusal) throw new InputError(plan.refusal.message);
        for (const { key, from, to } of plan.changes) {
          ctx.logger.info(`${key}: ${from ?? 'default'} → ${to ?? 'default'}`);
        }
        for (const line of plan.consequences) ctx.logger.warn(line);
        const changed = plan.changes.map(({ key }) => key);
        if (!ctx.isDryRun && changed.length > 0) {
          await client.changeTopic(cluster, name, {
            ...change,
            planHash: plan.hash,
            reason,
          });
        }
        ctx.output('changed', changed);
      });
    },
  });
}
