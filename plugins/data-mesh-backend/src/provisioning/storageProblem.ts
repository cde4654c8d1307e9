import type { Knex } from 'knex';

/**
 * Why grants must not be kept in this database, or nothing. What was created at
 * Kafka outlives a process; forgotten, it would never be taken back.
 */
export function storageProblem(db: Knex): string | undefined {
  const { client, connection } = db.client.config;
  if (client !== 'better-sqlite3' && client !== 'sqlite3') return undefined;
  const filename =
    typeof connection === 'string' ? connection : connection?.filename;
  return filename === ':memory:'
    ? 'Access cannot be given while the portal keeps its data in memory, since grants would be forgotten with the next start; an operator can set backend.database to a file or to PostgreSQL'
    : undefined;
}
