/*
 * How products were promoted to another environment, so that what has died half
 * way is finished by the same plan. Times are milliseconds since the epoch.
 */

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('promotions', table => {
    table.comment('Promotions of products, written before anything is done');
    table.string('run', 200).notNullable().comment('What it is undone with');
    table.string('product_ref').notNullable();
    table.string('plan_hash', 2000).notNullable();
    table.string('state', 20).notNullable().comment('intended or promoted');
    table.text('plan').notNullable().comment('JSON, as it was agreed to');
    table
      .text('steps')
      .notNullable()
      .comment('JSON of what is done, in this order');
    table.text('reason').comment('In the words of whoever promoted it');
    table.string('promoted_by').notNullable();
    table.bigInteger('intended_at').notNullable();
    table.bigInteger('promoted_at');
    table.primary(['run', 'product_ref']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('promotions');
};
