import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { meshStep } from '../mesh/meshStep';
import type { ActionOptions } from './ActionOptions';
import { examples } from './undo.examples';

/**
 * `data-mesh:undo`: takes back what a run of a template made, as far as nobody
 * uses it yet. What has to stay is named, with the reason.
 */
export function undoAction({ mesh, linkOf }: ActionOptions) {
  return createTemplateAction({
    id: 'data-mesh:undo',
    description: 'Takes back what a run of a template made',
    examples,
    schema: {
      input: {
        run: z => z.string().describe("ID of the run's task"),
        reason: z => z.string().optional(),
      },
      output: {
        undone: z => z.array(z.string()),
        left: z => z.array(z.string()).describe('What stays, and why'),
      },
    },
    async handler(ctx) {
      const { run, reason } = ctx.input;
      const { undone, left } = await meshStep(
        `undo run ${run}`,
        { run, linkOf },
        () => mesh(ctx).undoRun(run, reason),
      );
      const gone = Array.from(undone, ({ kind, name }) => `${kind} ${name}`);
      const kept = Array.from(
        left,
        ({ creation, reason: why }) =>
          `${creation.kind} ${creation.name}: ${why}`,
      );
      for (const line of gone) ctx.logger.info(`Undone: ${line}`);
      for (const line of kept) ctx.logger.warn(`Stays: ${line}`);
      ctx.output('undone', gone);
      ctx.output('left', kept);
    },
  });
}
