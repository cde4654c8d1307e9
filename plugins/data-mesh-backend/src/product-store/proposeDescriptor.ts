import { parseEntityRef } from '@backstage/catalog-model';
import {
  DATA_PRODUCT_API_VERSION,
  DATA_PRODUCT_KIND,
  toEntityName,
  type MeshProduct,
  type MeshTopic,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import { humanise } from '../products/discover';

/** What a product that is to be claimed is known by. */
export type Claimable = Pick<
  MeshProduct,
  | 'namespace'
  | 'name'
  | 'title'
  | 'description'
  | 'domainRef'
  | 'type'
  | 'lifecycle'
  | 'quality'
  | 'classification'
> & {
  ports: Array<{
    name: string;
    schema?: { subject: string };
    locations: Array<{ cluster: string; topic: string }>;
  }>;
};

/**
 * A topic that is in no product, as the product that it could be.
 *
 * @param subject - that the schema registry has for it
 */
export function claimableTopic(
  { cluster, name, domainRef, environment }: MeshTopic,
  subject: string | undefined,
  classification: string | undefined,
): Claimable {
  const domain = domainRef ? parseEntityRef(domainRef) : undefined;
  return {
    namespace: domain?.namespace ?? 'default',
    name: toEntityName([name]),
    title: humanise(name.replace(/\./g, ' ')),
    type: 'source-aligned',
    lifecycle: environment === 'production' ? 'production' : 'experimental',
    quality: 'raw',
    ...(domainRef ? { domainRef } : {}),
    ...(classification ? { classification } : {}),
    ports: [
      {
        name: toEntityName([name]),
        ...(subject ? { schema: { subject } } : {}),
        locations: [{ cluster, topic: name }],
      },
    ],
  };
}

/**
 * The descriptor by which somebody could publish a product, prefilled with all
 * that its topics, schemas and names say: pure.
 */
export function proposeDescriptor(product: Claimable, owner: string) {
  const { namespace, name, title, description, quality, classification } =
    product;
  return {
    apiVersion: DATA_PRODUCT_API_VERSION,
    kind: DATA_PRODUCT_KIND,
    metadata: {
      ...(namespace === 'default' ? {} : { namespace }),
      name,
      title,
      ...(description ? { description } : {}),
    },
    spec: {
      type: product.type,
      lifecycle: product.lifecycle,
      owner,
      domain: product.domainRef ?? '',
      ...(quality ? { quality } : {}),
      ...(classification ? { classification } : {}),
      outputPorts: product.ports.map(port => ({
        name: port.name,
        type: 'kafka',
        locations: port.locations.map(({ cluster, topic }) => ({
          cluster,
          topic,
        })),
        ...(port.schema ? { schema: { subject: port.schema.subject } } : {}),
      })),
    },
  };
}
