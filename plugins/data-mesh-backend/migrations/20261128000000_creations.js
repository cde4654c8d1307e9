/*
 * What was made at Kafka, in schema registries and in the product store for
 * somebody, so that it can be finished and undone. Times are milliseconds since
 * the epoch.
 */

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('creation_runs', table => {
    table.comment('What belongs together and is undone together');
    table.string('run', 200).primary();
    table.string('created_by').notNullable();
    table.bigInteger('begun_at').notNullable();
    table.index(['created_by', 'begun_at']);
  });

  await knex.schema.createTable('creations', table => {
    table.comment('One row a thing that was made, written before it is made');
    table.string('id', 36).primary();
    table.string('run', 200).notNullable();
    table.string('kind', 20).notNullable();
    table.string('cluster', 63).notNullable().comment('Empty where on none');
    table
      .string('name', 400)
      .notNullable()
      .comment('Of the topic or subject, or ref of the product or domain');
    table
      .string('state', 20)
      .notNullable()
      .comment('intended, created, undoing or undone');
    table.text('wanted').notNullable().comment('JSON of what was asked for');
    table
      .text('before')
      .notNullable()
      .comment('JSON of what was there instead, which undoing goes back to');
    table.text('made').comment('JSON of what came of it, once it is there');
    table.string('created_by').notNullable();
    table.bigInteger('intended_at').notNullable();
    table.bigInteger('created_at');
    table.bigInteger('undone_at');
    table.unique(['run', 'kind', 'cluster', 'name']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('creations');
  await knex.schema.dropTable('creation_runs');
};
