import { resolve } from 'node:path';
import {
  TestDatabases,
  type TestDatabaseId,
} from '@backstage/backend-test-utils';
import type { Knex } from 'knex';

/** Where our migrations are. */
export const MIGRATIONS = resolve(__dirname, '../../migrations');

/** Both databases that the suite runs on; every table is tested on each. */
export const DATABASES = ['SQLITE_3', 'POSTGRES_18'] as const;

/** Gives each test a fresh database. Call it once in a test file. */
export class Databases {
  readonly #databases = TestDatabases.create({ ids: [...DATABASES] });

  /** Without any of our tables. */
  async empty(id: TestDatabaseId): Promise<Knex> {
    // A database that is left out quietly would make the test mean nothing.
    if (!this.#databases.supports(id)) {
      throw new Error(
        `${id} is not there to be tested on: these tests need the databases that \`npm test\` starts`,
      );
    }
    return this.#databases.init(id);
  }

  async migrated(id: TestDatabaseId): Promise<Knex> {
    const db = await this.empty(id);
    await db.migrate.latest({ directory: MIGRATIONS });
    return db;
  }
}
