import { InputError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { meshStep } from '../mesh/meshStep';
import type { ActionOptions } from './ActionOptions';
import { examples } from './checkPolicies.examples';

/** `data-mesh:policy:check`: stops a task where an enforced policy is violated. */
export function checkPoliciesAction({ mesh, linkOf }: ActionOptions) {
  return createTemplateAction({
    id: 'data-mesh:policy:check',
    description:
      'Checks a data product against the policies, and stops where one that is enforced is violated',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        entity: z =>
          z.record(z.any()).describe('A DataProduct, as in catalog-info.yaml'),
        schemas: z =>
          z
            .array(
              z.object({
                subject: z.string(),
                format: z.enum(['AVRO', 'JSON', 'PROTOBUF']),
                schema: z.string(),
              }),
            )
            .optional()
            .describe('Schemas that would be registered'),
      },
      output: {
        violations: z =>
          z.array(z.string()).describe('Of policies that only warn'),
      },
    },
    async handler(ctx) {
      const { entity, schemas } = ctx.input;
      const check = await meshStep(
        'check the policies',
        { run: ctx.task.id, linkOf },
        () =>
          mesh(ctx).checkDescriptor({ entity, schemas, origin: 'published' }),
      );
      const lines = (blocks: boolean) =>
        [...check.results]
          .filter(result => result.blocks === blocks)
          .flatMap(({ title, violations, remedy }) =>
            violations.map(({ message }) => `${title}: ${message}. ${remedy}`),
          );
      const problems = check.problems.map(
        ({ path, message }) => `${path}: ${message}`,
      );
      if (check.isBlocked) {
        throw new InputError([...problems, ...lines(true)].join('\n'));
      }
      for (const line of lines(false)) ctx.logger.warn(line);
      ctx.output('violations', lines(false));
    },
  });
}
