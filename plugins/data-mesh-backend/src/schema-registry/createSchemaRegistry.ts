import type { ClusterSettings } from '../config/DataMeshConfig';
import { ConfluentSchemaRegistry } from './ConfluentSchemaRegistry';
import { RegistryHttp } from './http';
import type { SchemaRegistryPort } from './SchemaRegistryPort';

/** The schema registry of a cluster, if it has one. */
export function createSchemaRegistry({
  name,
  schemaRegistry,
}: Pick<ClusterSettings, 'name' | 'schemaRegistry'>):
  | SchemaRegistryPort
  | undefined {
  return (
    schemaRegistry &&
    new ConfluentSchemaRegistry(
      new RegistryHttp(`schema registry of cluster ${name}`, schemaRegistry),
    )
  );
}
