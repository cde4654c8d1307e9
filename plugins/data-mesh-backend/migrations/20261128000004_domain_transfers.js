/*
 * Domains that are published in the portal and offered to another owner. Times
 * are milliseconds since the epoch.
 */

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('domain_transfers', table => {
    table.comment('Proposals to hand a published domain to another owner');
    table.string('id', 36).primary();
    table.string('domain_ref').notNullable();
    table.string('from_ref').notNullable();
    table.string('to_ref').notNullable();
    table
      .string('state')
      .notNullable()
      .comment('proposed, accepted, declined, withdrawn or ended');
    table
      .string('open_key')
      .unique()
      .comment('The domain while it is proposed: there is one at a time');
    table.text('reason').comment('In the words of whoever proposed it');
    table.string('proposed_by').notNullable();
    table.bigInteger('proposed_at').notNullable();
    table.string('decided_by');
    table.bigInteger('decided_at');
    table.index(['domain_ref']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('domain_transfers');
};
