import type { PolicyCheck } from '@data-mesh/backstage-plugin-data-mesh-common';
import type { Refusal } from '../access/refusal';

/** Why policies stop a product; nothing where they only warn. */
export function policyRefusal(
  ref: string,
  results: PolicyCheck['results'],
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
    message: `${ref} cannot be published while ${sentences.join(' And ')}`,
  };
}
