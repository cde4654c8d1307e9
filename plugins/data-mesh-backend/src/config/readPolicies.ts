import type { Config } from '@backstage/config';
import type { Policy } from '../policies/policy';
import { readPolicy } from '../policies/readPolicy';
import type { ConfigProblem } from './DataMeshConfig';
import { attempt } from './readers';

/** Policies under `dataMesh.policies`; one that cannot be read is left out. */
export function readPolicies(
  config: Config | undefined,
  problems: ConfigProblem[],
): Policy[] {
  const key = 'dataMesh.policies';
  const list = attempt(problems, key, () => {
    const value: unknown = config?.getOptional('policies');
    if (value !== undefined && !Array.isArray(value)) {
      throw new Error('it is not a list of policies');
    }
    return value;
  });
  const ids = new Set<string>();
  return (list ?? []).flatMap((document, i) => {
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
    return policy ? [policy] : [];
  });
}
