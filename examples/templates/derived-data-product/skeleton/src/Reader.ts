import type { EachMessagePayload } from 'kafkajs';
import type { SchemaRegistry } from '@kafkajs/confluent-schema-registry';

/** A record as its schema has it. */
export type ReadRecord = {
  topic: string;
  partition: number;
  offset: string;
  key: string | undefined;
  /** `null` deletes what had this key before. */
  value: unknown;
};

// As Confluent's serializers begin each value: a zero, then the schema's ID.
const MAGIC_BYTE = 0;

/** Reads records by the schemas that they were written with. */
export class Reader {
  readonly #registry: Pick<SchemaRegistry, 'decode'>;
  readonly #handle: (record: ReadRecord) => Promise<void>;

  constructor(
    registry: Pick<SchemaRegistry, 'decode'>,
    handle: (record: ReadRecord) => Promise<void>,
  ) {
    this.#registry = registry;
    this.#handle = handle;
  }

  /** What throws here is read again: Kafka counts nothing as read before. */
  async read({
    topic,
    partition,
    message: { offset, key, value },
  }: Pick<EachMessagePayload, 'topic' | 'partition' | 'message'>): Promise<void> {
    await this.#handle({
      topic,
      partition,
      offset,
      key: key?.toString(),
      value: value && (await this.#decode(value)),
    });
  }

  async #decode(value: Buffer): Promise<unknown> {
    return value[0] === MAGIC_BYTE
      ? this.#registry.decode(value)
      : value.toString();
  }
}
