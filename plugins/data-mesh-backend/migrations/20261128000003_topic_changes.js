/*
 * How topics were changed at Kafka for somebody, so that what has died half way
 * is finished. Times are milliseconds since the epoch.
 */

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('topic_changes', table => {
    table.comment('The last change of each topic, written before it is made');
    table.string('id', 36).notNullable().unique();
    table.string('cluster', 63).notNullable();
    table.string('topic', 249).notNullable();
    table
      .string('topic_id', 64)
      .notNullable()
      .comment("Kafka's own: another topic of the same name has another one");
    table.string('plan_hash', 400).notNullable();
    table.string('state', 20).notNullable().comment('intended or changed');
    table.text('wanted').notNullable().comment('JSON of what was asked for');
    table
      .text('plan')
      .notNullable()
      .comment('JSON of the plan, as it was carried out once it was');
    table.text('reason').comment('In the words of whoever changed it');
    table.string('changed_by').notNullable();
    table.bigInteger('intended_at').notNullable();
    table.bigInteger('changed_at');
    table.primary(['cluster', 'topic']);
    table.index(['state', 'intended_at']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('topic_changes');
};
