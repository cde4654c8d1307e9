import { useLive } from '../live/useLive';

/** State of all clusters and of the configuration. */
export function useClusters() {
  return useLive('clusters', api => api.listClusters());
}
