/*
 * Domains that are published in the portal. Times are milliseconds since the
 * epoch.
 */

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('published_domains', table => {
    table.comment('What was published; only added to, the highest one counts');
    table.string('domain_ref').notNullable();
    table.integer('version').notNullable().comment('From 1');
    table.string('state').notNullable().comment('published or unpublished');
    table.text('document').notNullable().comment('JSON of the descriptor');
    table.string('owner_ref').notNullable();
    table
      .string('run', 200)
      .comment('That published it, to be told so if it asks again');
    table.string('changed_by').notNullable();
    table.bigInteger('changed_at').notNullable();
    table.text('reason').comment('In the words of whoever changed it');
    table.primary(['domain_ref', 'version']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('published_domains');
};
