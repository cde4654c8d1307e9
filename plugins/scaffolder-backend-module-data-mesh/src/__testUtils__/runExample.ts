import type { TemplateAction } from '@backstage/plugin-scaffolder-node';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import type { DataMeshApi } from '@data-mesh/backstage-plugin-data-mesh-common';
import { validate } from 'jsonschema';
import { parse } from 'yaml';
import type { ActionOptions } from '../actions/ActionOptions';

/** The run of all tests, and the step in it. */
export const RUN = 'run-1';

/** What a mesh is asked, as far as a test lets it answer. */
export type FakeMesh = { [name in keyof DataMeshApi]?: jest.Mock };

/** A mesh that answers only what a test lets it answer. */
export function fakeMesh(answers: FakeMesh): ActionOptions {
  return {
    mesh: () => answers as unknown as DataMeshApi,
    untilSeen: async () => {},
    linkOf: run => `https://portal.example.com/data-mesh/runs/${run}`,
  };
}

/** Runs an action with an input, as the scaffolder does, and tells its outputs. */
export async function runAction(
  action: TemplateAction<any, any, any>,
  input: object,
  options: { isDryRun?: boolean; workspacePath?: string } = {},
): Promise<Record<string, unknown>> {
  const { errors } = validate(input, action.schema?.input ?? {});
  if (errors.length > 0) throw new Error(errors.join('; '));
  const outputs: Record<string, unknown> = {};
  const context = createMockActionContext({
    input: input as never,
    ...(options.workspacePath ? { workspacePath: options.workspacePath } : {}),
  });
  await action.handler({
    ...context,
    isDryRun: options.isDryRun,
    task: { id: RUN },
    step: { id: 'step', name: 'Step' },
    output: (name: any, value: any) => {
      outputs[name] = value;
    },
  } as never);
  return outputs;
}

/** The inputs of the steps of an action's examples. */
export function exampleInputs(
  action: TemplateAction<any, any, any>,
): Array<[string, object]> {
  return (action.examples ?? []).map(({ description, example }) => {
    const { steps } = parse(example);
    expect(steps).toHaveLength(1);
    expect(steps[0].action).toBe(action.id);
    return [description, steps[0].input];
  });
}
