/*
 * Archives: what a run of a template made as files, for whoever ran it.
 */

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('archives', table => {
    table.comment('Files that a run of a template made, kept for a day');
    table.string('id', 36).primary();
    table.string('run', 200).notNullable().comment('Of a template');
    table.string('name', 100).notNullable().comment('Of the file');
    table.string('created_by').notNullable();
    table.bigInteger('created_at').notNullable();
    table.bigInteger('expires_at').notNullable();
    table.integer('size').notNullable().comment('In bytes');
    table.string('sha256', 64).notNullable();
    table.binary('content').notNullable().comment('A ZIP file');
    table.unique(['created_by', 'run', 'name']);
    table.index(['expires_at']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('archives');
};
