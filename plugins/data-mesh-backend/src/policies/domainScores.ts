import type {
  DomainScore,
  MeshProduct,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import type { Finding } from './findings';
import { isLooseTopic } from './looseTopics';
import { SEVERITIES } from './policy';

/** How many products of each domain have something wrong, the worst first. */
export function scoresOf(
  products: MeshProduct[],
  found: Pick<Finding, 'productRef' | 'severity'>[],
): DomainScore[] {
  const known = new Map(products.map(product => [product.ref, product]));
  const scores = new Map<string | undefined, DomainScore>();
  const dirty = new Set<string>();
  for (const { productRef, severity } of found) {
    const product = known.get(productRef);
    if (!product) continue;
    dirty.add(productRef);
    scoreOf(scores, product)[severity] += 1;
  }
  for (const product of products) {
    if (isLooseTopic(product)) continue;
    const score = scoreOf(scores, product);
    score.products += 1;
    if (!dirty.has(product.ref)) score.clean += 1;
  }
  const worst = [...SEVERITIES].reverse();
  return [...scores.values()].sort((a, b) => {
    const differs = worst.find(severity => a[severity] !== b[severity]);
    return differs
      ? b[differs] - a[differs]
      : (a.domain ?? '').localeCompare(b.domain ?? '', 'en-US');
  });
}

function scoreOf(
  scores: Map<string | undefined, DomainScore>,
  { domainRef }: MeshProduct,
): DomainScore {
  const score = scores.get(domainRef) ?? {
    ...(domainRef ? { domain: domainRef } : {}),
    products: 0,
    clean: 0,
    error: 0,
    warning: 0,
    info: 0,
  };
  scores.set(domainRef, score);
  return score;
}
