import type { PolicyTrial } from '@data-mesh/backstage-plugin-data-mesh-common';

// As many as a list can be read to the end.
const MOST_SHOWN = 500;

/** What a trial of some products, and of the next ones, say together. */
export function addTrials(
  sum: PolicyTrial | undefined,
  part: PolicyTrial,
): PolicyTrial {
  if (!sum) return part;
  return {
    products: sum.products + part.products,
    totalProducts: part.totalProducts,
    failsNow: sum.failsNow + part.failsNow,
    wouldFail: sum.wouldFail + part.wouldFail,
    newlyPassing: sum.newlyPassing + part.newlyPassing,
    stillFailing: sum.stillFailing + part.stillFailing,
    newlyBlocked: sum.newlyBlocked + part.newlyBlocked,
    newlyFailingTotal: sum.newlyFailingTotal + part.newlyFailingTotal,
    newlyFailing: [...sum.newlyFailing, ...part.newlyFailing].slice(
      0,
      MOST_SHOWN,
    ),
    ...(part.nextCursor && { nextCursor: part.nextCursor }),
  };
}
