import type { TopicConfigs } from '../kafka/KafkaPort';

/** A field of a schema, as far as policies ask about it. */
export type FieldFacts = {
  /** Dotted. */
  path: string;
  description?: string;
  /** Such as `PII`. */
  tags: string[];
};

/** An ACL that is about a topic, whichever pattern names it. */
export type AclFacts = {
  principal: string;
  host: string;
  operation: string;
  permission: string;
  /** The topic, `*` for all of them, or a prefix that ends in `*`. */
  resource: string;
};

/** Access that was granted and has not ended. */
export type ConsumerFacts = {
  /** Ref of the consumer. */
  ref: string;
  principal: string;
  /** `read` or `write`. */
  mode: string;
  port?: string;
  environment: string;
  cluster: string;
  topic: string;
};

/** A topic of a port, as the last pass over its cluster saw it. */
export type TopicFacts = {
  cluster: string;
  environment: string;
  name: string;
  /** Left out while the topic was not seen: then nothing is known of it. */
  live?: {
    partitions: number;
    replicationFactor: number;
    configs: TopicConfigs;
    /** Left out where the ACLs of the cluster could not be read. */
    acls?: AclFacts[];
  };
};

/** A schema as the schema registry has it. */
export type SchemaFacts = {
  subject: string;
  /** `AVRO`, `JSON` or `PROTOBUF`. */
  format: string;
  compatibility?: string;
  fields: FieldFacts[];
};

/** A schema version that was registered past the portal. */
export type BypassFacts = { subject: string; version: number; breaks: string };

/** A port of a product. */
export type PortFacts = {
  name: string;
  /** Its own, the product's or the domain's default; the one that counts. */
  classification?: string;
  topics: TopicFacts[];
  /**
   * What its clusters' schema registries have; `unknown` where none could be
   * asked yet.
   */
  schemas: SchemaFacts[] | 'unknown';
  /** Versions that break readers, whom nobody has asked. */
  bypasses: BypassFacts[];
  slo: {
    freshness?: string;
    availability?: number;
    retention?: string;
    minPerDay?: number;
  };
};

/** What another product's port, which this one reads, is classified as. */
export type InputFacts = {
  name: string;
  product: string;
  port: string;
  /** Left out where that product or port is not known. */
  classification?: string;
};

/** Everything that policies are evaluated on, of one product. */
export type PolicyFacts = {
  ref: string;
  title: string;
  /** Whether it is a topic that is in no product, for rules that look at those. */
  isLooseTopic?: true;
  origin: string;
  domainRef?: string;
  /** The domain and those above it, by ref. */
  domains: string[];
  lifecycle: string;
  classification?: string;
  tier?: string;
  description?: string;
  support: { channel?: string; url?: string };
  /** Longest grant, as the product says, as an ISO 8601 period. */
  maxDuration?: string;
  owner?: {
    ref: string;
    /** What the catalog has; `unknown` where it could not be asked. */
    state: 'present' | 'empty' | 'missing' | 'unknown';
  };
  /** Left out where the product is in none that is known. */
  domain?: {
    ref: string;
    title: string;
    parent?: string;
    owner?: string;
    steward?: string;
  };
  consumers: ConsumerFacts[];
  /**
   * Whether anybody reads it, in whole days, so that facts change once a day at
   * most; left out while none of its topics was seen.
   */
  use?: {
    /** Since when its topics are watched. */
    watchedDays: number;
    /** Since a consumer group last read; left out where none ever has. */
    unreadDays?: number;
  };
  inputs: InputFacts[];
  anonymisation?: { of: string[]; reason: string };
  ports: PortFacts[];
};
