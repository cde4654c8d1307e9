import { NotFoundError } from '@backstage/errors';
import type { ClusterSettings, DataMeshConfig } from './DataMeshConfig';

/**
 * Settings of a cluster that somebody named.
 *
 * @throws NotFoundError where it is not configured, or not so that it can be used
 */
export function requireCluster(
  config: Pick<DataMeshConfig, 'clusters'>,
  name: string,
): ClusterSettings {
  const settings = config.clusters.find(c => c.name === name)?.settings;
  if (settings) return settings;
  throw new NotFoundError(
    `Cluster ${name} is not configured in dataMesh.clusters, or not as it should be`,
  );
}
