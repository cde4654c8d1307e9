import type { Message, Producer } from 'kafkajs';
import { setTimeout } from 'node:timers/promises';

const KEYS = 50;
const EACH = 40;

/** What a key had last: a JSON value, or nothing once it is deleted. */
export type Latest = Map<string, unknown>;

/**
 * Writes to two topics until it is stopped: one by an Avro schema with the one
 * field `id`, one with JSON, text and deletions. Remembers what it has written.
 */
export class RecordWriter {
  readonly #producer: Producer;
  readonly #topics: { avro: string; plain: string };
  readonly #schemaId: number;
  #isStopped = false;
  #running?: Promise<void>;
  /** How many records each topic has been given. */
  count = 0;
  readonly latest: Latest = new Map();

  constructor(
    producer: Producer,
    topics: { avro: string; plain: string },
    schemaId: number,
  ) {
    this.#producer = producer;
    this.#topics = topics;
    this.#schemaId = schemaId;
  }

  start(): void {
    this.#running = this.#write();
  }

  /** Stops as soon as there are so many records in each topic. */
  async stop(least: number): Promise<void> {
    while (this.count < least) await setTimeout(20);
    this.#isStopped = true;
    await this.#running;
  }

  async #write(): Promise<void> {
    while (!this.#isStopped) {
      const ids = Array.from({ length: EACH }, (_, i) => this.count + i);
      await this.#producer.send({
        topic: this.#topics.avro,
        acks: -1,
        messages: ids.map(id => ({
          key: `k${id % KEYS}`,
          value: avroId(this.#schemaId, id),
        })),
      });
      await this.#producer.send({
        topic: this.#topics.plain,
        acks: -1,
        messages: ids.map(id => this.#plainMessage(id)),
      });
      this.count += EACH;
      // Beside the service, which takes turns with this.
      await setTimeout(20);
    }
  }

  #plainMessage(id: number): Message {
    const key = `k${(id * 7) % KEYS}`;
    const value = plainValue(id);
    if (value === null) this.latest.delete(key);
    else this.latest.set(key, value);
    return {
      key,
      value: typeof value === 'object' ? value && JSON.stringify(value) : value,
    };
  }
}

function plainValue(id: number): string | { id: number } | null {
  if (id % 11 === 0) return null;
  return id % 5 === 0 ? `text ${id}` : { id };
}

/** The record `{ id }`, as Confluent's serializer writes it: Avro's integers are zigzag. */
export function avroId(schemaId: number, id: number): Buffer {
  const bytes = [];
  let rest = id * 2;
  while (rest >= 128) {
    bytes.push((rest % 128) + 128);
    rest = Math.floor(rest / 128);
  }
  const header = Buffer.alloc(5);
  header.writeUInt32BE(schemaId, 1);
  return Buffer.concat([header, Buffer.from([...bytes, rest])]);
}
