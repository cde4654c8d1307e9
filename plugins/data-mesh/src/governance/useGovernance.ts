import type { FindingQuery } from '@data-mesh/backstage-plugin-data-mesh-common';
import { useLive } from '../live/useLive';

// Policies are evaluated every half minute, so that asking more often tells
// nothing new.
const pace = () => 15_000;

/** All policies that one may see, and what is wrong with them themselves. */
export function usePolicies() {
  return useLive('governance:policies', api => api.listPolicies(), pace);
}

/** What was published of a policy of the portal last, the newest first. */
export function usePolicyVersions(id: string) {
  return useLive(
    `governance:versions:${id}`,
    api => api.listPolicyVersions(id),
    pace,
  );
}

/** How all domains stand, whatever a list of findings is narrowed to. */
export function useScores() {
  return useLive(
    'governance:scores',
    api => api.listFindings({ limit: 1 }),
    pace,
  );
}

/** How many findings were open on each of the last days. */
export function useTrend() {
  return useLive(
    'governance:trend',
    api => api.getFindingTrend(),
    () => 60_000,
  );
}

/** A page of findings, the worst first. */
export function useFindings(query: FindingQuery) {
  return useLive(
    `governance:findings:${JSON.stringify(query)}`,
    api => api.listFindings(query),
    pace,
  );
}
