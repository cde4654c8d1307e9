import type { Knex } from 'knex';
import { Databases, DATABASES, MIGRATIONS } from './__testUtils__/databases';

jest.setTimeout(60_000);

const ID = '00000000-0000-0000-0000-000000000000';
const HASH = 'f'.repeat(64);
// The longest refs that the catalog takes.
const REF = `component:${'n'.repeat(63)}/${'c'.repeat(63)}`;
const USER = `user:${'n'.repeat(63)}/${'u'.repeat(63)}`;
const LATE = 9_007_199_254_740_991;
const BINDING = {
  cluster: 'main',
  resource_type: 'TOPIC',
  resource_name: 'x'.repeat(249),
  pattern_type: 'LITERAL',
  principal: `User:${'x'.repeat(250)}`,
  host: '*',
  operation: 'READ',
  permission: 'ALLOW',
};

/** A row for each table, as the suite writes it. */
const OBJECTIVE = {
  product_ref: REF,
  port: 'p'.repeat(63),
  cluster: 'main',
  topic: 't'.repeat(249),
  objective: `lag:${'g'.repeat(250)}`,
};

const ROWS: Record<string, Record<string, unknown>> = {
  archives: {
    id: ID,
    run: 'r'.repeat(200),
    name: 'n'.repeat(100),
    created_by: USER,
    created_at: LATE,
    expires_at: LATE,
    size: 20 * 1024 * 1024,
    sha256: HASH,
    content: Buffer.from('PK'),
  },
  clusters: {
    name: 'main',
    pass: 9_007_199_254_740_991,
    facts: '{}',
    open_found_at: LATE,
  },
  topics: {
    cluster: 'main',
    name: 'x'.repeat(249),
    topic_id: 'id',
    partitions: 1,
    replication_factor: 1,
    configs: '{"a":{"value":"\u2713 \'"}}',
    first_seen_at: 1_790_000_000_000,
  },
  topic_changes: {
    id: ID,
    cluster: 'c'.repeat(63),
    topic: 'x'.repeat(249),
    topic_id: ID,
    plan_hash: 'f'.repeat(400),
    state: 'intended',
    wanted: '{"partitions":6,"configs":{}}',
    plan: `{"consequences":["${'\u2713'.repeat(10_000)}"]}`,
    reason: 'r'.repeat(2_000),
    changed_by: USER,
    intended_at: LATE,
    changed_at: LATE,
  },
  promotions: {
    run: 'r'.repeat(200),
    product_ref: REF,
    plan_hash: 'f'.repeat(2_000),
    state: 'intended',
    plan: `{"ports":["${'\u2713'.repeat(10_000)}"]}`,
    steps: '[]',
    reason: 'r'.repeat(2_000),
    promoted_by: USER,
    intended_at: LATE,
    promoted_at: LATE,
  },
  topic_states: {
    cluster: 'main',
    name: 'a',
    measured_at: 1_790_000_000_000,
    partitions: '[]',
    earliest_sum: 0,
    latest_sum: 9_007_199_254_740_991,
  },
  topic_measurements: {
    cluster: 'main',
    name: 'a',
    resolution: 86_400,
    bucket_at: 1_790_000_000_000,
    first_at: 1,
    first_sum: 1,
    last_at: 1,
    last_sum: 1,
    passes: 1,
    led_passes: 1,
  },
  groups: {
    cluster: 'main',
    group_id: 'g'.repeat(255),
    type: 'classic',
    state: 'Stable',
    members: '[]',
  },
  group_offsets: {
    cluster: 'main',
    group_id: 'g',
    topic: 'a',
    measured_at: 1,
    committed_sum: 1,
    partitions: '[]',
  },
  group_measurements: {
    cluster: 'main',
    group_id: 'g',
    topic: 'a',
    resolution: 60,
    bucket_at: 1,
    committed_sum: 1,
  },
  acl_bindings: {
    cluster: 'main',
    resource_type: 'TOPIC',
    resource_name: '*',
    pattern_type: 'LITERAL',
    principal: `User:CN=${'x'.repeat(400)}`,
    host: '*',
    operation: 'READ',
    permission: 'ALLOW',
  },
  subjects: {
    cluster: 'main',
    subject: 's',
    version: 1,
    schema_id: 1,
    schema_type: 'AVRO',
    schema: '{}',
    references: '[]',
  },
  catalog_entities: {
    entity_ref: 'domain:default/sales',
    kind: 'Domain',
    entity: '{}',
    hash: 'x'.repeat(64),
    origin_location: `url:https://git.example/${'x'.repeat(500)}`,
    first_seen_at: 1,
  },
  catalog_index_state: { id: 1, read_at: 1 },
  topic_holds: {
    cluster: 'main',
    topic: 'a',
    product_ref: 'dataproduct:default/a',
    since: 1,
  },
  topic_acceptances: {
    product_ref: 'dataproduct:default/a',
    cluster: 'main',
    topic: 'a',
    accepted_by: 'user:default/sam',
    accepted_at: 1,
  },
  mesh_objects: {
    type: 'topic',
    key: `main/${'x'.repeat(249)}`,
    seq: 1,
    value: '{}',
    changed_at: 1,
  },
  mesh_head: {
    id: 1,
    epoch: '00000000-0000-0000-0000-000000000000',
    seq: 1,
    pruned_seq: 0,
  },
  access_requests: {
    id: ID,
    requested_by: USER,
    idempotency_key: 'k'.repeat(200),
    consumer_ref: REF,
    mode: 'read',
    purpose: 'p'.repeat(2_000),
    duration: 'P90D',
    options: '{}',
    incident: `https://incidents.example/${'i'.repeat(1_900)}`,
    created_at: LATE,
  },
  access_request_items: {
    id: ID,
    request_id: ID,
    position: 0,
    product_ref: REF,
    port: 'v1',
    environment: 'production',
    cluster: 'main',
    topic: 'x'.repeat(249),
    principal: BINDING.principal,
    state: 'pending',
    version: 1,
    step: 0,
    steps: '[]',
    rule: 'r'.repeat(300),
    bindings: '[]',
    live_key: HASH,
    step_since: LATE,
    created_at: LATE,
  },
  access_decisions: {
    item_id: ID,
    step: 0,
    decision: 'approve',
    decided_by: 'ticket '.repeat(50),
    comment: 'c'.repeat(2_000),
    decided_at: LATE,
  },
  grants: {
    id: ID,
    origin: 'request',
    item_id: ID,
    product_ref: REF,
    port: 'v1',
    environment: 'production',
    cluster: 'main',
    topic: 'x'.repeat(249),
    consumer_ref: REF,
    principal: BINDING.principal,
    mode: 'read',
    purpose: 'p'.repeat(2_000),
    approved_by: JSON.stringify([USER, USER, USER]),
    requested_by: USER,
    duration: 'P90D',
    state: 'active',
    version: 1,
    starts_at: 1,
    ends_at: LATE,
    live_key: HASH,
    incident: `https://incidents.example/${'i'.repeat(1_900)}`,
    review_verdict: 'unjustified',
    review_comment: 'c'.repeat(2_000),
    reviewed_by: USER,
    reviewed_at: LATE,
    review_reminded_at: LATE,
    created_at: 1,
  },
  campaigns: {
    id: ID,
    domain_ref: REF,
    title: 't'.repeat(200),
    reason: 'r'.repeat(2_000),
    started_by: USER,
    started_at: LATE,
    due_at: LATE,
    undecided: 'revoke',
    state: 'open',
    open_domain: REF,
    closed_at: LATE,
    closed_by: USER,
    close_reason: 'r'.repeat(2_000),
    reminded_at: LATE,
    version: 1,
  },
  campaign_items: {
    campaign_id: ID,
    grant_id: ID,
    state: 'confirmed',
    decided_by: USER,
    decided_at: LATE,
    comment: 'c'.repeat(2_000),
    version: 2,
  },
  schema_changes: {
    id: ID,
    product_ref: REF,
    port: 'v1',
    environment: 'production',
    cluster: 'main',
    topic: 'x'.repeat(249),
    subject: 's'.repeat(600),
    new_port: 'v2',
    new_topic: 'x'.repeat(249),
    format: 'PROTOBUF',
    schema: 's'.repeat(500_000),
    references: '[]',
    base_version: 2_147_483_647,
    base_schema: 's'.repeat(500_000),
    level: 'BACKWARD_TRANSITIVE',
    compatible: 0,
    breaks: '[]',
    messages: '[]',
    message: 'm'.repeat(2_000),
    silence: 'objection',
    respond_by: LATE,
    state: 'registered',
    open_key: HASH,
    proposed_by: USER,
    proposed_at: LATE,
    idempotency_key: 'k'.repeat(200),
    accepted_at: LATE,
    overridden_by: USER,
    override_reason: 'r'.repeat(2_000),
    withdrawn_by: USER,
    withdraw_reason: 'r'.repeat(2_000),
    closed_at: LATE,
    registered_version: 2_147_483_647,
    registered_id: 2_147_483_647,
    attempts: 8,
    next_attempt_at: LATE,
    failure: 'f'.repeat(4_000),
    reminded_at: LATE,
    escalated_at: LATE,
    version: 1,
  },
  schema_change_readers: {
    change_id: ID,
    kind: 'consumer',
    key: REF,
    groups: '[]',
    asked_at: LATE,
    left_at: LATE,
    answer: 'acknowledge',
    answer_date: LATE,
    comment: 'c'.repeat(2_000),
    answered_by: USER,
    answered_at: LATE,
  },
  schema_bypasses: {
    cluster: 'main',
    subject: 's'.repeat(600),
    version: 2_147_483_647,
    product_ref: REF,
    port: 'v1',
    topic: 'x'.repeat(249),
    format: 'PROTOBUF',
    base_version: 1,
    base_schema: 's'.repeat(500_000),
    level: 'BACKWARD_TRANSITIVE',
    breaks: '[]',
    found_at: LATE,
    resolved_at: LATE,
    resolution: 'compatible',
  },
  schema_registrations: {
    change_id: ID,
    step: 'restore',
    previous_level: 'FULL_TRANSITIVE',
    outcome: '{}',
    fence: 1,
    holder: ID,
    held_until: LATE,
    begun_at: LATE,
  },
  managed_bindings: {
    id: HASH,
    ...BINDING,
    state: 'intended',
    existed_before: null,
    changed_at: LATE,
  },
  grant_bindings: { grant_id: ID, binding_id: HASH },
  provisioning_leases: {
    cluster: 'main',
    fence: LATE,
    holder: ID,
    held_until: LATE,
  },
  responsibilities: { entity_ref: REF, role: 'owner', owner_ref: REF },
  principal_holds: {
    cluster: 'main',
    principal: BINDING.principal,
    consumer_ref: REF,
    since: LATE,
  },
  principal_confirmations: {
    cluster: 'main',
    principal: BINDING.principal,
    consumer_ref: REF,
    confirmed_by: USER,
    confirmed_at: LATE,
  },
  created_principals: {
    cluster: 'main',
    username: 'u'.repeat(250),
    consumer_ref: REF,
    mechanism: 'SCRAM-SHA-512',
    state: 'reserved',
    created_at: LATE,
    revealed_to: 'vault '.repeat(100),
  },
  policy_evaluations: {
    product_ref: REF,
    input_hash: HASH,
    evaluated_at: LATE,
  },
  findings: {
    id: ID,
    policy_id: 'p'.repeat(63),
    product_ref: REF,
    subject: 's'.repeat(600),
    severity: 'error',
    stage: 'enforce',
    value: 'v'.repeat(2_000),
    message: 'm'.repeat(4_000),
    remedy: 'r'.repeat(2_000),
    first_seen_at: 1,
    fixed_at: LATE,
    open_key: HASH,
  },
  policy_exemptions: {
    id: ID,
    policy_id: 'p'.repeat(63),
    product_ref: REF,
    state: 'approved',
    reason: 'r'.repeat(2_000),
    requested_by: USER,
    requested_at: LATE,
    ends_at: LATE,
    decided_by: USER,
    decided_at: LATE,
    comment: 'c'.repeat(2_000),
    revoked_by: USER,
    revoked_at: LATE,
    end_told_at: LATE,
    open_key: HASH,
  },
  slo_states: {
    ...OBJECTIVE,
    target: 'PT5M',
    state: 'breached',
    value: 99.95,
    reason: 'r'.repeat(2_000),
    since: 1,
    judged_at: LATE,
    told_at: LATE,
  },
  slo_days: {
    ...OBJECTIVE,
    day: LATE,
    kept_ms: LATE,
    breached_ms: 0,
    unknown_ms: 0,
  },
  quality_results: {
    id: ID,
    product_ref: REF,
    port: 'p'.repeat(63),
    check_name: 'c'.repeat(200),
    state: 'failed',
    value: 'v'.repeat(500),
    expected: 'e'.repeat(500),
    message: 'm'.repeat(2_000),
    url: 'u'.repeat(2_000),
    observed_at: LATE,
    received_at: LATE,
    reported_by: REF,
  },
  policy_versions: {
    policy_id: 'p'.repeat(63),
    version: 2_147_483_647,
    document: `{"why":"${'w'.repeat(2_000)}"}`,
    state: 'published',
    published_by: USER,
    published_at: LATE,
    reason: 'r'.repeat(2_000),
  },
  policy_announcements: {
    policy_id: 'p'.repeat(63),
    enforce_from: LATE,
    product_ref: REF,
    announcement_id: ID,
    announced_by: USER,
    announced_at: LATE,
  },
  published_products: {
    product_ref: REF,
    version: 2_147_483_647,
    state: 'unpublished',
    document: `{"d":"${'\u2713'.repeat(50_000)}"}`,
    owner_ref: USER,
    held_since: LATE,
    changed_by: USER,
    changed_at: LATE,
    reason: 'r'.repeat(2_000),
  },
  claim_requests: {
    id: ID,
    product_ref: REF,
    domain_ref: REF,
    document: `{"d":"${'\u2713'.repeat(50_000)}"}`,
    owner_ref: USER,
    message: 'm'.repeat(2_000),
    state: 'withdrawn',
    open_key: JSON.stringify([REF, USER]),
    requested_by: USER,
    requested_at: LATE,
    decided_by: USER,
    decided_at: LATE,
    comment: 'c'.repeat(2_000),
  },
  claim_runs: {
    run: 'r'.repeat(200),
    claimed_by: USER,
    product_ref: REF,
    version: 2_147_483_647,
    claimed_at: LATE,
  },
  deprecation_notices: {
    product_ref: REF,
    port: 'p'.repeat(63),
    consumer_ref: REF,
    sunset: '2027-03-01',
    notice: 'announced',
    told_at: LATE,
  },
  published_domains: {
    domain_ref: REF,
    version: 2_147_483_647,
    state: 'unpublished',
    document: `{"d":"${'\u2713'.repeat(50_000)}"}`,
    owner_ref: USER,
    run: 'r'.repeat(200),
    changed_by: USER,
    changed_at: LATE,
    reason: 'r'.repeat(2_000),
  },
  product_transfers: {
    id: ID,
    product_ref: REF,
    from_ref: USER,
    to_ref: USER,
    state: 'proposed',
    open_key: REF,
    reason: 'r'.repeat(2_000),
    proposed_by: USER,
    proposed_at: LATE,
    decided_by: USER,
    decided_at: LATE,
  },
  domain_transfers: {
    id: ID,
    domain_ref: REF,
    from_ref: USER,
    to_ref: USER,
    state: 'proposed',
    open_key: REF,
    reason: 'r'.repeat(2_000),
    proposed_by: USER,
    proposed_at: LATE,
    decided_by: USER,
    decided_at: LATE,
  },
  creation_runs: {
    run: 'r'.repeat(200),
    created_by: USER,
    begun_at: LATE,
  },
  creations: {
    id: ID,
    run: 'r'.repeat(200),
    kind: 'schema',
    cluster: 'c'.repeat(63),
    name: 'x'.repeat(300),
    state: 'intended',
    wanted: `{"schema":"${'\u2713'.repeat(1_000_000)}"}`,
    before: '{"versions":[1]}',
    made: '{"version":2}',
    created_by: USER,
    intended_at: LATE,
    created_at: LATE,
    undone_at: LATE,
  },
  ignored_bindings: {
    id: HASH,
    ...BINDING,
    reason: 'r'.repeat(2_000),
    ignored_by: USER,
    ignored_at: LATE,
  },
  history: {
    seq: LATE,
    at: LATE,
    actor: 'ticket '.repeat(50),
    action: 'request.submitted',
    product_ref: REF,
    consumer_ref: REF,
    cluster: 'main',
    topic: 'x'.repeat(249),
    principal: BINDING.principal,
    request_id: ID,
    item_id: ID,
    grant_id: ID,
    details: '{}',
    previous_hash: HASH,
    hash: HASH,
  },
  history_head: { id: 1, seq: LATE, hash: HASH },
  history_followers: { name: 'auditor', seq: LATE, attempts: 3, error: 'e' },
};

describe.each(DATABASES)('our tables on %s', id => {
  const databases = new Databases();

  async function tables(db: Knex): Promise<string[]> {
    const rows =
      id === 'SQLITE_3'
        ? await db('sqlite_master').where({ type: 'table' }).select('name')
        : await db('pg_tables')
            .where({ schemaname: 'public' })
            .select({ name: 'tablename' });
    return rows
      .map(row => row.name)
      .filter(name => !/^(knex_|sqlite_)/.test(name))
      .sort();
  }

  it('come up, hold what they are made for, go down with it, and come up again', async () => {
    const db = await databases.empty(id);
    await db.migrate.latest({ directory: MIGRATIONS });
    expect(await tables(db)).toEqual(Object.keys(ROWS).sort());
    for (const [table, row] of Object.entries(ROWS)) {
      // Whatever a migration has put there.
      await db(table).delete();
      await db(table).insert(row);
      const [kept] = await db(table).select();
      for (const [column, value] of Object.entries(row)) {
        expect(`${kept[column]}`).toBe(`${value}`);
      }
    }
    await db.migrate.rollback({ directory: MIGRATIONS }, true);
    expect(await tables(db)).toEqual([]);
    await db.migrate.latest({ directory: MIGRATIONS });
    expect(await tables(db)).toEqual(Object.keys(ROWS).sort());
    expect(await db('topics').select()).toEqual([]);
  });
});

describe('our tables', () => {
  const databases = new Databases();

  /** Which columns may be empty, by table. */
  async function columnsOf(
    db: Knex,
    isSqlite: boolean,
  ): Promise<Record<string, string[]>> {
    const found: Record<string, string[]> = {};
    for (const table of Object.keys(ROWS)) {
      const columns = Object.entries(await db(table).columnInfo());
      const keys = isSqlite
        ? ((await db.raw('pragma table_info(??)', [table])) as any[])
            .filter(({ pk }) => pk > 0)
            .map(({ name }) => name)
        : [];
      found[table] = columns
        // SQLite lets a primary key be empty, which nobody makes use of.
        .map(([name, { nullable }]) =>
          nullable && !keys.includes(name) ? `${name}, perhaps` : name,
        )
        .sort();
    }
    return found;
  }

  it('are the same on both databases', async () => {
    const [sqlite, postgres] = await Promise.all(
      DATABASES.map(async id =>
        columnsOf(await databases.migrated(id), id === 'SQLITE_3'),
      ),
    );
    expect(sqlite).toEqual(postgres);
  });
});
