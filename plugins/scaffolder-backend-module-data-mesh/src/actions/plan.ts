import { ConflictError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { draftCreation } from '@data-mesh/backstage-plugin-data-mesh-common';
import { exampleRecord } from '../skeleton/exampleRecord';
import { meshStep } from '../mesh/meshStep';
import type { ActionOptions } from './ActionOptions';
import { examples } from './plan.examples';
import { inputsOf } from './inputsOf';
import { requireFeasible } from './planned';

const SCHEMA_FILES = {
  AVRO: 'value.avsc',
  JSON: 'value.json',
  PROTOBUF: 'value.proto',
};

/**
 * `data-mesh:plan`: what the values of a form come to, if it is still what was
 * confirmed. The steps after it take their inputs from its outputs.
 */
export function planAction({ mesh, linkOf }: ActionOptions) {
  return createTemplateAction({
    id: 'data-mesh:plan',
    description:
      'Plans topic, schema and data product of a form, or its domain, and refuses a plan that is no longer what was confirmed',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        draft: z =>
          z.record(z.any()).describe('Values of the form; others are ignored'),
        makes: z =>
          z
            .enum(['domain'])
            .optional()
            .describe(
              'That the form is of a domain; of topics, data products or access if left out',
            ),
        hash: z =>
          z
            .string()
            .optional()
            .describe('Of the plan that was confirmed in the form'),
      },
      output: {
        topic: z => z.record(z.any()).describe('Input of kafka:topic:create'),
        schema: z =>
          z
            .record(z.any())
            .describe('Input of schema-registry:schema:register'),
        schemaFile: z => z.string().describe('Name for a file with the schema'),
        example: z =>
          z.string().describe('A record that the schema takes, as JavaScript'),
        entity: z =>
          z.record(z.any()).describe('The data product, or the domain'),
        accessRequest: z =>
          z.record(z.any()).describe('Input of data-mesh:access:request'),
        inputs: z =>
          z
            .array(z.record(z.any()))
            .describe('Where what is asked for is: topic, subject, title'),
        hash: z => z.string(),
      },
    },
    async handler(ctx) {
      const { draft: values, hash, makes } = ctx.input;
      const run = ctx.task.id;
      const drafted = draftCreation(values, makes);
      const plan = await meshStep(
        'plan it',
        { run, linkOf, isPlan: true },
        async () => {
          const made = await mesh(ctx).planCreation({ ...drafted, run });
          requireFeasible(made, ctx.logger);
          if (hash !== undefined && made.hash !== hash) {
            throw new ConflictError(
              'What would be made is no longer what was confirmed, since something has changed meanwhile; start the template again, and look at its plan',
            );
          }
          return made;
        },
      );
      const { topic, schema, product, domain, accessRequest } = drafted;
      if (topic) ctx.output('topic', topic);
      const { entity } = product ?? domain ?? {};
      if (entity) ctx.output('entity', entity as never);
      if (schema) {
        ctx.output('schema', schema);
        ctx.output('schemaFile', SCHEMA_FILES[schema.format]);
        ctx.output('example', exampleRecord(schema.format, schema.schema));
      }
      if (accessRequest) {
        ctx.output('accessRequest', accessRequest as never);
        ctx.output('inputs', await inputsOf(accessRequest.items, mesh(ctx)));
      }
      ctx.output('hash', plan.hash);
    },
  });
}
