/** How bad it is where a policy is violated, the least first. */
export const SEVERITIES = ['info', 'warning', 'error'] as const;

/** One of {@link SEVERITIES}. */
export type Severity = (typeof SEVERITIES)[number];

/**
 * How far a policy has come: a `draft` is only tried, `warn` tells of
 * violations, and `enforce` at severity error stops what would violate it.
 */
export const STAGES = ['draft', 'warn', 'enforce'] as const;

/** One of {@link STAGES}. */
export type Stage = (typeof STAGES)[number];

/** Which products a policy is about; each that is given must hold. */
export type PolicyScope = {
  /** Domain refs; domains below them count, too. */
  domains?: string[];
  classification?: string[];
  tier?: string[];
  origin?: string[];
};

/** What has to hold: a built-in rule by its type, with its parameters. */
export type PolicyRuleUse = {
  type: string;
  /** As the rule has read them, so that none is missing. */
  parameters: Record<string, unknown>;
};

/** A governance rule, as a document. */
export type Policy = {
  /** Lower-case letters and digits, in parts joined by `-`. */
  id: string;
  title: string;
  /** What it is for, in words. */
  why: string;
  severity: Severity;
  stage: Stage;
  /** From when `enforce` stops things, in milliseconds; before it warns. */
  enforceFrom?: number;
  scope: PolicyScope;
  rule: PolicyRuleUse;
  /** What to do about a violation, in words. */
  remedy: string;
};

/** What a policy found wrong with a product: one for each thing it names. */
export type Violation = {
  /** What of the product it is about: a port, a topic, a field; '' for all. */
  subject: string;
  /** What is there, as text. */
  value: string;
  /** What is wrong, in one sentence. */
  message: string;
};

/** The stage that counts now: `enforce` before its day only warns. */
export function stageAt(
  policy: Pick<Policy, 'stage' | 'enforceFrom'>,
  now: number,
): Stage {
  const { stage, enforceFrom } = policy;
  return stage === 'enforce' && enforceFrom !== undefined && now < enforceFrom
    ? 'warn'
    : stage;
}

/** Whether a violation stops what would make it. */
export function blocks(
  policy: Pick<Policy, 'stage' | 'enforceFrom' | 'severity'>,
  now: number,
): boolean {
  return policy.severity === 'error' && stageAt(policy, now) === 'enforce';
}
