import type { DomainSpecs } from './domainSpecs';
import type { Tightenings } from './evaluatePolicy';
import { readParameters } from './readParameters';
import type { Policy } from './policy';
import { RULES } from './rules';

/**
 * A domain's values for some of a policy's parameters.
 *
 * @throws Error that names the parameter and what is wrong with it
 */
function readTightening(
  policy: Pick<Policy, 'rule'>,
  document: Record<string, unknown>,
): Record<string, unknown> {
  const rule = RULES.get(policy.rule.type);
  const parameters = Object.fromEntries(
    Object.entries(rule?.parameters ?? {}).map(([name, parameter]) => [
      name,
      { ...parameter, optional: true },
    ]),
  );
  const given = Object.fromEntries(
    Object.keys(document).map(key => [key, parameters[key]]),
  );
  const strange = Object.keys(given).find(key => !given[key]);
  if (strange) {
    throw new Error(
      `there is no parameter '${strange}'; there are ${
        Object.keys(parameters).join(', ') || 'none'
      }`,
    );
  }
  return readParameters(given, document);
}

/** What is wrong with what a domain says of a policy. */
export type TighteningProblem = {
  domainRef: string;
  policyId: string;
  message: string;
};

/**
 * What domains make of policies. What cannot be read changes nothing, and is
 * told.
 */
export function readTightenings(
  domainSpecs: DomainSpecs,
  policies: Policy[],
  problems: TighteningProblem[] = [],
): Tightenings {
  const byId = new Map(policies.map(policy => [policy.id, policy]));
  const found: Tightenings = new Map();
  for (const [domainRef, spec] of domainSpecs) {
    const own = new Map<string, Record<string, unknown>>();
    for (const [id, document] of Object.entries(spec.policies ?? {})) {
      const policy = byId.get(id);
      try {
        if (!policy) throw new Error(`there is no policy '${id}'`);
        own.set(id, readTightening(policy, document));
      } catch (error) {
        const { message } = error as Error;
        problems.push({ domainRef, policyId: id, message });
      }
    }
    if (own.size > 0) found.set(domainRef, own);
  }
  return found;
}
