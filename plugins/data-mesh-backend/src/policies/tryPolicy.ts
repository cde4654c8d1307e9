import { setImmediate as nextTurn } from 'node:timers/promises';
import type { PolicyTrial } from '@data-mesh/backstage-plugin-data-mesh-common';
import { evaluatePolicy } from './evaluatePolicy';
import type { Policy } from './policy';
import { PolicyFactsMaker, type MeshView } from './readPolicyFacts';
import { readTightenings } from './readTightenings';

const PRODUCTS_PER_TURN = 50;
const MOST_SHOWN = 500;

/**
 * What a policy would find in today's mesh if it were changed: nothing is
 * stored, and the event loop is given back every few products.
 *
 * @param policies - all that are in force, whose tightening by domains counts
 * @param isShown - whether the caller may see a product
 */
export async function tryPolicy(
  view: MeshView,
  policies: Policy[],
  { before, after }: { before: Policy; after: Policy },
  isShown: (ref: string) => boolean,
): Promise<PolicyTrial> {
  const others = policies.filter(({ id }) => id !== before.id);
  const tightenings = {
    before: readTightenings(view.domainSpecs, [...others, before]),
    after: readTightenings(view.domainSpecs, [...others, after]),
  };
  const maker = new PolicyFactsMaker(view);
  const products = view.products.filter(({ ref }) => isShown(ref));
  const trial: PolicyTrial = {
    products: products.length,
    failsNow: 0,
    wouldFail: 0,
    newlyFailing: [],
    newlyFailingTotal: 0,
    newlyPassing: 0,
  };
  for (const [i, product] of products.entries()) {
    if (i % PRODUCTS_PER_TURN === 0) await nextTurn();
    const facts = maker.factsOf(product);
    const fails =
      before.stage !== 'draft' &&
      evaluatePolicy(before, facts, tightenings.before).length > 0;
    const violations = evaluatePolicy(after, facts, tightenings.after);
    if (fails) trial.failsNow += 1;
    if (violations.length > 0) trial.wouldFail += 1;
    if (fails && violations.length === 0) trial.newlyPassing += 1;
    if (fails || violations.length === 0) continue;
    trial.newlyFailingTotal += 1;
    if (trial.newlyFailing.length >= MOST_SHOWN) continue;
    const { ref, title, domainRef, ownerRef } = product;
    trial.newlyFailing.push({
      product: ref,
      productTitle: title,
      ...(domainRef ? { domain: domainRef } : {}),
      ...(ownerRef ? { owner: ownerRef } : {}),
      violations,
    });
  }
  return trial;
}
