import type { Classification, SCHEMA_COMPATIBILITIES } from '../kinds';

/** Which versions of a schema can read each other's records. @public */
export type SchemaCompatibility = (typeof SCHEMA_COMPATIBILITIES)[number];

/** A format that a schema registry takes. @public */
export type DraftSchemaFormat = 'AVRO' | 'JSON' | 'PROTOBUF';

/**
 * What a form asks of a new data product with one output port, in the words of
 * the form. Templates name their parameters like this, so that what is
 * reviewed and what is made come from the same values.
 *
 * @public
 */
export type ProductDraft = {
  /** Name of the entity. */
  name: string;
  title?: string;
  description: string;
  /** `source-aligned` if left out. */
  type?: 'source-aligned' | 'aggregate' | 'consumer-aligned';
  /** `production` if left out. */
  lifecycle?: 'draft' | 'experimental' | 'production';
  /** Refs. */
  owner: string;
  domain: string;
  classification?: Classification;
  tier?: 'tier-1' | 'tier-2' | 'tier-3';
  quality?: 'raw' | 'curated' | 'authoritative';
  /** Where questions are asked, such as `#orders`. */
  supportChannel?: string;
  /** Name of a cluster in `dataMesh.clusters`. */
  cluster: string;
  topic: string;
  /** 3 if left out. */
  partitions?: number;
  /** How long records are kept; as the broker has it if left out. */
  retentionDays?: number;
  /** Whether only the last record of each key is kept for good. */
  isCompacted?: boolean;
  /** `AVRO` if left out. */
  schemaFormat?: DraftSchemaFormat;
  /** Of the records' values; no schema is registered if left out. */
  schema?: string;
  /** `BACKWARD` if left out. */
  compatibility?: SchemaCompatibility;
  /** Longest time without a record, as an ISO 8601 period. */
  freshness?: string;
  /**
   * Ref of the component that writes it, if the catalog has it already: one that
   * does not is a broken relation. Access to write it makes the relation, too.
   */
  producedBy?: string;
  /** What it is made from. */
  inputs?: Array<{ product: string; port: string }>;
};
