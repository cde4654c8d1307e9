/*
 * Changes of schemas: those that break readers wait until they have agreed.
 * Times are milliseconds since the epoch.
 */

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('schema_changes', table => {
    table.comment('A new schema version that somebody proposed for a port');
    table.string('id', 36).primary();
    table.string('product_ref').notNullable();
    table.string('port').notNullable();
    table.string('environment').notNullable();
    table.string('cluster').notNullable();
    table.string('topic').notNullable();
    table.text('subject').notNullable();
    table
      .string('new_port')
      .comment('Where it becomes a port of its own; null: a new version');
    table.string('new_topic').comment('The topic of that port');
    table.string('format').notNullable();
    table.text('schema').notNullable();
    table
      .text('references')
      .notNullable()
      .comment('JSON: what the schema refers to, as the version before did');
    table
      .integer('base_version')
      .comment('Latest version when it was proposed; null if there was none');
    table.text('base_schema').comment('Schema of that version');
    table.string('level').comment('Compatibility that applied to the subject');
    table
      .integer('compatible')
      .notNullable()
      .comment('1 where the registry found it so when it was proposed, else 0');
    table.text('breaks').notNullable().comment('JSON: field by field');
    table.text('messages').notNullable().comment('JSON: of the registry');
    table.text('message').notNullable().comment('What the proposer says to it');
    table
      .string('silence')
      .notNullable()
      .comment('What no answer by the date is: objection or consent');
    table.bigInteger('respond_by').comment('Null where nobody is asked');
    table
      .string('state')
      .notNullable()
      .comment('open, accepted, registered, failed or withdrawn');
    table
      .string('open_key', 64)
      .unique()
      .comment(
        'Of the subject until registered or withdrawn, so that it has one change at a time; else null',
      );
    table.string('proposed_by').notNullable();
    table.bigInteger('proposed_at').notNullable();
    table.string('idempotency_key', 200);
    table.bigInteger('accepted_at');
    table.string('overridden_by').comment('Who accepted it for the readers');
    table.text('override_reason');
    table.string('withdrawn_by');
    table.text('withdraw_reason');
    table.bigInteger('closed_at');
    table.integer('registered_version');
    table.integer('registered_id');
    table.integer('attempts').notNullable();
    table.bigInteger('next_attempt_at');
    table.text('failure').comment('Why the last attempt did not register it');
    table.bigInteger('reminded_at');
    table.bigInteger('escalated_at');
    table
      .integer('version')
      .notNullable()
      .comment('Compare-and-set: each change adds one');
    table.unique(['proposed_by', 'idempotency_key']);
    table.index(['state']);
    table.index(['product_ref']);
  });

  await knex.schema.createTable('schema_change_readers', table => {
    table.comment('Who reads what a change breaks, and what they say to it');
    table.string('change_id', 36).notNullable();
    table.string('kind').notNullable().comment('consumer or group');
    table
      .string('key', 300)
      .notNullable()
      .comment('Ref of the consumer, or the name of a group of nobody known');
    table.text('groups').notNullable().comment('JSON: live groups of theirs');
    table.bigInteger('asked_at').notNullable();
    table.bigInteger('left_at').comment('When they no longer read it');
    table.string('answer').comment('acknowledge, object or date');
    table.bigInteger('answer_date').comment('From which on they agree');
    table.text('comment');
    table.string('answered_by');
    table.bigInteger('answered_at');
    table.primary(['change_id', 'kind', 'key']);
    table.index(['kind', 'key']);
  });

  await knex.schema.createTable('schema_registrations', table => {
    table.comment(
      'What is under way at a schema registry, written before each step',
    );
    table.string('change_id', 36).primary();
    table
      .string('step')
      .notNullable()
      .comment('begin, override (the level may be ours) or restore');
    table
      .string('previous_level')
      .comment("The subject's own level; null: it inherits the global one");
    table
      .text('outcome')
      .comment('JSON: what registering came to, while the level is restored');
    table.integer('fence').notNullable().comment('Each taking adds one');
    table.string('holder', 36);
    table.bigInteger('held_until').notNullable();
    table.bigInteger('begun_at').notNullable();
  });

  await knex.schema.createTable('schema_bypasses', table => {
    table.comment(
      'Versions that break readers and were registered past the portal',
    );
    table.string('cluster').notNullable();
    table.string('subject', 600).notNullable();
    table.integer('version').notNullable();
    table.string('product_ref').notNullable();
    table.string('port').notNullable();
    table.string('topic').notNullable();
    table.string('format').notNullable();
    table.integer('base_version').notNullable().comment('The version before');
    table.text('base_schema').notNullable();
    table.string('level').notNullable().comment('What was promised to readers');
    table.text('breaks').notNullable().comment('JSON: field by field');
    table.bigInteger('found_at').notNullable();
    table.bigInteger('resolved_at');
    table
      .string('resolution')
      .comment(
        'agreed (readers did afterwards) or compatible (a later one is)',
      );
    table.primary(['cluster', 'subject', 'version']);
    table.index(['product_ref']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('schema_bypasses');
  await knex.schema.dropTable('schema_registrations');
  await knex.schema.dropTable('schema_change_readers');
  await knex.schema.dropTable('schema_changes');
};
