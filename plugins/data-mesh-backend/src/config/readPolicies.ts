import type { Config } from '@backstage/config';
import type { Policy } from '../policies/policy';
import { onlyTells, readPolicy } from '../policies/readPolicy';
import type { ConfigProblem } from './DataMeshConfig';
import { attempt } from './readers';

/**
 * Policies under `dataMesh.policies`; one that cannot be read is left out.
 *
 * @returns with `areUsable: false` where one that may be enforced is left out
 */
export function readPolicies(
  config: Config | undefined,
  problems: ConfigProblem[],
): { policies: Policy[]; areUsable: boolean } {
  const key = 'dataMesh.policies';
  const list = attempt(problems, key, () => {
    const value: unknown = config?.getOptional('policies');
    if (value !== undefined && !Array.isArray(value)) {
      throw new Error('it is not a list of policies');
    }
    return value;
  });
  let areUsable = list !== undefined || !config?.has('policies');
  const ids = new Set<string>();
  const policies = (list ?? []).flatMap((document, i) => {
    const policy = attempt(problems, `${key}[${i}]`, () => {
      const read = readPolicy(document);
      if (ids.has(read.id)) {
        throw new Error(
          `there is a policy '${read.id}' already; give each an ID of its own`,
        );
      }
      ids.add(read.id);
      return read;
    });
    if (!policy && !onlyTells(document)) areUsable = false;
    return policy ? [policy] : [];
  });
  return { policies, areUsable };
}
