import type { Knex } from 'knex';
import { Databases, DATABASES, MIGRATIONS } from './__testUtils__/databases';

jest.setTimeout(60_000);

/** A row for each table, as the suite writes it. */
const ROWS: Record<string, Record<string, unknown>> = {
  clusters: { name: 'main', pass: 9_007_199_254_740_991, facts: '{}' },
  topics: {
    cluster: 'main',
    name: 'x'.repeat(249),
    topic_id: 'id',
    partitions: 1,
    replication_factor: 1,
    configs: '{"a":{"value":"\u2713 \'"}}',
    first_seen_at: 1_790_000_000_000,
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
