/*
 * Domains that are published in the portal, and who was told that what they
 * read ends. Times are milliseconds since the
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

  await knex.schema.createTable('deprecation_notices', table => {
    table.comment('What owners of consumers were told of ends, each once');
    table.string('product_ref').notNullable();
    table.string('port', 63).notNullable().comment('Empty for all of it');
    table.string('consumer_ref').notNullable();
    table
      .string('sunset', 10)
      .notNullable()
      .comment('The day that they were told of; empty where none is named');
    table
      .string('notice', 20)
      .notNullable()
      .comment('announced, two-weeks or one-day');
    table.bigInteger('told_at').notNullable();
    table.primary(['product_ref', 'port', 'consumer_ref', 'sunset', 'notice']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('deprecation_notices');
  await knex.schema.dropTable('published_domains');
};
