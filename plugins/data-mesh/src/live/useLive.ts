import { useCallback, useMemo, useSyncExternalStore } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import type { DataMeshApi } from '@data-mesh/backstage-plugin-data-mesh-common';
import { dataMeshApiRef } from '../api';
import { LiveSnapshot, LiveStore, Pace } from './LiveStore';

const everyFewSeconds = () => 5_000;

// By the API and not by module, so that tests and portals with two apps on one
// page never see each other's data.
const stores = new WeakMap<DataMeshApi, LiveStore>();

function storeOf(api: DataMeshApi): LiveStore {
  let store = stores.get(api);
  if (!store) {
    store = new LiveStore();
    stores.set(api, store);
  }
  return store;
}

/** What is known by now, and how to ask at once. */
export type Live<T> = LiveSnapshot<T> & {
  /** Nothing is known yet, neither an answer nor a failure. */
  pending: boolean;
  reload: () => Promise<void>;
};

/**
 * Asks again at once for everything whose key begins so; for after a change
 * that more than one component shows.
 */
export function useRefresh(prefix: string): () => Promise<void> {
  const api = useApi(dataMeshApiRef);
  return useCallback(() => storeOf(api).refresh(prefix), [api, prefix]);
}

/** The same in a moment; for what many components may hear at once. */
export function useNudge(prefix: string): () => void {
  const api = useApi(dataMeshApiRef);
  return useCallback(() => storeOf(api).nudge(prefix), [api, prefix]);
}

/**
 * Asks the backend, again every few seconds as long as the page is visible.
 * Components with the same key share one question.
 *
 * @param key - all that `load` and `pace` depend on
 * @param pace - milliseconds until it asks again, where a few seconds do not fit
 */
export function useLive<T>(
  key: string,
  load: (api: DataMeshApi) => Promise<T>,
  pace: Pace<T> = everyFewSeconds,
): Live<T> {
  const api = useApi(dataMeshApiRef);
  // `load` is a new function on every render; the entry keeps the first one,
  // which means the same for the same key
  const entry = storeOf(api).entry(key, () => load(api), pace);
  const snapshot = useSyncExternalStore(entry.subscribe, entry.getSnapshot);
  return useMemo(
    () => ({
      ...snapshot,
      pending: snapshot.value === undefined && snapshot.error === undefined,
      reload: entry.reload,
    }),
    [entry, snapshot],
  );
}
