import pg from 'pg';
import { decideBatch, type Decision, type Read } from './decideBatch.ts';
import type { Row } from './record.ts';
import { Refusal } from './Refusal.ts';
import { definitionsOf, OFFSETS, quoted } from './tables.ts';

export type Place = { topic: string; partition: number };

// Of SQLSTATE: values, constraints and definitions, which the next try finds the same.
const LASTING = /^(22|23|42)/;

/** The tables, and how far each partition has landed in them. */
export class Store {
  readonly #pool: pg.Pool;
  readonly #tables: Map<string, string>;

  constructor(databaseUrl: string, tables: Map<string, string>) {
    this.#tables = tables;
    // An instance that is gone must not keep its locks.
    this.#pool = new pg.Pool({
      connectionString: databaseUrl,
      keepAlive: true,
      connectionTimeoutMillis: 10_000,
      statement_timeout: 60_000,
      query_timeout: 70_000,
      idle_in_transaction_session_timeout: 60_000,
    });
    this.#pool.on('error', error => console.error(`PostgreSQL: ${error.message}`));
  }

  /** Makes what is not there yet; instances that start at once wait for each other. */
  async prepare(): Promise<void> {
    await this.#transaction(async client => {
      await client.query('select pg_advisory_xact_lock(hashtext($1))', [OFFSETS]);
      for (const definition of definitionsOf(this.#tables.values())) {
        await client.query(definition);
      }
    });
  }

  /** The offset to read on from. */
  async nextOf({ topic, partition }: Place): Promise<bigint> {
    const { rows } = await this.#pool.query<{ next_offset: string }>(
      `select next_offset from ${OFFSETS} where topic = $1 and partition = $2`,
      [topic, partition],
    );
    return BigInt(rows[0]?.next_offset ?? 0);
  }

  /**
   * Lands records and moves the partition's offset on, both or neither. The
   * offset stays locked meanwhile, so that two instances take turns.
   *
   * @returns what has become of the records
   * @throws Refusal if trying again cannot help
   */
  async land(place: Place, read: Read, rows: Row[]): Promise<Decision> {
    return this.#transaction(async client => {
      const decision = decideBatch(read, await lockedOffset(client, place));
      if (decision.is === 'land') {
        const table = this.#tables.get(place.topic) ?? '';
        const landed = rows.filter(({ offset }) => offset >= decision.from);
        await insertRows(client, table, place.partition, landed);
        await client.query(
          `update ${OFFSETS} set next_offset = $3 where topic = $1 and partition = $2`,
          [place.topic, place.partition, `${read.next}`],
        );
      }
      return decision;
    });
  }

  async close(): Promise<void> {
    await this.#pool.end();
  }

  async #transaction<T>(work: (client: pg.ClientBase) => Promise<T>): Promise<T> {
    const client = await this.#pool.connect();
    try {
      await client.query('begin isolation level read committed');
      const result = await work(client);
      await client.query('commit');
      client.release();
      return result;
    } catch (error) {
      // Closed, the connection takes its transaction along, whatever state it is in.
      client.release(true);
      throw lasting(error);
    }
  }
}

async function lockedOffset(client: pg.ClientBase, { topic, partition }: Place): Promise<bigint> {
  await client.query(
    `insert into ${OFFSETS} (topic, partition, next_offset) values ($1, $2, 0)
     on conflict do nothing`,
    [topic, partition],
  );
  const { rows } = await client.query<{ next_offset: string }>(
    `select next_offset from ${OFFSETS} where topic = $1 and partition = $2 for update`,
    [topic, partition],
  );
  if (!rows[0]) throw new Error(`The offset of ${topic} was reset just now`);
  return BigInt(rows[0].next_offset);
}

async function insertRows(
  client: pg.ClientBase,
  table: string,
  partition: number,
  rows: Row[],
): Promise<void> {
  await client.query(
    `insert into ${quoted(table)} (key, value, written_at, kafka_partition, kafka_offset)
     select key, value::jsonb, written_at, $1, kafka_offset
     from unnest($2::text[], $3::text[], $4::timestamptz[], $5::bigint[])
       as landed (key, value, written_at, kafka_offset)`,
    [
      partition,
      rows.map(({ key }) => key),
      rows.map(({ value }) => value),
      rows.map(({ writtenAt }) => writtenAt),
      rows.map(({ offset }) => `${offset}`),
    ],
  );
}

function lasting(error: unknown): unknown {
  const { code, message } = error as { code?: string; message: string };
  return code && LASTING.test(code) ? new Refusal(`PostgreSQL refuses it: ${message}`, error) : error;
}
