import type { DomainSpecs } from './domainSpecs';
import type { Tightenings } from './evaluatePolicy';
import type { Policy } from './policy';
import { readTightening } from './readPolicy';

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
