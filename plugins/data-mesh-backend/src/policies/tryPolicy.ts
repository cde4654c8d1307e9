import type {
  MeshProduct,
  PolicyTrial,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import { evaluatePolicy } from './evaluatePolicy';
import { blocks, type Policy } from './policy';
import { PolicyFactsMaker, type MeshView } from './readPolicyFacts';
import { readTightenings } from './readTightenings';
import { longestGrant } from './rules/longestGrant';
import { Turns } from './Turns';

const MOST_SHOWN = 500;

/** Which of the products a trial is about: so many after one of them. */
export type TrialPart = { limit?: number; cursor?: string };

/** A violation of what only shortens grants stops none. */
function stopsAccess({ rule }: Policy): boolean {
  return rule.type !== longestGrant.type;
}

/**
 * What a policy would find in today's mesh if it were changed: nothing is
 * stored, and the event loop is given back every few products.
 *
 * @param view - for parts, with its products in the order of their refs
 * @param policies - all that are in force, whose tightening by domains counts
 * @param before - what is in force; left out of a policy that is new
 * @param isShown - whether the caller may see a product
 * @param now - decides what of the policy in force is enforced
 */
export async function tryPolicy(
  view: MeshView,
  policies: Policy[],
  { before, after }: { before?: Policy; after: Policy },
  isShown: (product: MeshProduct) => boolean,
  { limit, cursor }: TrialPart = {},
  now: number = Date.now(),
): Promise<PolicyTrial> {
  const others = policies.filter(({ id }) => id !== after.id);
  const tightenings = {
    before: readTightenings(view.domainSpecs, [
      ...others,
      ...(before ? [before] : []),
    ]),
    after: readTightenings(view.domainSpecs, [...others, after]),
  };
  const maker = new PolicyFactsMaker(view);
  const shown = view.products.filter(isShown);
  const left =
    cursor === undefined ? shown : shown.filter(({ ref }) => ref > cursor);
  const products = left.slice(0, limit ?? left.length);
  const trial: PolicyTrial = {
    products: products.length,
    totalProducts: shown.length,
    failsNow: 0,
    wouldFail: 0,
    newlyFailing: [],
    newlyFailingTotal: 0,
    newlyPassing: 0,
    stillFailing: 0,
    newlyBlocked: 0,
    ...(products.length < left.length
      ? { nextCursor: products[products.length - 1].ref }
      : {}),
  };
  const isEnforced = before !== undefined && blocks(before, now);
  // From its day on, whenever that is.
  const wouldBlock =
    after.severity === 'error' &&
    after.stage === 'enforce' &&
    stopsAccess(after);
  const turns = new Turns();
  for (const product of products) {
    await turns.take();
    const facts = maker.factsOf(product);
    const fails =
      before !== undefined &&
      before.stage !== 'draft' &&
      evaluatePolicy(before, facts, tightenings.before).length > 0;
    const violations = evaluatePolicy(after, facts, tightenings.after);
    const wouldFail = violations.length > 0;
    const isBlocked = fails && isEnforced && stopsAccess(before);
    if (fails) trial.failsNow += 1;
    if (wouldFail) trial.wouldFail += 1;
    if (fails && wouldFail) trial.stillFailing += 1;
    if (fails && !wouldFail) trial.newlyPassing += 1;
    if (wouldFail && wouldBlock && !isBlocked) trial.newlyBlocked += 1;
    if (fails || !wouldFail) continue;
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
