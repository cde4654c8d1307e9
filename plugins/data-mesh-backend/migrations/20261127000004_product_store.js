/*
 * Data products that are published in the portal. Times are milliseconds since
 * the epoch.
 */

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('published_products', table => {
    table.comment('What was published; only added to, the highest one counts');
    table.string('product_ref').notNullable();
    table.integer('version').notNullable().comment('From 1');
    table.string('state').notNullable().comment('published or unpublished');
    table.text('document').notNullable().comment('JSON of the descriptor');
    table.string('owner_ref').notNullable();
    table
      .bigInteger('held_since')
      .notNullable()
      .comment('Since when it is published, over all changes');
    table.string('changed_by').notNullable();
    table.bigInteger('changed_at').notNullable();
    table.text('reason').comment('In the words of whoever changed it');
    table.primary(['product_ref', 'version']);
  });

  await knex.schema.createTable('product_transfers', table => {
    table.comment('Proposals to hand a published product to another owner');
    table.string('id', 36).primary();
    table.string('product_ref').notNullable();
    table.string('from_ref').notNullable();
    table.string('to_ref').notNullable();
    table
      .string('state')
      .notNullable()
      .comment('proposed, accepted, declined, withdrawn or ended');
    table
      .string('open_key')
      .unique()
      .comment('The product while it is proposed: there is one at a time');
    table.text('reason').comment('In the words of whoever proposed it');
    table.string('proposed_by').notNullable();
    table.bigInteger('proposed_at').notNullable();
    table.string('decided_by');
    table.bigInteger('decided_at');
    table.index(['product_ref']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('product_transfers');
  await knex.schema.dropTable('published_products');
};
