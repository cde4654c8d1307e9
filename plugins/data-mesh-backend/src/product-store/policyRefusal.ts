import type { PolicyCheck } from '@data-mesh/backstage-plugin-data-mesh-common';
import type { Refusal } from '../access/refusal';

/**
 * Why policies stop something; nothing where they only warn.
 *
 * @param done - what cannot be done with it
 */
export function policyRefusal(
  name: string,
  results: PolicyCheck['results'],
  done: 'published' | 'created' | 'changed' = 'published',
): Refusal | undefined {
  const stopping = results.filter(result => result.blocks);
  if (stopping.length === 0) return undefined;
  const sentences = stopping.flatMap(({ title, violations, remedy }) =>
    violations
      .slice(0, 3)
      .map(
        ({ message }) =>
          `policy ‘${title}’ is violated: ${message.replace(
            /\.$/,
            '',
          )}. ${remedy}`,
      ),
  );
  return {
    code: 'CONFLICT',
    message: `${name} cannot be ${done} while ${sentences.join(' And ')}`,
  };
}
