import type { PolicyFacts } from './PolicyFacts';
import type { Violation } from './policy';
import type { Parameters, ValuesOf } from './parameters';

/** A built-in rule: pure, and told by its parameters what to ask for. */
export type PolicyRule<P extends Parameters = Parameters> = {
  /** Stable: it stands in documents. */
  type: string;
  /** What it checks, in words. */
  title: string;
  parameters: P;
  /** Whether it says something of topics that are in no product, too. */
  looksAtLooseTopics?: boolean;
  /**
   * All that is wrong. What is not known is no violation: an outage must not
   * look like a breach.
   */
  check(facts: PolicyFacts, parameters: ValuesOf<P>): Violation[];
};

/** Gives a rule the type that its parameters make it have. */
export function policyRule<P extends Parameters>(
  rule: PolicyRule<P>,
): PolicyRule {
  return rule as unknown as PolicyRule;
}
