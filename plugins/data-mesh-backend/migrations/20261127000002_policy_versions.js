/*
 * Policies that are published in the portal. Times are milliseconds since the
 * epoch.
 */

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('policy_versions', table => {
    table.comment('What was published; only added to, the highest one counts');
    table.string('policy_id', 63).notNullable();
    table.integer('version').notNullable().comment('From 1');
    table.text('document').notNullable().comment('JSON, as it was written');
    table
      .string('state')
      .notNullable()
      .comment('published, or retired: without force');
    table.string('published_by').notNullable();
    table.bigInteger('published_at').notNullable();
    table.text('reason').notNullable();
    table.primary(['policy_id', 'version']);
  });

  await knex.schema.createTable('policy_announcements', table => {
    table.comment('Which owners were told of a date, each product once');
    table.string('policy_id', 63).notNullable();
    table.bigInteger('enforce_from').notNullable();
    table.string('product_ref').notNullable();
    table.string('announcement_id', 36).notNullable();
    table.string('announced_by').notNullable();
    table.bigInteger('announced_at').notNullable();
    table.primary(['policy_id', 'enforce_from', 'product_ref']);
    table.index(['announcement_id']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('policy_announcements');
  await knex.schema.dropTable('policy_versions');
};
