import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  type Entity,
} from '@backstage/catalog-model';
import {
  ANNOTATION_CLUSTER,
  ANNOTATION_ORIGIN,
  ANNOTATION_SYNC_REASON,
  ANNOTATION_SYNC_STATE,
  ANNOTATION_TOPIC,
  DATA_MESH_LOCATION_TYPE,
  DATA_PRODUCT_API_VERSION,
  DATA_PRODUCT_KIND,
  type MeshDomain,
  type MeshProduct,
  type MeshTopic,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import { parseEntityRef } from '@backstage/catalog-model';

/** What the catalog records as the location of everything that we emit. */
export const PROVIDER_LOCATION = `${DATA_MESH_LOCATION_TYPE}:default`;

/**
 * The memberless group that owns what nobody owns: `Domain` and `Resource`
 * need an owner in Backstage. It owns nothing where decisions are made.
 */
export const UNOWNED_REF = 'group:default/unowned';

function locationAnnotations(): Record<string, string> {
  return {
    [ANNOTATION_LOCATION]: PROVIDER_LOCATION,
    [ANNOTATION_ORIGIN_LOCATION]: PROVIDER_LOCATION,
  };
}

export function unownedGroup(): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Group',
    metadata: {
      name: parseEntityRef(UNOWNED_REF).name,
      title: 'Unowned',
      description:
        'Stands for no owner: topics and domains that nobody has claimed yet.',
      annotations: locationAnnotations(),
    },
    spec: { type: 'placeholder', children: [] },
  };
}

/** A live topic as a `Resource`; nothing of it changes with its traffic. */
export function toTopicEntity(topic: MeshTopic): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: {
      name: parseEntityRef(topic.entityRef).name,
      title: topic.name,
      description: `Kafka topic on cluster ${topic.cluster} (${topic.environment})`,
      annotations: {
        ...locationAnnotations(),
        [ANNOTATION_CLUSTER]: topic.cluster,
        [ANNOTATION_TOPIC]: topic.name,
      },
    },
    spec: { type: 'kafka-topic', owner: topic.ownerRef ?? UNOWNED_REF },
  };
}

/** What we write on a product that we emit, whatever its descriptor says. */
function productAnnotations(product: MeshProduct): Record<string, string> {
  return {
    ...locationAnnotations(),
    [ANNOTATION_ORIGIN]: product.origin,
    [ANNOTATION_SYNC_STATE]: product.state,
    ...(product.reason ? { [ANNOTATION_SYNC_REASON]: product.reason } : {}),
  };
}

/** A published product: its descriptor, as it would stand in Git. */
export function toPublishedEntity(
  product: MeshProduct,
  descriptor: Entity,
): Entity {
  const { metadata } = descriptor;
  return {
    ...descriptor,
    metadata: {
      ...metadata,
      namespace: product.namespace,
      annotations: { ...metadata.annotations, ...productAnnotations(product) },
    },
  };
}

/** A discovered product. */
export function toProductEntity(product: MeshProduct): Entity {
  const { name, namespace, title, description } = product;
  return {
    apiVersion: DATA_PRODUCT_API_VERSION,
    kind: DATA_PRODUCT_KIND,
    metadata: {
      name,
      namespace,
      title,
      ...(description ? { description } : {}),
      annotations: productAnnotations(product),
    },
    spec: {
      type: product.type,
      lifecycle: product.lifecycle,
      ...(product.ownerRef ? { owner: product.ownerRef } : {}),
      domain: product.domainRef,
      ...(product.quality ? { quality: product.quality } : {}),
      ...(product.classification
        ? { classification: product.classification }
        : {}),
      ...(product.tier ? { tier: product.tier } : {}),
      outputPorts: product.ports.map(port => ({
        name: port.name,
        type: 'kafka',
        locations: port.locations.map(({ cluster, topic }) => ({
          cluster,
          topic,
        })),
        // The registry's format is a fact of the subject, not of the port.
        ...(port.schema ? { schema: { subject: port.schema.subject } } : {}),
      })),
    },
  };
}

/** A published domain: its descriptor, as it would stand in Git. */
export function toPublishedDomainEntity(
  { namespace, origin }: MeshDomain,
  descriptor: Entity,
): Entity {
  const { metadata } = descriptor;
  return {
    ...descriptor,
    metadata: {
      ...metadata,
      namespace,
      annotations: {
        ...metadata.annotations,
        ...locationAnnotations(),
        [ANNOTATION_ORIGIN]: origin,
      },
    },
  };
}

/** A domain that topics' names speak of and nobody has described. */
export function toDomainEntity(domain: MeshDomain): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Domain',
    metadata: {
      name: domain.name,
      namespace: domain.namespace,
      title: domain.title,
      description: 'Discovered from the names of live topics.',
      annotations: {
        ...locationAnnotations(),
        [ANNOTATION_ORIGIN]: domain.origin,
      },
    },
    spec: { type: 'data-domain', owner: domain.ownerRef ?? UNOWNED_REF },
  };
}
