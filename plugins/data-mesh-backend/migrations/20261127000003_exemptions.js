/*
 * Exemptions: products that a policy is not held against for a while.
 */

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('policy_exemptions', table => {
    table.comment('Of one product from one policy, until a date');
    table.string('id', 36).primary();
    table.string('policy_id', 63).notNullable();
    table.string('product_ref').notNullable();
    table
      .string('state')
      .notNullable()
      .comment('requested, approved, rejected or revoked; its end ends it');
    table.text('reason').notNullable();
    table.string('requested_by').notNullable();
    table.bigInteger('requested_at').notNullable();
    table.bigInteger('ends_at').notNullable();
    table.string('decided_by');
    table.bigInteger('decided_at');
    table.text('comment').comment('Of whoever decided, or revoked');
    table.string('revoked_by');
    table.bigInteger('revoked_at');
    table
      .bigInteger('end_told_at')
      .comment('When the history took note that it has ended');
    table
      .string('open_key', 64)
      .unique()
      .comment('Hash of policy and product while it waits for a decision');
    table.index(['product_ref']);
    table.index(['policy_id']);
    table.index(['ends_at']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('policy_exemptions');
};
