import type { KafkaTokenProvider } from '@data-mesh/backstage-plugin-data-mesh-node';
import type { DataMeshConfig } from '../config/DataMeshConfig';
import { createKafkaPort } from '../kafka/createKafkaPort';
import type { KafkaPort } from '../kafka/KafkaPort';
import { createSchemaRegistry } from '../schema-registry/createSchemaRegistry';
import type { SchemaRegistryPort } from '../schema-registry/SchemaRegistryPort';

/**
 * What clusters are asked with that a product is promoted from: by the
 * credential that cannot change anything, whether or not they are managed.
 */
export class SourcePorts {
  readonly #config: Pick<DataMeshConfig, 'clusters'>;
  readonly #tokens?: KafkaTokenProvider;
  readonly #kafka = new Map<string, KafkaPort>();
  readonly #registries = new Map<string, SchemaRegistryPort>();

  constructor(options: {
    config: Pick<DataMeshConfig, 'clusters'>;
    tokens?: KafkaTokenProvider;
  }) {
    this.#config = options.config;
    this.#tokens = options.tokens;
  }

  kafkaOf(cluster: string): KafkaPort | undefined {
    const known = this.#kafka.get(cluster);
    const settings = this.#settings(cluster);
    if (known || !settings) return known;
    const port = createKafkaPort(settings, 'sync', this.#tokens);
    this.#kafka.set(cluster, port);
    return port;
  }

  registryOf(cluster: string): SchemaRegistryPort | undefined {
    const known = this.#registries.get(cluster);
    const settings = this.#settings(cluster);
    if (known || !settings) return known;
    const registry = createSchemaRegistry(settings);
    if (registry) this.#registries.set(cluster, registry);
    return registry;
  }

  #settings(cluster: string) {
    return this.#config.clusters.find(({ name }) => name === cluster)?.settings;
  }
}
