import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import type {
  FilterPredicate,
  FilterPredicateValue,
} from '@backstage/filter-predicates';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  ANNOTATION_CLUSTER,
  ANNOTATION_KAFKA_PRINCIPAL,
  ANNOTATION_TOPIC,
  DATA_MESH_LOCATION_TYPE,
  kafkaPrincipalAnnotation,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import type { IndexedEntity } from './indexRows';

// Entities that we emit ourselves are no evidence of anything.
const OWN_LOCATION = `${DATA_MESH_LOCATION_TYPE}:`;

function annotation(
  name: string,
  value: FilterPredicateValue,
): FilterPredicate {
  // A computed key has no type that would tell it from an operator.
  return { [`metadata.annotations.${name}`]: value } as FilterPredicate;
}

/** Everything that the mesh is made of, but for what we put there ourselves. */
function wanted(clusters: string[]): FilterPredicate {
  const principals = [
    ANNOTATION_KAFKA_PRINCIPAL,
    ...clusters.map(kafkaPrincipalAnnotation),
  ];
  return {
    $all: [
      {
        $any: [
          { kind: 'DataProduct' },
          { kind: 'Domain' },
          { kind: 'Resource', 'spec.type': 'kafka-topic' },
          ...principals.map(name => ({
            $all: [
              { kind: { $in: ['Component', 'System', 'Resource'] } },
              annotation(name, { $exists: true }),
            ],
          })),
        ],
      },
      {
        $not: annotation(ANNOTATION_LOCATION, { $hasPrefix: OWN_LOCATION }),
      },
    ],
  };
}

function trim(entity: Entity): Entity {
  const { name, namespace, title, description, annotations, tags } =
    entity.metadata;
  const ours = Object.entries(annotations ?? {})
    .filter(([key]) => key.startsWith('data-mesh/'))
    .filter(([key]) => !/^data-mesh\/(origin|sync-)/.test(key))
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    apiVersion: entity.apiVersion,
    kind: entity.kind,
    metadata: {
      name,
      namespace,
      ...(title ? { title } : {}),
      ...(description ? { description } : {}),
      ...(tags?.length ? { tags } : {}),
      ...(ours.length ? { annotations: Object.fromEntries(ours) } : {}),
    },
    ...(entity.spec ? { spec: entity.spec } : {}),
  };
}

/**
 * Pages everything in the catalog that the mesh is made of, but for what we
 * put there ourselves.
 *
 * @throws whatever the catalog throws; a page that is missing must not look
 *   like entities that are gone
 */
export async function readCatalog(
  catalog: CatalogService,
  credentials: BackstageCredentials,
  clusters: string[],
): Promise<Array<Omit<IndexedEntity, 'firstSeenAt'>>> {
  const found = new Map<string, Omit<IndexedEntity, 'firstSeenAt'>>();
  const pages = catalog.streamEntities(
    {
      query: wanted(clusters),
      fields: ['apiVersion', 'kind', 'metadata', 'spec'],
    },
    { credentials },
  );
  for await (const page of pages) {
    for (const entity of page) {
      const annotations = entity.metadata.annotations ?? {};
      const ref = stringifyEntityRef(entity);
      found.set(ref, {
        ref,
        entity: trim(entity),
        originLocation: annotations[ANNOTATION_ORIGIN_LOCATION] ?? '',
      });
    }
  }
  return [...found.values()];
}

/**
 * Names of a cluster's topics that the catalog has of us.
 *
 * @throws whatever the catalog throws
 */
export async function readEmittedTopics(
  catalog: CatalogService,
  credentials: BackstageCredentials,
  cluster: string,
): Promise<string[]> {
  const names: string[] = [];
  const pages = catalog.streamEntities(
    {
      query: {
        $all: [
          { kind: 'Resource', 'spec.type': 'kafka-topic' },
          annotation(ANNOTATION_CLUSTER, cluster),
          annotation(ANNOTATION_LOCATION, { $hasPrefix: OWN_LOCATION }),
        ],
      },
      fields: ['kind', 'metadata'],
    },
    { credentials },
  );
  for await (const page of pages) {
    for (const { metadata } of page) {
      const name = metadata.annotations?.[ANNOTATION_TOPIC];
      if (name) names.push(name);
    }
  }
  return names;
}
