import type {
  AccessRequestItemQuery,
  GrantPage,
  GrantQuery,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import { useLive } from '../live/useLive';

/** What every key of requests and grants begins with. */
export const ACCESS = 'access:';

const SECOND = 1_000;

/** Whether something at Kafka is under way, so that it changes within seconds. */
export function isMoving(grant: { state: string }): boolean {
  return grant.state === 'pending' || grant.state === 'ending';
}

/** Items of requests. */
export function useItems(query: AccessRequestItemQuery) {
  return useLive(`${ACCESS}items:${JSON.stringify(query)}`, api =>
    api.listAccessRequestItems(query),
  );
}

/** A request with its items. */
export function useRequest(id: string) {
  return useLive(`${ACCESS}request:${id}`, api => api.getAccessRequest(id));
}

/** Grants; asked for more often while one of them is on its way. */
export function useGrants(query: GrantQuery) {
  return useLive(
    `${ACCESS}grants:${JSON.stringify(query)}`,
    api => api.listGrants(query),
    (page?: GrantPage) => (page?.items.some(isMoving) ? 2 : 5) * SECOND,
  );
}

/** One grant, with evidence of its use and how to connect. */
export function useGrant(id: string) {
  return useLive(
    `${ACCESS}grant:${id}`,
    api => api.getGrant(id),
    grant => (grant && isMoving(grant) ? 1 : 5) * SECOND,
  );
}

/**
 * How many items wait for the caller's decision; nothing while it is not known.
 *
 * @public
 */
export function useToDecideCount(): number | undefined {
  return useLive(
    `${ACCESS}count`,
    api =>
      api.listAccessRequestItems({
        role: 'decider',
        state: 'pending',
        limit: 1,
      }),
    () => 15 * SECOND,
  ).value?.totalItems;
}
