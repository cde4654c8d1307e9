/** Rows of our tables; see `migrations/` for what each column means. */

export type ClusterRow = {
  name: string;
  cluster_id: string | null;
  settings: string | null;
  pass: number | string;
  light_at: number | string | null;
  full_at: number | string | null;
  subjects_at: number | string | null;
  facts: string | null;
  gaps: string | null;
  error: string | null;
  error_since: number | string | null;
  held_removals: string | null;
  confirmed_removals: string | null;
};

export type TopicRow = {
  cluster: string;
  name: string;
  topic_id: string;
  partitions: number;
  replication_factor: number;
  configs: string | null;
  first_seen_at: number | string;
};

export type TopicStateRow = {
  cluster: string;
  name: string;
  measured_at: number | string;
  partitions: string;
  earliest_sum: number | string;
  latest_sum: number | string;
  last_growth_at: number | string | null;
};

export type TopicMeasurementRow = {
  cluster: string;
  name: string;
  resolution: number;
  bucket_at: number | string;
  first_at: number | string;
  first_sum: number | string;
  last_at: number | string;
  last_sum: number | string;
  passes: number;
  led_passes: number;
};

export type GroupRow = {
  cluster: string;
  group_id: string;
  type: string;
  state: string;
  members: string;
};

export type GroupOffsetsRow = {
  cluster: string;
  group_id: string;
  topic: string;
  measured_at: number | string;
  committed_sum: number | string;
  lag: number | string | null;
  partitions: string;
  progressed_at: number | string | null;
};

export type GroupMeasurementRow = {
  cluster: string;
  group_id: string;
  topic: string;
  resolution: number;
  bucket_at: number | string;
  committed_sum: number | string;
  max_lag: number | string | null;
};

export type AclBindingRow = {
  cluster: string;
  resource_type: string;
  resource_name: string;
  pattern_type: string;
  principal: string;
  host: string;
  operation: string;
  permission: string;
};

export type SubjectRow = {
  cluster: string;
  subject: string;
  version: number;
  schema_id: number;
  schema_type: string;
  compatibility: string | null;
  schema: string;
  references: string;
  metadata: string | null;
};

export type CatalogEntityRow = {
  entity_ref: string;
  kind: string;
  entity: string;
  hash: string;
  origin_location: string;
  first_seen_at: number | string;
};

export type CatalogIndexStateRow = {
  id: number;
  read_at: number | string | null;
  error: string | null;
};

export type TopicHoldRow = {
  cluster: string;
  topic: string;
  product_ref: string;
  since: number | string;
};

export type TopicAcceptanceRow = {
  product_ref: string;
  cluster: string;
  topic: string;
  accepted_by: string;
  accepted_at: number | string;
};

export type MeshObjectRow = {
  type: string;
  key: string;
  seq: number | string;
  hash: string | null;
  value: string | null;
  changed_at: number | string;
};

export type MeshHeadRow = {
  id: number;
  epoch: string;
  seq: number | string;
  pruned_seq: number | string;
};
