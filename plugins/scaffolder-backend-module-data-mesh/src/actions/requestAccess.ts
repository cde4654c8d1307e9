import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { meshStep } from '../mesh/meshStep';
import type { ActionOptions } from './ActionOptions';
import { requireFeasible } from './planned';
import { examples } from './requestAccess.examples';

/** `data-mesh:access:request`: asks the owners of data for access to it. */
export function requestAccessAction({ mesh, linkOf }: ActionOptions) {
  return createTemplateAction({
    id: 'data-mesh:access:request',
    description: 'Asks for access of a consumer to ports of data products',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        items: z =>
          z
            .array(
              z.object({
                product: z.string().describe('Ref of the data product'),
                port: z.string().describe('Name of its output port'),
                environment: z.string().optional(),
              }),
            )
            .min(1),
        consumer: z => z.string().describe('Ref of who will read or write'),
        mode: z => z.enum(['read', 'write']).optional(),
        groups: z => z.array(z.string()).optional().describe('Consumer groups'),
        applicationId: z =>
          z.string().optional().describe('Of Kafka Streams, for streams'),
        purpose: z => z.string().describe('What the data is for'),
        duration: z => z.string().describe('ISO 8601 period, such as P90D'),
      },
      output: {
        requestId: z => z.string(),
        states: z => z.array(z.string()).describe('One for each item'),
      },
    },
    async handler(ctx) {
      const { mode = 'read', ...rest } = ctx.input;
      const request = { ...rest, mode };
      const run = ctx.task.id;
      const client = mesh(ctx);
      await meshStep('ask for access', { run, linkOf }, async () => {
        if (ctx.isDryRun) {
          requireFeasible(
            await client.planCreation({ accessRequest: request }),
            ctx.logger,
          );
          return;
        }
        const { id, states } = await ctx.checkpoint({
          key: 'access-request',
          fn: async () => {
            const made = await client.submitAccessRequest(
              request,
              // The same for each try of this step, so that they make one.
              `${run}:${ctx.step?.id ?? 'access'}`,
            );
            return {
              id: made.id,
              states: Array.from(made.items, ({ state }): string => state),
            };
          },
        });
        ctx.logger.info(`Access request ${id}: ${states.join(', ')}`);
        ctx.output('requestId', id);
        ctx.output('states', states);
      });
    },
  });
}
