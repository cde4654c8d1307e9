import createKnex, { type Knex } from 'knex';

/** A database of one test suite alone, on the PostgreSQL that `npm test` starts. */
export class OwnDatabase {
  readonly #name: string;
  readonly #server: string;
  #knex?: Knex;

  constructor(name: string) {
    const server =
      process.env.BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING;
    if (!server) {
      throw new Error(
        'BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING is not set: this needs the PostgreSQL that `npm test` starts',
      );
    }
    this.#server = server;
    this.#name = name;
  }

  get url(): string {
    return this.#urlOf(this.#name);
  }

  get knex(): Knex {
    this.#knex ??= createKnex({ client: 'pg', connection: this.url });
    return this.#knex;
  }

  async create(): Promise<void> {
    await this.#onServer('create database ??');
  }

  /** Drops it, whoever is still connected. */
  async drop(): Promise<void> {
    await this.#knex?.destroy();
    await this.#onServer('drop database if exists ?? with (force)');
  }

  #urlOf(database: string): string {
    const url = new URL(this.#server);
    url.pathname = database;
    return url.href;
  }

  async #onServer(statement: string): Promise<void> {
    const connection = this.#urlOf('postgres');
    const server = createKnex({ client: 'pg', connection });
    try {
      await server.raw(statement, [this.#name]);
    } finally {
      await server.destroy();
    }
  }
}
