import type { Config } from '@backstage/config';
import type { Policy } from '../policies/policy';
import { problemsOf } from '../policies/documentProblems';
import { onlyTells, readPolicy } from '../policies/readPolicy';
import type { ConfigProblem } from './DataMeshConfig';
import { attempt } from './readers';

function readOne(
  document: unknown,
  at: string,
  problems: ConfigProblem[],
): Policy | undefined {
  try {
    return readPolicy(document);
  } catch (error) {
    const found = problemsOf(error, '').map(({ path, message }) => ({
      key: path ? `${at}.${path}` : at,
      message,
    }));
    problems.push(...found);
    return undefined;
  }
}

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
      throw new Error(
        `${JSON.stringify(
          value,
        )} is not a list of policies; write '- id: …' for each`,
      );
    }
    return value;
  });
  let areUsable = list !== undefined || !config?.has('policies');
  const ids = new Set<string>();
  const policies = (list ?? []).flatMap((document, i) => {
    const at = `${key}[${i}]`;
    const policy = readOne(document, at, problems);
    if (policy && ids.has(policy.id)) {
      const message = `there is a policy '${policy.id}' already; give each an ID of its own`;
      problems.push({ key: `${at}.id`, message });
      if (!onlyTells(document)) areUsable = false;
      return [];
    }
    if (policy) ids.add(policy.id);
    if (!policy && !onlyTells(document)) areUsable = false;
    return policy ? [policy] : [];
  });
  return { policies, areUsable };
}
