import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import type {
  AccessRequestInput,
  DataMeshApi,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import { meshStep } from '../mesh/meshStep';
import type { ActionOptions } from './ActionOptions';
import { requireFeasible } from './planned';
import { examples } from './requestAccess.examples';

const full = (ref: string) =>
  stringifyEntityRef(
    parseEntityRef(ref, {
      defaultKind: 'DataProduct',
      defaultNamespace: 'default',
    }),
  );
const sameRef = (a: string, b: string) => full(a) === full(b);

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
        states: z =>
          z
            .array(z.string())
            .describe('One for each item that was asked for now'),
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
            const { items, known } = await stillToAsk(client, request);
            for (const { product, port } of known) {
              ctx.logger.info(`${product}, port ${port}: asked for already`);
            }
            if (items.length === 0) {
              return { id: known[0]?.existing?.requestId ?? '', states: [] };
            }
            const made = await client.submitAccessRequest(
              { ...request, items },
              // The same for each try of this step, so that they make one.
              `${run}:${ctx.step?.id ?? 'access'}`,
            );
            return {
              id: made.id,
              states: Array.from(made.items, ({ state }): string => state),
            };
          },
        });
        ctx.logger.info(`Access request ${id}: ${states.join(', ') || 'none'}`);
        ctx.output('requestId', id);
        ctx.output('states', states);
      });
    },
  });
}

/**
 * What of a request nobody has asked for yet: to ask again is refused, and a
 * task that is retried has asked.
 */
async function stillToAsk(
  client: Pick<DataMeshApi, 'createPlan'>,
  request: AccessRequestInput,
) {
  const plan = await client.createPlan(request);
  const known = plan.items.filter(({ existing }) => existing);
  const isKnown = (item: AccessRequestInput['items'][number]) =>
    known.some(
      ({ product, port }) =>
        sameRef(product, item.product) && port === item.port,
    );
  return { known, items: request.items.filter(item => !isKnown(item)) };
}
