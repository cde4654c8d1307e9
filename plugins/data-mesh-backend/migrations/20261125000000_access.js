/*
 * Access: requests, decisions, grants and what of them is at Kafka; who holds
 * which principal; and the history of all of it. Times are milliseconds since
 * the epoch; JSON is kept as text.
 */

/**
 * The fields of an ACL binding. None is null: Kafka takes an empty field to
 * mean "any".
 *
 * @param {import('knex').Knex.CreateTableBuilder} table
 */
function bindingColumns(table) {
  table.string('cluster').notNullable();
  table.string('resource_type').notNullable();
  table.text('resource_name').notNullable();
  table.string('pattern_type').notNullable();
  table.text('principal').notNullable();
  table.text('host').notNullable();
  table.string('operation').notNullable();
  table.string('permission').notNullable();
}

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.alterTable('clusters', table => {
    table
      .bigInteger('open_found_at')
      .comment('When a probe found that Kafka lets everyone in without ACLs');
  });

  await knex.schema.createTable('access_requests', table => {
    table.comment('What somebody asked for; its items are decided one by one');
    table.string('id', 36).primary();
    table.string('requested_by').notNullable();
    table.string('idempotency_key', 200);
    table.string('consumer_ref').notNullable();
    table.string('mode').notNullable().comment('read or write');
    table.text('purpose').notNullable();
    table.string('duration').notNullable().comment('ISO 8601 period');
    table.text('options').notNullable().comment('Groups and the like, JSON');
    table.bigInteger('created_at').notNullable();
    table.unique(['requested_by', 'idempotency_key']);
  });

  await knex.schema.createTable('access_request_items', table => {
    table.comment('One port in one environment, decided by its own owner');
    table.string('id', 36).primary();
    table.string('request_id', 36).notNullable();
    table.integer('position').notNullable();
    table.string('product_ref').notNullable();
    table.string('port').notNullable();
    table.string('environment').notNullable();
    table.string('cluster').notNullable();
    table.string('topic', 249).notNullable();
    table.text('principal').notNullable();
    table.string('state').notNullable();
    table
      .integer('version')
      .notNullable()
      .comment('Compare-and-set: each change adds one');
    table.integer('step').notNullable().comment('Index into steps');
    table.text('steps').notNullable().comment('Approval steps, JSON');
    table.text('rule').notNullable().comment('The access rule that applied');
    table.text('bindings').notNullable().comment('As planned, JSON');
    table
      .string('live_key', 64)
      .unique()
      .comment('Hash of consumer, topic and mode while pending; else null');
    table.bigInteger('step_since').notNullable();
    table.bigInteger('reminded_at');
    table.bigInteger('escalated_at');
    table.bigInteger('decided_at');
    table.string('grant_id', 36);
    table.bigInteger('created_at').notNullable();
    table.index(['request_id']);
    table.index(['state']);
    table.index(['product_ref']);
  });

  await knex.schema.createTable('access_decisions', table => {
    table.comment('Who decided which step of an item; append-only');
    table.string('item_id', 36).notNullable();
    table.integer('step').notNullable();
    table.string('decision').notNullable();
    table.text('decided_by').notNullable();
    table.text('comment');
    table.text('conditions');
    table.bigInteger('decided_at').notNullable();
    table.primary(['item_id', 'step']);
  });

  await knex.schema.createTable('grants', table => {
    table.comment('Access that was decided on, and how far it is at Kafka');
    table.string('id', 36).primary();
    table.string('origin').notNullable().comment('request or adoption');
    table.string('item_id', 36).unique();
    table.string('product_ref').comment('Null for a topic without a product');
    table.string('port');
    table.string('environment').notNullable();
    table.string('cluster').notNullable();
    table.string('topic', 249).notNullable();
    table.string('consumer_ref').notNullable();
    table.text('principal').notNullable();
    table.string('mode').notNullable();
    table.text('purpose').notNullable();
    table.text('conditions');
    table.text('approved_by').notNullable().comment('Refs, JSON');
    table.string('requested_by').notNullable();
    table.string('duration').notNullable().comment('ISO 8601 period');
    table.string('state').notNullable();
    table.text('reason').comment('Why it failed, or why it ends');
    table.string('end_state').comment('expired or revoked, while ending');
    table.integer('version').notNullable();
    table.bigInteger('starts_at').notNullable();
    table.bigInteger('ends_at').notNullable();
    table.integer('confirmed').notNullable().defaultTo(0);
    table.integer('brokers').notNullable().defaultTo(0);
    table
      .bigInteger('trying_since')
      .comment('First try of what is to be done at Kafka now');
    table.text('last_error').comment('Of the last try, JSON');
    table.bigInteger('activated_at');
    table.bigInteger('ended_at');
    table.bigInteger('reminded_at');
    table.bigInteger('unseen_told_at');
    table
      .string('live_key', 64)
      .unique()
      .comment('Hash of consumer, topic and mode until it has ended');
    table.bigInteger('created_at').notNullable();
    table.index(['state']);
    table.index(['product_ref']);
    table.index(['consumer_ref']);
    table.index(['cluster', 'topic']);
  });

  await knex.schema.createTable('managed_bindings', table => {
    table.comment('ACL bindings that grants want or wanted, each once');
    table.string('id', 64).primary().comment('Hash of the exact tuple');
    bindingColumns(table);
    table
      .string('state')
      .notNullable()
      .comment('intended, present, missing, removing or removed');
    table
      .boolean('existed_before')
      .comment(
        'Null until looked at, before creating; true: not ours to delete',
      );
    table.text('error').comment('Of the last try, JSON');
    table.boolean('repair').notNullable().defaultTo(false);
    table.bigInteger('changed_at').notNullable();
    table.index(['cluster', 'state']);
  });

  await knex.schema.createTable('grant_bindings', table => {
    table.comment('Which grant wants which binding; one may serve several');
    table.string('grant_id', 36).notNullable();
    table.string('binding_id', 64).notNullable();
    table.primary(['grant_id', 'binding_id']);
    table.index(['binding_id']);
  });

  await knex.schema.createTable('provisioning_leases', table => {
    table.comment('Who may change a cluster now');
    table.string('cluster').primary();
    table.bigInteger('fence').notNullable().comment('Each holder has its own');
    table.string('holder', 36);
    table.bigInteger('held_until').notNullable();
  });

  await knex.schema.createTable('responsibilities', table => {
    table.comment('Who stands behind products and consumers, for SQL');
    table.string('entity_ref').notNullable();
    table.string('role').notNullable();
    table.string('owner_ref').notNullable();
    table.primary(['entity_ref', 'role', 'owner_ref']);
  });

  await knex.schema.createTable('principal_holds', table => {
    table.comment('The register: which consumer holds a principal');
    table.string('cluster').notNullable();
    table.string('principal').notNullable();
    table.string('consumer_ref').notNullable();
    table.bigInteger('since').notNullable();
    table.primary(['cluster', 'principal']);
  });

  await knex.schema.createTable('principal_confirmations', table => {
    table.comment('Annotations from elsewhere that an operator has confirmed');
    table.string('cluster').notNullable();
    table.string('principal').notNullable();
    table.string('consumer_ref').notNullable();
    table.string('confirmed_by').notNullable();
    table.bigInteger('confirmed_at').notNullable();
    table.primary(['cluster', 'principal', 'consumer_ref']);
  });

  await knex.schema.createTable('created_principals', table => {
    table.comment('SCRAM users that we have created, never their passwords');
    table.string('cluster').notNullable();
    table.string('username').notNullable();
    table.string('consumer_ref').notNullable();
    table.string('mechanism').notNullable();
    table
      .string('state')
      .notNullable()
      .comment('reserved, creating, present, removing or removed');
    table.bigInteger('created_at').notNullable();
    table.bigInteger('revealed_at');
    table.text('revealed_to').comment('A user ref, or where a sink put it');
    table.primary(['cluster', 'username']);
    table.index(['cluster', 'consumer_ref']);
  });

  await knex.schema.createTable('ignored_bindings', table => {
    table.comment('ACLs that are not managed here, and may stay so');
    table.string('id', 64).primary().comment('Hash of the exact tuple');
    bindingColumns(table);
    table.text('reason').notNullable();
    table.string('ignored_by').notNullable();
    table.bigInteger('ignored_at').notNullable();
  });

  await knex.schema.createTable('history', table => {
    table.comment('Every decision and every change at Kafka; append-only');
    table.bigInteger('seq').primary();
    table.bigInteger('at').notNullable();
    table.text('actor').notNullable().comment('User ref, or the suite');
    table.string('action').notNullable();
    table.string('product_ref');
    table.string('consumer_ref');
    table.string('cluster');
    table.string('topic', 249);
    table.text('principal');
    table.string('request_id', 36);
    table.string('item_id', 36);
    table.string('grant_id', 36);
    table.text('details').notNullable().comment('JSON');
    table.string('previous_hash', 64).notNullable();
    table.string('hash', 64).notNullable().unique();
    table.index(['action']);
    table.index(['product_ref']);
    table.index(['consumer_ref']);
    table.index(['cluster', 'topic']);
    table.index(['grant_id']);
    table.index(['request_id']);
  });

  await knex.schema.createTable('history_head', table => {
    table.comment('One row; updating it is what serialises the history');
    table.integer('id').primary();
    table.bigInteger('seq').notNullable();
    table.string('hash', 64).notNullable();
  });

  await knex.schema.createTable('history_followers', table => {
    table.comment('How far notifications, auditor and others have read');
    table.string('name').primary();
    table.bigInteger('seq').notNullable();
    table.integer('attempts').notNullable().defaultTo(0);
    table.text('error').comment('Why the next entry could not be passed on');
  });

  await knex.schema.alterTable('acl_bindings', table => {
    table.index(['cluster', 'resource_type', 'pattern_type']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.alterTable('clusters', table => {
    table.dropColumn('open_found_at');
  });
  await knex.schema.alterTable('acl_bindings', table => {
    table.dropIndex(['cluster', 'resource_type', 'pattern_type']);
  });
  for (const table of [
    'history_followers',
    'history_head',
    'history',
    'ignored_bindings',
    'created_principals',
    'principal_confirmations',
    'principal_holds',
    'responsibilities',
    'provisioning_leases',
    'grant_bindings',
    'managed_bindings',
    'grants',
    'access_decisions',
    'access_request_items',
    'access_requests',
  ]) {
    await knex.schema.dropTable(table);
  }
};
