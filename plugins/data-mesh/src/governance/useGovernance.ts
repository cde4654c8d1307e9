import { identityApiRef, useApi } from '@backstage/core-plugin-api';
import type {
  DataMeshApi,
  Finding,
  FindingPage,
  FindingQuery,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import { useLive } from '../live/useLive';
import { worstFirst } from './governanceWords';

const MOST_IN_ONE = 1_000;

// Policies are evaluated every half minute, so that asking more often tells
// nothing new.
const pace = () => 15_000;

/** Findings to look for, perhaps only of what one owns. */
export type Wanted = { query: FindingQuery; isMine?: boolean };

/** All policies that one may see, and what is wrong with them themselves. */
export function usePolicies() {
  return useLive('governance:policies', api => api.listPolicies(), pace);
}

/** How all domains stand, whatever a list of findings is narrowed to. */
export function useScores() {
  return useLive(
    'governance:scores',
    api => api.listFindings({ limit: 1 }),
    pace,
  );
}

/** A page of findings, the worst first. */
export function useFindings({ query, isMine }: Wanted) {
  const identity = useApi(identityApiRef);
  return useLive(
    `governance:findings:${isMine ? 'mine' : 'all'}:${JSON.stringify(query)}`,
    async api => {
      if (!isMine) return api.listFindings(query);
      const { ownershipEntityRefs } = await identity.getBackstageIdentity();
      return findingsOf(api, ownershipEntityRefs, query);
    },
    pace,
  );
}

/**
 * A page of the findings of several owners. The backend tells those of one, so
 * all of them are asked for and put in order here; the cursor is how many come
 * before.
 */
async function findingsOf(
  api: DataMeshApi,
  owners: string[],
  { cursor, limit = MOST_IN_ONE, ...query }: FindingQuery,
): Promise<FindingPage> {
  const found = await Promise.all(
    owners.map(owner => allFindings(api, { ...query, owner })),
  );
  const sorted = found.flat().sort(worstFirst);
  const from = Number(cursor) || 0;
  const to = from + limit;
  return {
    items: sorted.slice(from, to),
    totalItems: sorted.length,
    ...(to < sorted.length && { nextCursor: `${to}` }),
    domains: [],
  };
}

async function allFindings(
  api: DataMeshApi,
  query: FindingQuery,
): Promise<Finding[]> {
  const found: Finding[] = [];
  let cursor: string | undefined;
  do {
    const page = await api.listFindings({
      ...query,
      limit: MOST_IN_ONE,
      ...(cursor && { cursor }),
    });
    found.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor);
  return found;
}
