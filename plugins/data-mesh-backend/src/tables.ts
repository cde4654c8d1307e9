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
  open_found_at: number | string | null;
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

/** The fields of an ACL binding on one cluster. */
export type BindingColumns = AclBindingRow;

export type AccessRequestRow = {
  id: string;
  requested_by: string;
  idempotency_key: string | null;
  consumer_ref: string;
  mode: string;
  purpose: string;
  duration: string;
  options: string;
  incident: string | null;
  created_at: number | string;
};

export type AccessRequestItemRow = {
  id: string;
  request_id: string;
  position: number;
  product_ref: string;
  port: string;
  environment: string;
  cluster: string;
  topic: string;
  principal: string;
  state: string;
  version: number;
  step: number;
  steps: string;
  rule: string;
  bindings: string;
  live_key: string | null;
  step_since: number | string;
  reminded_at: number | string | null;
  escalated_at: number | string | null;
  decided_at: number | string | null;
  grant_id: string | null;
  created_at: number | string;
};

export type AccessDecisionRow = {
  item_id: string;
  step: number;
  decision: string;
  decided_by: string;
  comment: string | null;
  conditions: string | null;
  decided_at: number | string;
};

export type GrantRow = {
  id: string;
  origin: string;
  item_id: string | null;
  product_ref: string | null;
  port: string | null;
  environment: string;
  cluster: string;
  topic: string;
  consumer_ref: string;
  principal: string;
  mode: string;
  purpose: string;
  conditions: string | null;
  approved_by: string;
  requested_by: string;
  duration: string;
  state: string;
  reason: string | null;
  end_state: string | null;
  version: number;
  starts_at: number | string;
  ends_at: number | string;
  confirmed: number;
  brokers: number;
  trying_since: number | string | null;
  last_error: string | null;
  activated_at: number | string | null;
  ended_at: number | string | null;
  reminded_at: number | string | null;
  unseen_told_at: number | string | null;
  live_key: string | null;
  incident: string | null;
  review_verdict: string | null;
  review_comment: string | null;
  reviewed_by: string | null;
  reviewed_at: number | string | null;
  review_reminded_at: number | string | null;
  created_at: number | string;
};

export type CampaignRow = {
  id: string;
  domain_ref: string;
  title: string;
  reason: string;
  started_by: string;
  started_at: number | string;
  due_at: number | string;
  undecided: string;
  state: string;
  open_domain: string | null;
  closed_at: number | string | null;
  closed_by: string | null;
  close_reason: string | null;
  reminded_at: number | string | null;
  version: number;
};

export type CampaignItemRow = {
  campaign_id: string;
  grant_id: string;
  state: string;
  decided_by: string | null;
  decided_at: number | string | null;
  comment: string | null;
  version: number;
};

export type SchemaChangeRow = {
  id: string;
  product_ref: string;
  port: string;
  environment: string;
  cluster: string;
  topic: string;
  subject: string;
  new_port: string | null;
  new_topic: string | null;
  format: string;
  schema: string;
  references: string;
  base_version: number | null;
  base_schema: string | null;
  level: string | null;
  compatible: number;
  breaks: string;
  messages: string;
  message: string;
  silence: string;
  respond_by: number | string | null;
  state: string;
  open_key: string | null;
  proposed_by: string;
  proposed_at: number | string;
  idempotency_key: string | null;
  accepted_at: number | string | null;
  overridden_by: string | null;
  override_reason: string | null;
  withdrawn_by: string | null;
  withdraw_reason: string | null;
  closed_at: number | string | null;
  registered_version: number | null;
  registered_id: number | null;
  attempts: number;
  next_attempt_at: number | string | null;
  failure: string | null;
  reminded_at: number | string | null;
  escalated_at: number | string | null;
  version: number;
};

export type SchemaChangeReaderRow = {
  change_id: string;
  kind: string;
  key: string;
  groups: string;
  asked_at: number | string;
  left_at: number | string | null;
  answer: string | null;
  answer_date: number | string | null;
  comment: string | null;
  answered_by: string | null;
  answered_at: number | string | null;
};

export type SchemaRegistrationRow = {
  change_id: string;
  step: string;
  previous_level: string | null;
  outcome: string | null;
  fence: number;
  holder: string | null;
  held_until: number | string;
  begun_at: number | string;
};

export type SchemaBypassRow = {
  cluster: string;
  subject: string;
  version: number;
  product_ref: string;
  port: string;
  topic: string;
  format: string;
  base_version: number;
  base_schema: string;
  level: string;
  breaks: string;
  found_at: number | string;
  resolved_at: number | string | null;
  resolution: string | null;
};

export type ManagedBindingRow = BindingColumns & {
  id: string;
  state: string;
  existed_before: boolean | number | null;
  error: string | null;
  repair: boolean | number;
  changed_at: number | string;
};

export type GrantBindingRow = { grant_id: string; binding_id: string };

export type ProvisioningLeaseRow = {
  cluster: string;
  fence: number | string;
  holder: string | null;
  held_until: number | string;
};

export type ResponsibilityRow = {
  entity_ref: string;
  role: 'product-owner' | 'consumer-owner' | 'domain-steward';
  owner_ref: string;
};

export type PrincipalHoldRow = {
  cluster: string;
  principal: string;
  consumer_ref: string;
  since: number | string;
};

export type PrincipalConfirmationRow = {
  cluster: string;
  principal: string;
  consumer_ref: string;
  confirmed_by: string;
  confirmed_at: number | string;
};

export type CreatedPrincipalRow = {
  cluster: string;
  username: string;
  consumer_ref: string;
  mechanism: string;
  state: string;
  created_at: number | string;
  revealed_at: number | string | null;
  revealed_to: string | null;
};

export type PolicyEvaluationRow = {
  product_ref: string;
  input_hash: string;
  evaluated_at: number | string;
};

export type FindingRow = {
  id: string;
  policy_id: string;
  product_ref: string;
  subject: string;
  severity: string;
  stage: string;
  value: string;
  message: string;
  remedy: string;
  first_seen_at: number | string;
  fixed_at: number | string | null;
  open_key: string | null;
};

export type PolicyVersionRow = {
  policy_id: string;
  version: number;
  document: string;
  state: string;
  published_by: string;
  published_at: number | string;
  reason: string;
};

export type PolicyAnnouncementRow = {
  policy_id: string;
  enforce_from: number | string;
  product_ref: string;
  announcement_id: string;
  announced_by: string;
  announced_at: number | string;
};

export type PublishedProductRow = {
  product_ref: string;
  version: number;
  state: string;
  document: string;
  owner_ref: string;
  held_since: number | string;
  changed_by: string;
  changed_at: number | string;
  reason: string | null;
};

export type ClaimRequestRow = {
  id: string;
  product_ref: string;
  domain_ref: string;
  document: string;
  owner_ref: string;
  message: string;
  state: string;
  open_key: string | null;
  requested_by: string;
  requested_at: number | string;
  decided_by: string | null;
  decided_at: number | string | null;
  comment: string | null;
};

export type ClaimRunRow = {
  run: string;
  claimed_by: string;
  product_ref: string;
  version: number;
  claimed_at: number | string;
};

export type DeprecationNoticeRow = {
  product_ref: string;
  /** Empty for all of the product. */
  port: string;
  consumer_ref: string;
  /** Empty where no day is named. */
  sunset: string;
  notice: string;
  told_at: number | string;
};

export type PublishedDomainRow = {
  domain_ref: string;
  version: number;
  state: string;
  document: string;
  owner_ref: string;
  run: string | null;
  changed_by: string;
  changed_at: number | string;
  reason: string | null;
};

/** Of offers of products and of domains, besides the ref of which. */
export type TransferColumns = {
  id: string;
  from_ref: string;
  to_ref: string;
  state: string;
  open_key: string | null;
  reason: string | null;
  proposed_by: string;
  proposed_at: number | string;
  decided_by: string | null;
  decided_at: number | string | null;
};

export type IgnoredBindingRow = BindingColumns & {
  id: string;
  reason: string;
  ignored_by: string;
  ignored_at: number | string;
};

export type HistoryRow = {
  seq: number | string;
  at: number | string;
  actor: string;
  action: string;
  product_ref: string | null;
  consumer_ref: string | null;
  cluster: string | null;
  topic: string | null;
  principal: string | null;
  request_id: string | null;
  item_id: string | null;
  grant_id: string | null;
  details: string;
  previous_hash: string;
  hash: string;
};

export type HistoryHeadRow = { id: number; seq: number | string; hash: string };

export type HistoryFollowerRow = {
  name: string;
  seq: number | string;
  attempts: number;
  error: string | null;
};

/** What a promise is about, in both of its tables. */
export type ObjectiveColumns = {
  product_ref: string;
  port: string;
  cluster: string;
  topic: string;
  objective: string;
};

export type SloStateRow = ObjectiveColumns & {
  target: string;
  state: string;
  value: number | null;
  reason: string | null;
  since: number | string;
  judged_at: number | string;
  told_at: number | string | null;
};

export type SloDayRow = ObjectiveColumns & {
  day: number | string;
  kept_ms: number | string;
  breached_ms: number | string;
  unknown_ms: number | string;
};

export type QualityResultRow = {
  id: string;
  product_ref: string;
  port: string;
  check_name: string;
  state: string;
  value: string | null;
  expected: string | null;
  message: string | null;
  url: string | null;
  observed_at: number | string;
  received_at: number | string;
  reported_by: string;
};

export type PolicyExemptionRow = {
  id: string;
  policy_id: string;
  product_ref: string;
  state: string;
  reason: string;
  requested_by: string;
  requested_at: number | string;
  ends_at: number | string;
  decided_by: string | null;
  decided_at: number | string | null;
  comment: string | null;
  revoked_by: string | null;
  revoked_at: number | string | null;
  end_told_at: number | string | null;
  open_key: string | null;
};

export type ArchiveRow = {
  id: string;
  run: string;
  name: string;
  created_by: string;
  created_at: number | string;
  expires_at: number | string;
  size: number;
  sha256: string;
  content: Buffer;
};

export type CreationRunRow = {
  run: string;
  created_by: string;
  begun_at: number | string;
};

export type CreationRow = {
  id: string;
  run: string;
  kind: string;
  /** Empty where it is on none. */
  cluster: string;
  name: string;
  state: string;
  wanted: string;
  before: string;
  made: string | null;
  created_by: string;
  intended_at: number | string;
  created_at: number | string | null;
  undone_at: number | string | null;
};

export type TopicChangeRow = {
  id: string;
  cluster: string;
  topic: string;
  topic_id: string;
  plan_hash: string;
  state: string;
  wanted: string;
  plan: string;
  reason: string | null;
  changed_by: string;
  intended_at: number | string;
  changed_at: number | string | null;
};

export type PromotionRow = {
  run: string;
  product_ref: string;
  plan_hash: string;
  state: string;
  plan: string;
  steps: string;
  reason: string | null;
  promoted_by: string;
  intended_at: number | string;
  promoted_at: number | string | null;
};
