import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { SCHEMA_COMPATIBILITIES } from '@data-mesh/backstage-plugin-data-mesh-common';
import { meshStep } from '../mesh/meshStep';
import type { ActionOptions } from './ActionOptions';
import { requireFeasible } from './planned';
import { examples } from './registerSchema.examples';

/**
 * `schema-registry:schema:register`: the first version of a subject, or one
 * that is compatible with those before it. What breaks readers has to be
 * proposed on the page of the port.
 */
export function registerSchemaAction({ mesh, linkOf }: ActionOptions) {
  return createTemplateAction({
    id: 'schema-registry:schema:register',
    description:
      'Registers a schema for the topic of a subject, after checking that it is compatible',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        cluster: z => z.string().describe('Name in dataMesh.clusters'),
        subject: z =>
          z.string().describe('The topic, followed by -value or -key'),
        format: z => z.enum(['AVRO', 'JSON', 'PROTOBUF']),
        schema: z => z.string().describe('Text of the schema'),
        compatibility: z =>
          z
            .enum(SCHEMA_COMPATIBILITIES)
            .optional()
            .describe("The subject's own level; that of all if left out"),
      },
      output: {
        subject: z => z.string(),
        version: z => z.number().describe('Of the subject'),
        schemaId: z => z.number().describe('In the schema registry'),
      },
    },
    async handler(ctx) {
      const { cluster, ...input } = ctx.input;
      const run = ctx.task.id;
      const client = mesh(ctx);
      await meshStep(
        `register a schema for ${input.subject}`,
        { run, linkOf },
        async () => {
          if (ctx.isDryRun) {
            const schema = { cluster, ...input };
            requireFeasible(await client.planCreation({ schema }), ctx.logger);
            return;
          }
          const { version, schemaId } = await ctx.checkpoint({
            key: `schema.${cluster}.${input.subject}`,
            fn: async () => {
              const made = await client.registerSchema(cluster, {
                ...input,
                run,
              });
              return { version: made.version, schemaId: made.schemaId };
            },
          });
          ctx.logger.info(`Subject ${input.subject} has version ${version}`);
          ctx.output('version', version);
          ctx.output('schemaId', schemaId);
        },
      );
      ctx.output('subject', input.subject);
    },
  });
}
