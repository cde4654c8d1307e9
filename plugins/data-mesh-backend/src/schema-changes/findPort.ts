import type {
  MeshLocation,
  MeshPort,
  MeshProduct,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import type { Refusal } from '../access/refusal';
import type { ConfiguredCluster } from '../config/DataMeshConfig';
import { valueSubjectOf } from '../products/schemaFacts';

/** Where the schema of a port is. */
export type SchemaPlace = {
  port: MeshPort;
  location: MeshLocation;
  environment: string;
  subject: string;
};

/** The subject of a port's values at one of its locations. */
export function subjectOf(port: MeshPort, topic: string): string {
  return port.schema?.subject ?? valueSubjectOf(topic);
}

const holds = ({ state, heldBy, awaitsAcceptance }: MeshLocation) =>
  state !== 'contested' && !heldBy && !awaitsAcceptance;

/** Every place of the mesh where a subject of a cluster is a port's. */
function placesOf(
  products: MeshProduct[],
  cluster: string,
  subject: string,
): Array<{ productRef: string; topic: string }> {
  return products.flatMap(({ ref, ports }) =>
    ports.flatMap(port =>
      port.locations
        .filter(
          location =>
            location.cluster === cluster &&
            holds(location) &&
            // Clients look there by default, whatever the port says.
            [
              subjectOf(port, location.topic),
              `${location.topic}-key`,
              valueSubjectOf(location.topic),
            ].includes(subject),
        )
        .map(({ topic }) => ({ productRef: ref, topic })),
    ),
  );
}

/**
 * Why a change of a port's schema must not be registered any more, if so: the
 * mesh has changed while its readers were asked. Pure.
 */
export function problemOfPlace(
  change: {
    productRef: string;
    port: string;
    environment: string;
    cluster: string;
    subject: string;
  },
  products: MeshProduct[],
  clusters: ConfiguredCluster[],
): string | undefined {
  const { productRef, port, environment, cluster, subject } = change;
  const product = products.find(({ ref }) => ref === productRef);
  if (!product) return `There is no data product ${productRef} any more`;
  const place = findPort(product, products, { port, environment }, clusters);
  if ('code' in place) return place.message;
  return place.subject === subject && place.location.cluster === cluster
    ? undefined
    : `Port ${port} of ${product.title} has another schema meanwhile, ${place.subject} on ${place.location.cluster}; withdraw this change, and propose the schema again`;
}

/** Every topic whose records have a subject, a given one first. */
export function topicsOfSubject(
  products: MeshProduct[],
  cluster: string,
  subject: string,
  topic: string,
): string[] {
  const places = placesOf(products, cluster, subject);
  return [...new Set([topic, ...places.map(place => place.topic)])];
}

function refuseCluster(
  name: string,
  cluster: ConfiguredCluster | undefined,
): Refusal | undefined {
  const key = `dataMesh.clusters.${name}`;
  if (!cluster?.settings) {
    return {
      code: 'CONFLICT',
      message: `Cluster ${name} is not configured as it should be; an operator can correct ${key}`,
    };
  }
  if (cluster.settings.mode !== 'manage') {
    return {
      code: 'CONFLICT',
      message: `Cluster ${name} is only observed, so no schema is registered for it; an operator can set ${key}.mode to manage`,
    };
  }
  if (!cluster.settings.schemaRegistry) {
    return {
      code: 'CONFLICT',
      message: `Cluster ${name} has no schema registry; an operator can set ${key}.schemaRegistry`,
    };
  }
  return undefined;
}

function refuseLocation(
  product: MeshProduct,
  location: MeshLocation,
): Refusal | undefined {
  if (holds(location)) return undefined;
  const { topic, reason } = location;
  return {
    code: 'CONFLICT',
    message: `${product.title} does not hold topic ${topic}${
      reason ? ` (${reason})` : ''
    }; its schema can be changed once that is settled`,
  };
}

/**
 * Where the schema of a port is that somebody wants to change: pure.
 *
 * @param products - of the whole mesh
 * @returns why it cannot be changed, otherwise
 */
export function findPort(
  product: MeshProduct,
  products: MeshProduct[],
  wanted: { port: string; environment?: string },
  clusters: ConfiguredCluster[],
): SchemaPlace | Refusal {
  const port = product.ports.find(({ name }) => name === wanted.port);
  if (!port) {
    return {
      code: 'NOT_FOUND',
      message: `${product.title} has no port ${wanted.port}; it has ${
        product.ports.map(({ name }) => name).join(', ') || 'none'
      }`,
    };
  }
  const there = port.locations.filter(
    l => !wanted.environment || l.environment === wanted.environment,
  );
  const [location] = there;
  if (!location) {
    return {
      code: 'NOT_FOUND',
      message: `${product.title}, port ${port.name}, is not in environment ${wanted.environment}`,
    };
  }
  if (there.length > 1) {
    return {
      code: 'INVALID',
      message: `environment: ${product.title}, port ${
        port.name
      }, is in several places (${there
        .map(l => `${l.environment ?? 'unknown'} on ${l.cluster}`)
        .join(', ')}); say which environment, or give each a port of its own`,
    };
  }
  const subject = subjectOf(port, location.topic);
  const other = placesOf(products, location.cluster, subject).find(
    place => place.productRef !== product.ref,
  );
  const refusal =
    refuseLocation(product, location) ??
    refuseCluster(
      location.cluster,
      clusters.find(({ name }) => name === location.cluster),
    ) ??
    (other && {
      code: 'CONFLICT' as const,
      message: `Subject ${subject} is also of ${other.productRef}, whose readers are not ${product.title}'s to ask; give the port a subject of its own`,
    });
  return (
    refusal ?? {
      port,
      location,
      subject,
      environment: location.environment ?? 'unknown',
    }
  );
}
