import { useEffect } from 'react';
import { useSignal } from '@backstage/plugin-signals-react';
import type {
  AccessRequestItemQuery,
  Campaign,
  DataMeshApi,
  GrantPage,
  GrantQuery,
  Offer,
  SchemaChangeSummary,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import type { Pace } from '../live/LiveStore';
import { Live, useLive, useNudge } from '../live/useLive';

/** What every key of requests and grants begins with. */
export const ACCESS = 'access:';

/** On which the backend says that something has changed. */
export const ACCESS_CHANNEL = 'data-mesh:access';

const SECOND = 1_000;

/**
 * Something that requests and decisions change: asked again every few seconds,
 * and as soon as the backend says so where the signals plugin is installed.
 *
 * @param key - begins with {@link ACCESS}
 */
export function useAccess<T>(
  key: string,
  load: (api: DataMeshApi) => Promise<T>,
  pace?: Pace<T>,
): Live<T> {
  const { lastSignal } = useSignal(ACCESS_CHANNEL);
  const nudge = useNudge(ACCESS);
  useEffect(() => {
    if (lastSignal) nudge();
  }, [lastSignal, nudge]);
  return useLive(key, load, pace);
}

/** Whether something at Kafka is under way, so that it changes within seconds. */
function isMoving(grant: { state: string }): boolean {
  return grant.state === 'pending' || grant.state === 'ending';
}

/** Items of requests. */
export function useItems(query: AccessRequestItemQuery) {
  return useAccess(`${ACCESS}items:${JSON.stringify(query)}`, api =>
    api.listAccessRequestItems(query),
  );
}

/** A request with its items. */
export function useRequest(id: string) {
  return useAccess(`${ACCESS}request:${id}`, api => api.getAccessRequest(id));
}

/** Grants; asked for more often while one of them is on its way. */
export function useGrants(query: GrantQuery) {
  return useAccess(
    `${ACCESS}grants:${JSON.stringify(query)}`,
    api => api.listGrants(query),
    (page?: GrantPage) => (page?.items.some(isMoving) ? 2 : 5) * SECOND,
  );
}

/** One grant, with evidence of its use and how to connect. */
export function useGrant(id: string) {
  return useAccess(
    `${ACCESS}grant:${id}`,
    api => api.getGrant(id),
    grant => (grant && isMoving(grant) ? 1 : 5) * SECOND,
  );
}

/** Open campaigns in which the caller has yet to answer for grants. */
export async function loadWaitingCampaigns(
  api: DataMeshApi,
): Promise<Campaign[]> {
  const { items } = await api.listCampaigns({ state: 'open', limit: 1000 });
  return items.filter(({ yours }) => yours > 0);
}

/** Changes of schemas that the caller has yet to answer to. */
export async function loadWaitingSchemaChanges(
  api: DataMeshApi,
): Promise<SchemaChangeSummary[]> {
  const { items } = await api.listSchemaChanges({
    role: 'asked',
    state: 'open',
    limit: 200,
  });
  return items;
}

/** Products and domains that are offered to the caller. */
export async function loadWaitingOffers(api: DataMeshApi): Promise<Offer[]> {
  const { items } = await api.listTransfers({ limit: 200 });
  return items;
}

/**
 * How many requests, reviews of emergency access, campaigns, changes of schemas
 * and transfers wait for the caller's decision; nothing while it is not known.
 *
 * @public
 */
export function useToDecideCount(): number | undefined {
  return useAccess(
    `${ACCESS}count`,
    async api => {
      const [requests, reviews, campaigns, schemas, offers] = await Promise.all(
        [
          api.listAccessRequestItems({
            role: 'decider',
            state: 'pending',
            limit: 1,
          }),
          api.listGrants({ review: 'mine', limit: 1 }),
          // Whom the policy lets see no campaigns still has requests to decide.
          loadWaitingCampaigns(api).catch(() => []),
          loadWaitingSchemaChanges(api).catch(() => []),
          loadWaitingOffers(api).catch(() => []),
        ],
      );
      return (
        requests.totalItems +
        reviews.totalItems +
        campaigns.length +
        schemas.length +
        offers.length
      );
    },
    () => 15 * SECOND,
  ).value;
}
