import { tightenParameters } from './parameters';
import type { Policy, Violation } from './policy';
import type { PolicyFacts } from './PolicyFacts';
import { RULES } from './rules';

/**
 * What domains make of policies: by domain ref, then by the policy's ID, values
 * for some of its parameters as the rule has read them.
 */
export type Tightenings = Map<string, Map<string, Record<string, unknown>>>;

/** Whether a policy is about a product. */
export function isInScope(
  { scope }: Pick<Policy, 'scope'>,
  facts: PolicyFacts,
): boolean {
  const within = (list: string[] | undefined, value: string | undefined) =>
    list === undefined || (value !== undefined && list.includes(value));
  const classifications = [
    facts.classification,
    ...facts.ports.map(port => port.classification),
  ];
  return (
    (scope.domains === undefined ||
      facts.domains.some(ref => scope.domains?.includes(ref))) &&
    (scope.classification === undefined ||
      classifications.some(each => within(scope.classification, each))) &&
    within(scope.tier, facts.tier) &&
    within(scope.origin, facts.origin)
  );
}

/** A policy's parameters where a product is: tightened by each of its domains. */
export function effectiveParameters(
  policy: Policy,
  facts: PolicyFacts,
  tightenings: Tightenings,
): Record<string, unknown> {
  const rule = RULES.get(policy.rule.type);
  if (!rule) return policy.rule.parameters;
  return facts.domains.reduce((parameters, domain) => {
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
  return rule.check(facts, effectiveParameters(policy, facts, tightenings));
}
