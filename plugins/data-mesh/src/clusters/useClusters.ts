import { useLive } from '../live/useLive';

/** State of all clusters and of the configuration. */
export function useClusters() {
  return useLive('clusters', api => api.listClusters());
}

/** What people call a cluster; its name while that is not known. */
export function useClusterTitle(name: string): string {
  const { value } = useClusters();
  return value?.items.find(each => each.name === name)?.title ?? name;
}
