/*
 * Break-glass: emergency access, which is looked at afterwards.
 */

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.alterTable('access_requests', table => {
    table.text('incident').comment('Address of the incident: emergency access');
  });
  await knex.schema.alterTable('grants', table => {
    table.text('incident').comment('Address of the incident: emergency access');
    table.string('review_verdict').comment('justified or unjustified');
    table.text('review_comment');
    table.string('reviewed_by');
    table.bigInteger('reviewed_at').comment('Null: the review is open');
    table.bigInteger('review_reminded_at');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  // Told apart no longer, it would pass for what an owner has decided, and be
  // renewed like that; so it ends.
  const emergencies = knex('grants').where({ origin: 'break-glass' });
  await emergencies.clone().andWhere('ends_at', '>', Date.now()).update({
    ends_at: Date.now(),
  });
  await emergencies.update({ origin: 'request' });
  await knex.schema.alterTable('grants', table => {
    table.dropColumns(
      'incident',
      'review_verdict',
      'review_comment',
      'reviewed_by',
      'reviewed_at',
      'review_reminded_at',
    );
  });
  await knex.schema.alterTable('access_requests', table => {
    table.dropColumn('incident');
  });
};
