import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import type { JsonObject } from '@backstage/types';
import { stringify } from 'yaml';

/** An example of one step, as it stands in a template. */
export function stepExample(
  description: string,
  action: string,
  input: JsonObject,
): TemplateExample {
  const [, verb] = /:([a-z-]+)$/.exec(action) ?? [];
  return {
    description,
    example: stringify({
      steps: [{ id: verb ?? 'step', name: description, action, input }],
    }),
  };
}
