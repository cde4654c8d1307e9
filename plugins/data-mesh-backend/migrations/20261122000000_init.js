/*
 * The first tables. Times are milliseconds since the epoch; JSON is kept as
 * text, because both databases then give back what was put in.
 */

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('clusters', table => {
    table.comment('Each configured cluster, and how its last passes went');
    table.string('name').primary();
    table
      .string('cluster_id')
      .comment('ID that Kafka itself gives the cluster');
    table
      .text('settings')
      .comment('Environment and domain prefixes as last configured, JSON');
    table
      .bigInteger('pass')
      .notNullable()
      .defaultTo(0)
      .comment('Fencing: a pass writes only if no later one has begun');
    table.bigInteger('light_at').comment('Last light tick that succeeded');
    table.bigInteger('full_at').comment('Last full pass that succeeded');
    table
      .bigInteger('subjects_at')
      .comment('Last full pass that read the schema registry');
    table.text('facts').comment('Brokers and controller, JSON');
    table.text('gaps').comment('What could not be asked, JSON');
    table.text('error').comment('Why the last pass failed, JSON');
    table.bigInteger('error_since');
    table
      .text('held_removals')
      .comment('Topics gone that the removal guard keeps, JSON');
    table
      .string('confirmed_removals', 64)
      .comment('Hash of the held removals that an operator has confirmed');
  });

  await knex.schema.createTable('topics', table => {
    table.comment('What each topic is: changes rarely, feeds the mesh');
    table.string('cluster').notNullable();
    table.string('name', 249).notNullable();
    table.string('topic_id').notNullable();
    table.integer('partitions').notNullable();
    table.integer('replication_factor').notNullable();
    table.text('configs').comment('Values of the keys we read, JSON');
    table.bigInteger('first_seen_at').notNullable();
    table.primary(['cluster', 'name']);
  });

  await knex.schema.createTable('topic_states', table => {
    table.comment('What each topic does: as of the last full pass');
    table.string('cluster').notNullable();
    table.string('name', 249).notNullable();
    table.bigInteger('measured_at').notNullable();
    table.text('partitions').notNullable().comment('One entry each, JSON');
    table.bigInteger('earliest_sum').notNullable();
    table.bigInteger('latest_sum').notNullable();
    table
      .bigInteger('last_growth_at')
      .comment('Last pass that found more records than the one before');
    table.primary(['cluster', 'name']);
  });

  await knex.schema.createTable('topic_measurements', table => {
    table.comment('Offsets over time, rolled up into buckets');
    table.string('cluster').notNullable();
    table.string('name', 249).notNullable();
    table.integer('resolution').notNullable().comment('Seconds of a bucket');
    table.bigInteger('bucket_at').notNullable();
    table.bigInteger('first_at').notNullable();
    table.bigInteger('first_sum').notNullable();
    table.bigInteger('last_at').notNullable();
    table.bigInteger('last_sum').notNullable();
    table.integer('passes').notNullable();
    table
      .integer('led_passes')
      .notNullable()
      .comment('Passes in which every partition had a leader');
    table.primary(['cluster', 'name', 'resolution', 'bucket_at']);
    table.index(['resolution', 'bucket_at']);
  });

  await knex.schema.createTable('groups', table => {
    table.comment('Consumer groups, as of the last full pass');
    table.string('cluster').notNullable();
    table.string('group_id').notNullable();
    table.string('type').notNullable();
    table.string('state').notNullable();
    table.text('members').notNullable().comment('JSON');
    table.primary(['cluster', 'group_id']);
  });

  await knex.schema.createTable('group_offsets', table => {
    table.comment('What each group has committed on each topic');
    table.string('cluster').notNullable();
    table.string('group_id').notNullable();
    table.string('topic', 249).notNullable();
    table.bigInteger('measured_at').notNullable();
    table.bigInteger('committed_sum').notNullable();
    table.bigInteger('lag').comment('Records; null where it is not known');
    table.text('partitions').notNullable().comment('JSON');
    table
      .bigInteger('progressed_at')
      .comment('Last pass that found the offsets moved');
    table.primary(['cluster', 'group_id', 'topic']);
    table.index(['cluster', 'topic']);
  });

  await knex.schema.createTable('group_measurements', table => {
    table.comment('Progress and lag of groups over time, in buckets');
    table.string('cluster').notNullable();
    table.string('group_id').notNullable();
    table.string('topic', 249).notNullable();
    table.integer('resolution').notNullable();
    table.bigInteger('bucket_at').notNullable();
    table.bigInteger('committed_sum').notNullable();
    table.bigInteger('max_lag');
    table.primary(['cluster', 'group_id', 'topic', 'resolution', 'bucket_at']);
    table.index(['resolution', 'bucket_at']);
  });

  await knex.schema.createTable('acl_bindings', table => {
    table.comment('All ACLs of a cluster, as of the last full pass');
    table.string('cluster').notNullable();
    table.string('resource_type').notNullable();
    table.text('resource_name').notNullable();
    table.string('pattern_type').notNullable();
    table.text('principal').notNullable();
    table.text('host').notNullable();
    table.string('operation').notNullable();
    table.string('permission').notNullable();
    table.index(['cluster', 'resource_type']);
  });

  await knex.schema.createTable('subjects', table => {
    table.comment('Latest version of each subject of a schema registry');
    table.string('cluster').notNullable();
    table.string('subject').notNullable();
    table.integer('version').notNullable();
    table.integer('schema_id').notNullable();
    table.string('schema_type').notNullable();
    table.string('compatibility');
    table.text('schema').notNullable();
    table.text('references').notNullable().comment('JSON');
    table.text('metadata').comment('JSON, where the server keeps any');
    table.primary(['cluster', 'subject']);
  });

  await knex.schema.createTable('catalog_entities', table => {
    table.comment(
      'What the mesh needs of the catalog, paged every few seconds',
    );
    table.string('entity_ref').primary();
    table.string('kind').notNullable();
    table.text('entity').notNullable().comment('JSON, the parts we use');
    table.string('hash', 64).notNullable();
    table.text('origin_location').notNullable();
    table.bigInteger('first_seen_at').notNullable();
  });

  await knex.schema.createTable('catalog_index_state', table => {
    table.comment('One row: how the last reading of the catalog went');
    table.integer('id').primary();
    table.bigInteger('read_at');
    table.text('error');
  });

  await knex.schema.createTable('topic_holds', table => {
    table.comment('Which declared or published product holds a topic');
    table.string('cluster').notNullable();
    table.string('topic', 249).notNullable();
    table.string('product_ref').notNullable();
    table.bigInteger('since').notNullable();
    table.primary(['cluster', 'topic']);
  });

  await knex.schema.createTable('topic_acceptances', table => {
    table.comment('Declarations that the owner of the domain has accepted');
    table.string('product_ref').notNullable();
    table.string('cluster').notNullable();
    table.string('topic', 249).notNullable();
    table.string('accepted_by').notNullable();
    table.bigInteger('accepted_at').notNullable();
    table.primary(['product_ref', 'cluster', 'topic']);
  });

  await knex.schema.createTable('mesh_objects', table => {
    table.comment('The mesh as last computed; it is its own change feed');
    table.string('type').notNullable().comment('topic, product or domain');
    table.text('key').notNullable();
    table.bigInteger('seq').notNullable().comment('Of the last change');
    table.string('hash', 64);
    table.text('value').comment('JSON; null once it is gone');
    table.bigInteger('changed_at').notNullable();
    table.primary(['type', 'key']);
    table.index(['seq']);
  });

  await knex.schema.createTable('mesh_head', table => {
    table.comment('One row; updating it is what serialises the feed');
    table.integer('id').primary();
    table.string('epoch', 36).notNullable().comment('Unknown to whom: reset');
    table.bigInteger('seq').notNullable();
    table
      .bigInteger('pruned_seq')
      .notNullable()
      .comment('Removals up to here are forgotten');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  for (const table of [
    'mesh_head',
    'mesh_objects',
    'topic_acceptances',
    'topic_holds',
    'catalog_index_state',
    'catalog_entities',
    'subjects',
    'acl_bindings',
    'group_measurements',
    'group_offsets',
    'groups',
    'topic_measurements',
    'topic_states',
    'topics',
    'clusters',
  ]) {
    await knex.schema.dropTable(table);
  }
};
