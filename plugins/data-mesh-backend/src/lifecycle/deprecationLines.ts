import type { Deprecation } from '@data-mesh/backstage-plugin-data-mesh-common';
import { stringify } from 'yaml';

/** What is to be merged into the descriptor of a product that is declared. */
export function deprecationLines(
  deprecation: Deprecation | undefined,
  { port, lifecycle }: { port?: string; lifecycle?: string },
): string {
  const { sunset, replacedBy, message } = deprecation ?? {};
  const said = deprecation
    ? {
        deprecation: {
          ...(sunset ? { sunset } : {}),
          ...(replacedBy ? { replacedBy } : {}),
          ...(message ? { message } : {}),
        },
      }
    : {};
  return stringify(
    port
      ? { spec: { outputPorts: [{ name: port, ...said }] } }
      : { spec: { ...(lifecycle ? { lifecycle } : {}), ...said } },
  );
}
