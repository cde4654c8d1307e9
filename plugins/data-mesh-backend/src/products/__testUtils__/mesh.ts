import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import type {
  DataProductEntityV1alpha1,
  DataProductSpec,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import type { IndexedEntity } from '../../catalog-index/indexRows';
import type { ClusterSettings } from '../../config/DataMeshConfig';
import type { SubjectRecord } from '../../schema-registry/SchemaRegistryPort';
import type { SnapshotTopic } from '../../snapshot/topicRows';
import type { MeshInputs } from '../MeshFacts';
import { parseNamingTemplate } from '../naming';

/** Where declarations come from that hold their topics at once. */
export const TRUSTED = 'file:/trusted/catalog.yaml';

export function cluster(
  name: string,
  over: Partial<ClusterSettings> = {},
): ClusterSettings {
  return {
    name,
    title: name,
    environment: 'production',
    bootstrapServers: [{ host: 'localhost', port: 9092 }],
    mode: 'observe',
    authorizer: 'standard',
    superUsers: [],
    credentials: {},
    topics: { include: ['*'], exclude: [] },
    domains: [],
    sync: { lightMs: 1_000, fullMs: 10_000 },
    clients: {},
    createPrincipals: false,
    ...over,
  };
}

export function liveTopic(
  name: string,
  over: Partial<SnapshotTopic> = {},
): SnapshotTopic {
  return {
    cluster: 'main',
    name,
    topicId: `id-of-${over.cluster ?? 'main'}-${name}`,
    partitions: 3,
    replicationFactor: 1,
    firstSeenAt: 1,
    ...over,
  };
}

/** A product that somebody describes; each topic is a port of its own. */
export function declaration(options: {
  name: string;
  topics?: string[];
  cluster?: string;
  spec?: Partial<DataProductSpec>;
}): DataProductEntityV1alpha1 {
  const { name, topics = [], cluster: where = 'main', spec } = options;
  return {
    apiVersion: 'data-mesh/v1alpha1',
    kind: 'DataProduct',
    metadata: { name },
    spec: {
      type: 'source-aligned',
      lifecycle: 'production',
      owner: 'group:default/order-team',
      domain: 'sales',
      outputPorts: topics.map((topic, i) => ({
        name: `port-${i}`,
        type: 'kafka' as const,
        locations: [{ cluster: where, topic }],
      })),
      ...spec,
    },
  };
}

export function domain(
  name: string,
  spec: Record<string, unknown> = {},
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Domain',
    metadata: { name },
    spec: { owner: `group:default/${name}-team`, ...(spec as object) },
  };
}

/** An entity as the index keeps it. */
export function indexed(
  entity: Entity,
  over: Partial<IndexedEntity> = {},
): IndexedEntity {
  return {
    ref: stringifyEntityRef(entity),
    entity,
    originLocation: TRUSTED,
    firstSeenAt: 1,
    ...over,
  };
}

export function subject(
  topic: string,
  over: Partial<SubjectRecord & { cluster: string }> = {},
): SubjectRecord & { cluster: string } {
  return {
    cluster: 'main',
    subject: `${topic}-value`,
    version: 1,
    id: 1,
    format: 'AVRO',
    schema: '{"type":"record","name":"R","fields":[]}',
    references: [],
    ...over,
  };
}

/** One cluster, `main`, that was read in full, and nothing in it. */
export function inputs(over: Partial<MeshInputs> = {}): MeshInputs {
  return {
    clusters: [
      {
        name: 'main',
        settings: cluster('main'),
        read: true,
        seesAllTopics: true,
        subjectsRead: true,
      },
    ],
    naming: [parseNamingTemplate('{domain}.{product}.{version}')],
    trustedLocations: ['file:/trusted/*'],
    topics: [],
    subjects: [],
    index: [],
    published: [],
    publishedDomains: [],
    acceptances: [],
    holders: new Map(),
    grants: [],
    ...over,
  };
}
