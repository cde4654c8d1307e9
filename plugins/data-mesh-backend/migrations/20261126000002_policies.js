/*
 * Policies: what they found wrong with products, and since when.
 */

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('policy_evaluations', table => {
    table.comment('On what each product was evaluated last');
    table.string('product_ref').primary();
    table
      .string('input_hash', 64)
      .notNullable()
      .comment('Of its facts and of all policies');
    table.bigInteger('evaluated_at').notNullable();
  });

  await knex.schema.createTable('findings', table => {
    table.comment('Violations of policies; a fixed one stays as history');
    table.string('id', 36).primary();
    table.string('policy_id').notNullable();
    table.string('product_ref').notNullable();
    table.text('subject').notNullable().comment('What of the product');
    table.string('severity').notNullable();
    table.string('stage').notNullable();
    table.text('value').notNullable().comment('What is there');
    table.text('message').notNullable();
    table.text('remedy').notNullable();
    table.bigInteger('first_seen_at').notNullable();
    table.bigInteger('fixed_at');
    table
      .string('open_key', 64)
      .unique()
      .comment('Hash of policy, product and subject until it is fixed');
    table.index(['product_ref']);
    table.index(['policy_id']);
    table.index(['fixed_at']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('findings');
  await knex.schema.dropTable('policy_evaluations');
};
