import type { KafkaTokenProvider } from '@data-mesh/backstage-plugin-data-mesh-node';
import type { Knex } from 'knex';
import type { Authorizer } from '../authorization/Authorizer';
import type { DataMeshConfig } from '../config/DataMeshConfig';
import { createKafkaPort } from '../kafka/createKafkaPort';
import type { MeshReader } from '../mesh/MeshReader';
import { createSchemaRegistry } from '../schema-registry/createSchemaRegistry';
import { RecordSampler, type SampledCluster } from './RecordSampler';
import { SchemaDecoders } from './SchemaDecoders';

/** What shows records, of the clusters with a credential that reads them. */
export function createSamples(options: {
  config: DataMeshConfig;
  db: Knex;
  mesh: MeshReader;
  authorizer: Authorizer;
  tokens?: KafkaTokenProvider;
}) {
  const { config, tokens } = options;
  const clusters = new Map(
    config.clusters.flatMap(
      ({ name, settings }): [string, SampledCluster][] => {
        if (!settings?.credentials.preview) return [];
        const registry = createSchemaRegistry(settings);
        const decoders = registry && new SchemaDecoders(registry);
        return [
          [
            name,
            {
              port: createKafkaPort(settings, 'preview', tokens),
              ...(decoders ? { decoderOf: id => decoders.of(id) } : {}),
            },
          ],
        ];
      },
    ),
  );
  return {
    services: {
      sampler: new RecordSampler({
        ...options,
        groups: config.sampleGroups,
        clusters,
      }),
    },
  };
}
