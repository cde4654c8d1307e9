import type {
  DomainScore,
  Finding,
  MeshProduct,
  Policy,
  PolicySeverity,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import { either, listed } from '../humanise/lists';
import { counted } from '../humanise/numbers';
import { humanPeriod } from '../humanise/times';
import type { Tone } from '../state/StateLabel';

/** How bad something can be, the worst first. */
export const SEVERITIES = ['error', 'warning', 'info'] as const;

/** How a severity looks and is called. */
export const SEVERITY_LOOKS: Record<
  PolicySeverity,
  [tone: Tone, words: string]
> = {
  error: ['bad', 'Error'],
  warning: ['warning', 'Warning'],
  info: ['note', 'Info'],
};

type Counts = Pick<DomainScore, PolicySeverity>;

/** Findings of one policy, which share what to do about them. */
export type FindingGroup = Pick<
  Finding,
  'policy' | 'policyTitle' | 'severity' | 'stage' | 'remedy'
> & { findings: Finding[] };

/** Puts findings of one policy together, in the order in which they came. */
export function byPolicy(findings: Finding[]): FindingGroup[] {
  const groups = new Map<string, FindingGroup>();
  for (const finding of findings) {
    const group = groups.get(finding.policy) ?? { ...finding, findings: [] };
    group.findings.push(finding);
    groups.set(finding.policy, group);
  }
  return [...groups.values()];
}

/** How many findings are open. */
export function openCount({ error, warning, info }: Counts): number {
  return error + warning + info;
}

/** "1 error and 3 warnings are open". */
export function openWords(counts: Counts): string {
  const parts = SEVERITIES.filter(severity => counts[severity] > 0).map(
    severity => counted(counts[severity], severity),
  );
  if (parts.length === 0) return 'nothing is open';
  return `${listed(parts)} ${openCount(counts) === 1 ? 'is' : 'are'} open`;
}

/** The score of several domains together. */
export function sumOf(scores: DomainScore[]): DomainScore {
  const sum = { products: 0, clean: 0, error: 0, warning: 0, info: 0 };
  for (const score of scores) {
    sum.products += score.products;
    sum.clean += score.clean;
    for (const severity of SEVERITIES) sum[severity] += score[severity];
  }
  return sum;
}

/** "12 of 14 products have nothing wrong; 3 warnings are open". */
export function scoreWords(score: DomainScore): string {
  const { products, clean } = score;
  if (products === 0) return 'There are no data products';
  if (clean === products) {
    return `Nothing is wrong with ${
      products === 1 ? 'the only product' : `any of ${products} products`
    }`;
  }
  return `${clean} of ${counted(products, 'product')} ${
    clean === 1 ? 'has' : 'have'
  } nothing wrong; ${openWords(score)}`;
}

/**
 * Which products a policy is about.
 *
 * @param titleOf - what domains are called, by ref
 */
export function scopeWords(
  { domains, classification, tier, origin }: Policy['scope'],
  titleOf: (ref: string) => string,
): string {
  const parts = [
    ...(domains ? [`in ${either(domains.map(titleOf))}`] : []),
    ...(classification ? [`classified as ${either(classification)}`] : []),
    ...(tier ? [`of ${either(tier)}`] : []),
    ...(origin ? [`that are ${either(origin)}`] : []),
  ];
  return parts.length === 0
    ? 'All data products'
    : `Data products ${parts.join(', ')}`;
}

/** What becomes of a violation at the stage where a policy is now. */
export function stageMeaning(
  policy: Pick<Policy, 'severity' | 'stage' | 'stageNow' | 'rule'>,
): string {
  const { severity, stage, stageNow, rule } = policy;
  if (stageNow === 'draft') {
    return 'It is only tried, and finds nothing; operators and governance alone see it.';
  }
  if (stage === 'enforce' && severity !== 'error') {
    return 'It tells what is wrong; only an error stops a change that would be wrong.';
  }
  if (stageNow === 'enforce') {
    const access =
      rule.type === 'longest-grant'
        ? 'Access is given for no longer than it allows'
        : 'While a product is wrong, nobody is given access to it';
    return `${access}, and a change that would be wrong does not pass the check before it is there.`;
  }
  return stage === 'enforce'
    ? 'Until then it tells what is wrong, and stops nothing.'
    : 'It tells what is wrong, and stops nothing.';
}

/** The value of a rule's parameter, for people. */
export function valueWords(value: unknown): string {
  if (value === undefined || value === null) return 'Not set';
  if (Array.isArray(value)) return value.join(', ') || 'Nothing';
  if (typeof value !== 'object') return String(value);
  return (
    Object.entries(value)
      .map(([key, each]) => `${key}: ${humanPeriod(String(each))}`)
      .join(', ') || 'Nothing'
  );
}

/**
 * Whether a policy is about a product; nothing where that depends on which
 * domain is part of which.
 */
export function looksAt(
  { scope, stageNow }: Pick<Policy, 'scope' | 'stageNow'>,
  product: Pick<
    MeshProduct,
    'domainRef' | 'classification' | 'tier' | 'origin' | 'ports'
  >,
): boolean | undefined {
  const { domains, classification, tier, origin } = scope;
  const classifications = [
    product.classification,
    ...product.ports.map(port => port.classification),
  ];
  const isOther =
    (classification &&
      !classifications.some(each => each && classification.includes(each))) ||
    (tier && !(product.tier && tier.includes(product.tier))) ||
    (origin && !origin.includes(product.origin));
  if (stageNow === 'draft' || isOther) return false;
  if (!domains) return true;
  if (!product.domainRef) return false;
  return domains.includes(product.domainRef) || undefined;
}

/**
 * "7 policies look at it", at least as far as is known; nothing where none
 * does, so that nothing being found says nothing.
 */
export function lookingWords(
  policies: Policy[],
  product: MeshProduct,
): string | undefined {
  const looks = policies.map(policy => looksAt(policy, product));
  const sure = looks.filter(Boolean).length;
  const isMore = looks.includes(undefined);
  if (sure === 0 && !isMore) return undefined;
  const words = `${counted(sure, 'policy looks', 'policies look')} at it`;
  return isMore ? `At least ${words}` : words;
}
