/*
 * Campaigns: access that was decided once is looked at again. Times are
 * milliseconds since the epoch.
 */

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('campaigns', table => {
    table.comment('Owners of a domain confirm or drop its grants by a date');
    table.string('id', 36).primary();
    table.string('domain_ref').notNullable();
    table.string('title').notNullable();
    table.text('reason').notNullable();
    table.string('started_by').notNullable();
    table.bigInteger('started_at').notNullable();
    table.bigInteger('due_at').notNullable();
    table
      .string('undecided')
      .notNullable()
      .comment('What nobody answers by the date: keep or revoke');
    table.string('state').notNullable().comment('open or closed');
    table
      .string('open_domain')
      .unique()
      .comment(
        'The domain while open, so that it has one at a time; else null',
      );
    table.bigInteger('closed_at');
    table.string('closed_by').comment('User ref, or the suite at the date');
    table.text('close_reason').comment('Where somebody closed it early');
    table.bigInteger('reminded_at');
    table
      .integer('version')
      .notNullable()
      .comment('Compare-and-set: each change adds one');
    table.index(['state']);
    table.index(['domain_ref']);
  });

  await knex.schema.createTable('campaign_items', table => {
    table.comment('One grant in a campaign');
    table.string('campaign_id', 36).notNullable();
    table.string('grant_id', 36).notNullable();
    table
      .string('state')
      .notNullable()
      .comment('open, confirmed, dropped, revoked, undecided or ended');
    table.string('decided_by');
    table.bigInteger('decided_at');
    table.text('comment');
    table
      .integer('version')
      .notNullable()
      .comment('Compare-and-set: each change adds one');
    table.primary(['campaign_id', 'grant_id']);
    table.index(['grant_id']);
    table.index(['campaign_id', 'state']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('campaign_items');
  await knex.schema.dropTable('campaigns');
};
