import type { PolicyTrial } from '@data-mesh/backstage-plugin-data-mesh-common';
import { counted } from '../../humanise/numbers';

/** The answer before the list: "2 products would newly fail". */
export function trialWords(trial: PolicyTrial): string {
  const { newlyFailingTotal, newlyPassing } = trial;
  const parts = [
    ...(newlyFailingTotal > 0
      ? [`${counted(newlyFailingTotal, 'product')} would newly fail`]
      : []),
    ...(newlyPassing > 0
      ? [`${counted(newlyPassing, 'product')} would newly pass`]
      : []),
  ];
  return parts.join(', ') || 'Nothing would change';
}

/** "Of 14 products 3 fail now, and 5 would". */
export function countWords(trial: PolicyTrial): string {
  const { products, failsNow, wouldFail, stillFailing } = trial;
  return `Of ${counted(products, 'product')} that you may see, ${failsNow} ${
    failsNow === 1 ? 'fails' : 'fail'
  } now and ${wouldFail} would${
    stillFailing > 0 && stillFailing < wouldFail
      ? `, ${stillFailing} of them as now`
      : ''
  }.`;
}

/** What enforcing it would stop that is not stopped now. */
export function blockedWords({
  newlyBlocked,
}: Pick<PolicyTrial, 'newlyBlocked'>): string {
  return `Once it is enforced, nobody would be given access to ${counted(
    newlyBlocked,
    'product',
  )} that can be had now.`;
}

/** A product that would newly fail, and why. */
export type Failing = PolicyTrial['newlyFailing'][number];

/** Products of one domain and owner that would newly fail. */
export type FailingGroup = Pick<Failing, 'domain' | 'owner'> & {
  products: Failing[];
};

/** Puts together whom a change would concern: the most concerned first. */
export function groupFailing(failing: Failing[]): FailingGroup[] {
  const groups = new Map<string, FailingGroup>();
  for (const product of failing) {
    const { domain, owner } = product;
    const key = JSON.stringify([domain, owner]);
    const group = groups.get(key) ?? { domain, owner, products: [] };
    group.products.push(product);
    groups.set(key, group);
  }
  return [...groups.values()].sort(
    (a, b) =>
      b.products.length - a.products.length ||
      (a.domain ?? '').localeCompare(b.domain ?? '', 'en-US') ||
      (a.owner ?? '').localeCompare(b.owner ?? '', 'en-US'),
  );
}
