import type { Batch, KafkaMessage } from 'kafkajs';

/** A partition that gives batches as Kafka does, with the gaps that it leaves. */
export class Log {
  readonly topic: string;
  readonly partition: number;
  readonly #offsets: number[];

  /** @param offsets - of the records that are there */
  constructor(topic: string, partition: number, offsets: number[]) {
    this.topic = topic;
    this.partition = partition;
    this.#offsets = offsets;
  }

  /** Up to so many records from an offset on. */
  batch(from: number, size: number): Batch {
    const offsets = this.#offsets.filter(offset => offset >= from).slice(0, size);
    const messages = offsets.map(
      offset =>
        ({
          key: Buffer.from(`k${offset % 3}`),
          value: Buffer.from(`{"at":${offset}}`),
          timestamp: `${offset}`,
          offset: `${offset}`,
        }) as KafkaMessage,
    );
    return {
      topic: this.topic,
      partition: this.partition,
      messages,
      highWatermark: `${(this.#offsets.at(-1) ?? -1) + 1}`,
      isEmpty: () => messages.length === 0,
      firstOffset: () => messages[0]?.offset ?? null,
      lastOffset: () => messages.at(-1)?.offset ?? `${from - 1}`,
      offsetLag: () => '0',
      offsetLagLow: () => '0',
    };
  }
}
