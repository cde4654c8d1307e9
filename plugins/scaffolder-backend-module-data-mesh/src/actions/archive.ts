import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { meshStep } from '../mesh/meshStep';
import type { ActionOptions } from './ActionOptions';
import { examples } from './archive.examples';
import { zipFolder } from './zipFolder';

/**
 * `data-mesh:archive`: keeps what the steps before it wrote as a ZIP file, for
 * whoever runs the template, for 24 hours. For portals without an SCM.
 */
export function archiveAction({ mesh, linkOf }: ActionOptions) {
  return createTemplateAction({
    id: 'data-mesh:archive',
    description:
      'Keeps the repository that was made as a ZIP file, for its creator to download within 24 hours',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        name: z =>
          z
            .string()
            .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,95}$/)
            .describe('Of the file, without .zip'),
        path: z =>
          z
            .string()
            .optional()
            .describe('Folder of the workspace; all of it if left out'),
      },
      output: {
        archiveId: z => z.string(),
        url: z => z.string().describe('Where it can be downloaded'),
      },
    },
    async handler(ctx) {
      const { name, path = '.' } = ctx.input;
      const run = ctx.task.id;
      const url = linkOf(run);
      // Outside of meshStep: nothing is to be retried with a path like that.
      const folder = resolveSafeChildPath(ctx.workspacePath, path);
      await meshStep(`keep ${name}.zip`, { run, linkOf }, async () => {
        const { content, files } = await zipFolder(folder);
        ctx.logger.info(`${name}.zip has ${files} files`);
        if (ctx.isDryRun) return;
        const file = { run, name: `${name}.zip` };
        const zip = new Blob([content], { type: 'application/zip' });
        const { id } = await mesh(ctx).keepArchive(file, zip);
        ctx.output('archiveId', id);
      });
      ctx.output('url', url);
    },
  });
}
