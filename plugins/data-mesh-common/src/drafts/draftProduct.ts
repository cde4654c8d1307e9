import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { DATA_PRODUCT_API_VERSION, DATA_PRODUCT_KIND } from '../kinds';
import type {
  DraftSchemaFormat,
  ProductDraft,
  SchemaCompatibility,
} from './ProductDraft';

const DEFAULT_PARTITIONS = 3;
const DEFAULT_COMPATIBILITY = 'BACKWARD';
const DAY_MS = 86_400_000;

/** What a draft comes to: a topic, its schema, and a product over both. @public */
export type DraftedProduct = {
  topic: {
    cluster: string;
    name: string;
    partitions: number;
    configs: Record<string, string>;
  };
  schema?: {
    cluster: string;
    subject: string;
    format: DraftSchemaFormat;
    schema: string;
    compatibility: SchemaCompatibility;
  };
  product: { entity: Record<string, unknown> };
};

/**
 * Turns what a form asks into what is made: pure. Nothing is checked here; the
 * plan over it says what is wrong.
 *
 * @public
 */
export function draftProduct(draft: ProductDraft): DraftedProduct {
  const subject = `${draft.topic}-value`;
  const compatibility = draft.compatibility ?? DEFAULT_COMPATIBILITY;
  return {
    topic: {
      cluster: draft.cluster,
      name: draft.topic,
      partitions: draft.partitions ?? DEFAULT_PARTITIONS,
      configs: topicConfigs(draft),
    },
    ...(draft.schema
      ? {
          schema: {
            cluster: draft.cluster,
            subject,
            format: draft.schemaFormat ?? 'AVRO',
            schema: draft.schema,
            compatibility,
          },
        }
      : {}),
    product: { entity: descriptorOf(draft, { subject, compatibility }) },
  };
}

/**
 * The name of the port of a topic: `orders-v1` of `sales.orders.v1`, since
 * consumers have to tell versions apart.
 *
 * @public
 */
export function portNameOf(product: string, topic: string): string {
  const version = /(?:^|[._-])(v\d+)$/.exec(topic)?.[1];
  return version ? `${product}-${version}` : product;
}

function topicConfigs({
  retentionDays,
  isCompacted,
}: ProductDraft): Record<string, string> {
  return {
    ...(isCompacted ? { 'cleanup.policy': 'compact' } : {}),
    ...(retentionDays === undefined || isCompacted
      ? {}
      : { 'retention.ms': String(retentionDays * DAY_MS) }),
  };
}

function descriptorOf(
  draft: ProductDraft,
  { subject, compatibility }: { subject: string; compatibility: string },
): Record<string, unknown> {
  const { name, topic, cluster, retentionDays, isCompacted } = draft;
  const slo = {
    ...(draft.freshness ? { freshness: draft.freshness } : {}),
    ...(retentionDays === undefined || isCompacted
      ? {}
      : { retention: `P${retentionDays}D` }),
  };
  return {
    apiVersion: DATA_PRODUCT_API_VERSION,
    kind: DATA_PRODUCT_KIND,
    metadata: {
      name,
      ...(draft.title ? { title: draft.title } : {}),
      description: draft.description,
    },
    spec: {
      type: draft.type ?? 'source-aligned',
      lifecycle: draft.lifecycle ?? 'production',
      owner: draft.owner,
      domain: draft.domain,
      ...(draft.quality ? { quality: draft.quality } : {}),
      ...(draft.tier ? { tier: draft.tier } : {}),
      ...(draft.classification ? { classification: draft.classification } : {}),
      ...(draft.supportChannel
        ? { support: { channel: draft.supportChannel } }
        : {}),
      ...(draft.producedBy ? { producedBy: [draft.producedBy] } : {}),
      ...(draft.inputs?.length
        ? { inputPorts: draft.inputs.map(inputPort) }
        : {}),
      outputPorts: [
        {
          name: portNameOf(name, topic),
          type: 'kafka',
          locations: [{ cluster, topic }],
          ...(draft.schema ? { schema: { subject, compatibility } } : {}),
          ...(Object.keys(slo).length ? { slo } : {}),
        },
      ],
    },
  };
}

function inputPort({ product, port }: { product: string; port: string }) {
  const ref = parseEntityRef(product, {
    defaultKind: DATA_PRODUCT_KIND,
    defaultNamespace: 'default',
  });
  return { name: port, product: stringifyEntityRef(ref), port };
}
