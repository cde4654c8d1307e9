import { Entity } from '@backstage/catalog-model';
import { Classification } from './classifications';

/**
 * `apiVersion` of {@link DataProductEntityV1alpha1}.
 *
 * @public
 */
export const DATA_PRODUCT_API_VERSION = 'data-mesh/v1alpha1';

/**
 * `kind` of {@link DataProductEntityV1alpha1}.
 *
 * @public
 */
export const DATA_PRODUCT_KIND = 'DataProduct';

/**
 * What a data product is made for: close to its source, combined from several
 * products, or shaped for one use.
 *
 * @public
 */
export const DATA_PRODUCT_TYPES = [
  'source-aligned',
  'aggregate',
  'consumer-aligned',
] as const;

/**
 * The stages in the life of a data product, in order.
 *
 * @public
 */
export const DATA_PRODUCT_LIFECYCLES = [
  'draft',
  'experimental',
  'production',
  'deprecated',
  'retired',
] as const;

/**
 * How far the data was refined, from as it came to the one to be trusted.
 *
 * @public
 */
export const DATA_PRODUCT_QUALITIES = [
  'raw',
  'curated',
  'authoritative',
] as const;

/**
 * The classes of service level, the most demanding first.
 *
 * @public
 */
export const DATA_PRODUCT_TIERS = ['tier-1', 'tier-2', 'tier-3'] as const;

/**
 * The compatibility levels that a schema registry knows.
 *
 * @public
 */
export const SCHEMA_COMPATIBILITIES = [
  'BACKWARD',
  'BACKWARD_TRANSITIVE',
  'FORWARD',
  'FORWARD_TRANSITIVE',
  'FULL',
  'FULL_TRANSITIVE',
  'NONE',
] as const;

/**
 * Announces the end of a product or of one port of it.
 *
 * @public
 */
export type Deprecation = {
  /** The day after which nobody may count on it, as `YYYY-MM-DD`. */
  sunset?: string;
  /** A `DataProduct` ref; on a port the name of another port of the product. */
  replacedBy?: string;
  /** What consumers should know or do, in words. */
  message?: string;
};

/**
 * Where a port is in one environment.
 *
 * @public
 */
export type KafkaLocation = {
  /** Name of a cluster in `dataMesh.clusters`. */
  cluster: string;
  /** Exact name of the topic. */
  topic: string;
};

/**
 * What a port promises; all of it is measured.
 *
 * @public
 */
export type ServiceLevelObjectives = {
  /** Longest time without a record, as an ISO 8601 period. */
  freshness?: string;
  /** Per cent of the time, above 0 and up to 100. */
  availability?: number;
  /** Shortest time for which records stay readable, as an ISO 8601 period. */
  retention?: string;
  /** Least number of records in 24 hours. */
  minPerDay?: number;
  /** How far behind consumer groups may be, each group once. */
  lag?: Array<{
    /** ID of the consumer group. */
    group: string;
    /** Most records of the topic that it has yet to read. */
    max: number;
  }>;
};

/**
 * A way to get the data of a product.
 *
 * @public
 */
export type OutputPort = {
  /** Unique in the product; grants and links name it. */
  name: string;
  type: 'kafka';
  /** One per cluster. */
  locations: KafkaLocation[];
  schema?: {
    /** Name of the subject in the cluster's schema registry. */
    subject: string;
    /** Level that the subject is to have; none is checked if unset. */
    compatibility?: (typeof SCHEMA_COMPATIBILITIES)[number];
  };
  slo?: ServiceLevelObjectives;
  /** At least as tight as the product's, which holds if unset. */
  classification?: Classification;
  deprecation?: Deprecation;
};

/**
 * An output port of another product that this one reads.
 *
 * @public
 */
export type InputPort = {
  /** Unique among the input ports of the product. */
  name: string;
  /** A `DataProduct` ref. */
  product: string;
  /** Name of an output port of that product. */
  port: string;
};

/**
 * The `spec` of a data product.
 *
 * @public
 */
export type DataProductSpec = {
  type: (typeof DATA_PRODUCT_TYPES)[number];
  lifecycle: (typeof DATA_PRODUCT_LIFECYCLES)[number];
  /** A `Group` or `User` ref. Only a discovered product may lack it. */
  owner?: string;
  /** A `Domain` ref. */
  domain: string;
  quality?: (typeof DATA_PRODUCT_QUALITIES)[number];
  tier?: (typeof DATA_PRODUCT_TIERS)[number];
  /** The domain's default holds if unset. */
  classification?: Classification;
  support?: { channel?: string; url?: string };
  /** Refs of the services that write it: `Component`, `System` or `Resource`. */
  producedBy?: string[];
  inputPorts?: InputPort[];
  outputPorts: OutputPort[];
  /** Why the output may be less classified than the input ports named in `of`. */
  anonymisation?: { of: string[]; reason: string };
  access?: {
    /** Longest grant, as an ISO 8601 period. */
    maxDuration?: string;
    /** Whether sample records may be shown; not, if unset. */
    samples?: boolean;
  };
  deprecation?: Deprecation;
};

/**
 * A data product: what a team publishes and stands behind.
 *
 * @public
 */
export interface DataProductEntityV1alpha1 extends Entity {
  /** {@inheritDoc @backstage/catalog-model#Entity.apiVersion} */
  apiVersion: typeof DATA_PRODUCT_API_VERSION;
  /** {@inheritDoc @backstage/catalog-model#Entity.kind} */
  kind: typeof DATA_PRODUCT_KIND;
  /** What the product is, and the ports by which others use it. */
  spec: DataProductSpec;
}

/**
 * Tells by kind and apiVersion whether an entity is a data product. It does
 * not validate: entities that come out of the catalog have been.
 *
 * @public
 */
export function isDataProductEntity(
  entity: Entity,
): entity is DataProductEntityV1alpha1 {
  return (
    entity.kind.toLocaleLowerCase('en-US') === 'dataproduct' &&
    entity.apiVersion === DATA_PRODUCT_API_VERSION
  );
}
