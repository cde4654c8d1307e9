import { tightenParameters } from './readParameters';
import type { Policy, Violation } from './policy';
import type { PolicyFacts } from './PolicyFacts';
import { RULES } from './rules';

/**
 * What domains make of policies: by domain ref, then by the policy's ID, values
 * for some of its parameters as the rule has read them.
 */
export type Tightenings = Map<string, Map<string, Record<string, unknown>>>;

/** What of a product the scope of a policy asks for. */
export type ScopeFacts = Pick<PolicyFacts, 'domains' | 'tier' | 'origin'> & {
  /** Of the product and its ports. */
  classifications: Array<string | undefined>;
};

/** Whether a scope holds for a product. */
export function evaluateScope(
  { scope }: Pick<Policy, 'scope'>,
  facts: ScopeFacts,
): boolean {
  const within = (list: string[] | undefined, value: string | undefined) =>
    list === undefined || (value !== undefined && list.includes(value));
  return (
    (scope.domains === undefined ||
      facts.domains.some(ref => scope.domains?.includes(ref))) &&
    (scope.classification === undefined ||
      facts.classifications.some(each => within(scope.classification, each))) &&
    within(scope.tier, facts.tier) &&
    within(scope.origin, facts.origin)
  );
}

/** Whether a policy is about a product. */
function isInScope(policy: Policy, facts: PolicyFacts): boolean {
  return evaluateScope(policy, {
    ...facts,
    classifications: [
      facts.classification,
      ...facts.ports.map(port => port.classification),
    ],
  });
}

/**
 * A policy's parameters as each of some domains has tightened them.
 *
 * @param domains - of a product, and those above it
 */
export function tightenedFor(
  policy: Policy,
  domains: string[],
  tightenings: Tightenings,
): Record<string, unknown> {
  const rule = RULES.get(policy.rule.type);
  if (!rule) return policy.rule.parameters;
  return domains.reduce((parameters, domain) => {
    const own = tightenings.get(domain)?.get(policy.id);
    return own
      ? tightenParameters(rule.parameters, parameters, own)
      : parameters;
  }, policy.rule.parameters);
}

/** All that a policy finds wrong with a product; nothing if it is not about it. */
export function evaluatePolicy(
  policy: Policy,
  facts: PolicyFacts,
  tightenings: Tightenings,
): Violation[] {
  const rule = RULES.get(policy.rule.type);
  if (!rule || !isInScope(policy, facts)) return [];
  if (facts.isLooseTopic && !rule.looksAtLooseTopics) return [];
  return rule.check(facts, tightenedFor(policy, facts.domains, tightenings));
}
