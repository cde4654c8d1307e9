/*
 * Domains that are published in the portal, who was told that what they read
 * ends, and what owners of domains are asked to publish. Times are milliseconds since the
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

  await knex.schema.createTable('claim_requests', table => {
    table.comment('What owners of domains are asked to publish for others');
    table.string('id', 36).primary();
    table.string('product_ref').notNullable();
    table.string('domain_ref').notNullable().comment('Of its topics');
    table.text('document').notNullable().comment('JSON of the descriptor');
    table.string('owner_ref').notNullable().comment('Whose it is to be');
    table.text('message').notNullable().comment('In the words of who asks');
    table
      .string('state')
      .notNullable()
      .comment('open, accepted, declined or withdrawn');
    table
      .string('open_key', 600)
      .unique()
      .comment('Product and owner while it is open: there is one at a time');
    table.string('requested_by').notNullable();
    table.bigInteger('requested_at').notNullable();
    table.string('decided_by');
    table.bigInteger('decided_at');
    table.text('comment').comment('In the words of whoever decided');
    table.index(['domain_ref', 'state']);
  });

  await knex.schema.createTable('claim_runs', table => {
    table.comment('What a run has claimed, to be told so if it asks again');
    table.string('run', 200).notNullable();
    table.string('claimed_by').notNullable();
    table.string('product_ref').notNullable();
    table.integer('version').notNullable();
    table.bigInteger('claimed_at').notNullable();
    table.primary(['run', 'claimed_by', 'product_ref']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('claim_runs');
  await knex.schema.dropTable('claim_requests');
  await knex.schema.dropTable('deprecation_notices');
  await knex.schema.dropTable('published_domains');
};
