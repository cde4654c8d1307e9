/*
 * Promises of ports: whether each is kept, for how much of each day it was, and
 * what outside tools report of the quality of the data.
 */

/** @param {import('knex').Knex.CreateTableBuilder} table */
function objectiveColumns(table) {
  table.string('product_ref').notNullable();
  table.string('port').notNullable();
  table.string('cluster').notNullable();
  table.string('topic').notNullable();
  table
    .string('objective')
    .notNullable()
    .comment('Such as freshness, or lag: and a consumer group');
}

const KEY = ['product_ref', 'port', 'cluster', 'topic', 'objective'];

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('slo_states', table => {
    table.comment('Whether each promise is kept, as judged last');
    objectiveColumns(table);
    table.string('target').notNullable().comment('What is promised, as text');
    table.string('state').notNullable().comment('kept, breached or unknown');
    table.double('value').comment('What was measured, in the unit it has');
    table.text('reason').comment('Why it is unknown');
    table.bigInteger('since').notNullable().comment('When state began');
    table.bigInteger('judged_at').notNullable();
    table
      .bigInteger('told_at')
      .comment('When a breach was told that has not recovered yet');
    table.primary(KEY);
  });

  await knex.schema.createTable('slo_days', table => {
    table.comment('For how long each promise was kept, by day');
    objectiveColumns(table);
    table.bigInteger('day').notNullable().comment('Its start, in UTC');
    table.bigInteger('kept_ms').notNullable();
    table.bigInteger('breached_ms').notNullable();
    table.bigInteger('unknown_ms').notNullable();
    table.primary([...KEY, 'day']);
    table.index(['day']);
  });

  await knex.schema.createTable('quality_results', table => {
    table.comment('What outside tools have found of the quality of data');
    table.string('id', 36).primary();
    table.string('product_ref').notNullable();
    table.string('port').notNullable().comment("'' for the whole product");
    table.string('check_name').notNullable();
    table.string('state').notNullable().comment('passed, warned or failed');
    table.text('value');
    table.text('expected');
    table.text('message');
    table.text('url');
    table.bigInteger('observed_at').notNullable();
    table.bigInteger('received_at').notNullable();
    table.string('reported_by').notNullable();
    table.index(['product_ref', 'port', 'check_name', 'observed_at']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('quality_results');
  await knex.schema.dropTable('slo_days');
  await knex.schema.dropTable('slo_states');
};
