import type { Producer } from 'kafkajs';
import type { SchemaRegistry } from '@kafkajs/confluent-schema-registry';
import { keyOf } from './record.ts';

/**
 * Writes records by the latest version of a subject's schema. The schema is
 * registered in the portal, never from here: a service that registers what it
 * likes breaks those who read it.
 */
export class Publisher {
  readonly #producer: Pick<Producer, 'send'>;
  readonly #registry: Pick<SchemaRegistry, 'encode' | 'getLatestSchemaId'>;
  readonly #target: { topic: string; subject: string };

  constructor(
    producer: Pick<Producer, 'send'>,
    registry: Pick<SchemaRegistry, 'encode' | 'getLatestSchemaId'>,
    target: { topic: string; subject: string },
  ) {
    this.#producer = producer;
    this.#registry = registry;
    this.#target = target;
  }

  /** @throws Error if the schema does not take a record; nothing is written then */
  async publish(records: Record<string, unknown>[]): Promise<void> {
    const { topic, subject } = this.#target;
    const schema = await this.#registry.getLatestSchemaId(subject);
    const messages = [];
    for (const record of records) {
      const value = await this.#registry.encode(schema, record);
      messages.push({ key: keyOf(record), value });
    }
    await this.#producer.send({ topic, acks: -1, messages });
  }
}
