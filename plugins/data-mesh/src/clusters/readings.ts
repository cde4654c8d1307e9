import type { MeshCluster } from '@data-mesh/backstage-plugin-data-mesh-common';

/** When a cluster was last read, by a tick or a full pass. */
export function lastReading(cluster: MeshCluster): string | undefined {
  const { lastTickAt, lastFullPassAt } = cluster;
  return [lastTickAt, lastFullPassAt]
    .filter((at): at is string => at !== undefined)
    .sort((a, b) => Date.parse(a) - Date.parse(b))
    .pop();
}

/** What holds for all of them: when the one read longest ago was read. */
export function oldestReading(clusters: MeshCluster[]): string | undefined {
  return clusters
    .map(lastReading)
    .filter((at): at is string => at !== undefined)
    .sort((a, b) => Date.parse(a) - Date.parse(b))[0];
}
