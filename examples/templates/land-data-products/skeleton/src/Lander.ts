import { setTimeout } from 'node:timers/promises';
import type { Batch, Consumer } from 'kafkajs';
import { toRow, type Decode, type Row } from './record.ts';
import { Refusal } from './Refusal.ts';
import type { Place, Store } from './Store.ts';

/** Partitions as a member of a group is assigned them, by topic. */
export type Assignment = Record<string, number[]>;

type Parts = {
  consumer: Pick<Consumer, 'seek'>;
  store: Pick<Store, 'land' | 'nextOf'>;
  decode: Decode;
  /** Asks Kafka for the offset after the last record that a partition has. */
  endOf: (place: Place) => Promise<bigint>;
  log: (line: string) => void;
};

const RETRY_MS = 1_000;
const nameOf = ({ topic, partition }: Place) => `${topic}[${partition}]`;

/**
 * Lands what a consumer reads. Where to read on is what the tables say: what the
 * group has committed is only there to be looked at.
 */
export class Lander {
  readonly #parts: Parts;
  // Up to where each partition has been read without a gap, since it was assigned.
  #reached = new Map<string, bigint>();

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /**
   * Goes to where the tables say, for each partition. What is read before that is
   * safe, too: it lands if it comes next, and is read again otherwise.
   */
  async assigned(assignment: Assignment): Promise<void> {
    const reached = new Map<string, bigint>();
    this.#reached = reached;
    const places = Object.entries(assignment).flatMap(([topic, partitions]) =>
      partitions.map(partition => ({ topic, partition })),
    );
    for (const place of places) {
      const next = await this.#nextOf(place, () => this.#reached === reached);
      if (this.#reached !== reached) return;
      this.#seek(place, next, reached);
    }
    if (places.length) this.#parts.log(`reads ${places.map(nameOf).join(', ')}`);
  }

  /**
   * Lands a batch.
   *
   * @returns the offset after it, or undefined if it is to be read again
   * @throws Refusal that names what cannot land
   */
  async land(batch: Batch): Promise<bigint | undefined> {
    const { topic, partition } = batch;
    const place = { topic, partition };
    const reached = this.#reached;
    const read = {
      first: BigInt(batch.firstOffset() ?? batch.messages[0].offset),
      next: BigInt(batch.lastOffset()) + 1n,
      since: reached.get(nameOf(place)),
    };
    const rows = await this.#rowsOf(batch);
    const decision = await this.#parts.store.land(place, read, rows).catch(error => {
      throw named(error, `Records ${read.first} to ${read.next - 1n} of ${nameOf(place)}`);
    });
    if (decision.is === 'skip' && decision.next > BigInt(batch.highWatermark)) {
      await this.#requireEnd(place, decision.next);
    }
    // Assigned anew meanwhile: the consumer is elsewhere already.
    if (this.#reached !== reached) return undefined;
    if (decision.is === 'seek') {
      this.#parts.log(`${nameOf(place)}: back to ${decision.to}`);
      this.#seek(place, decision.to, reached);
      return undefined;
    }
    reached.set(nameOf(place), read.next);
    return read.next;
  }

  #seek(place: Place, next: bigint, reached: Map<string, bigint>): void {
    this.#parts.consumer.seek({ ...place, offset: `${next}` });
    reached.set(nameOf(place), next);
  }

  async #nextOf(place: Place, isAssigned: () => boolean): Promise<bigint> {
    for (;;) {
      try {
        return await this.#parts.store.nextOf(place);
      } catch (error) {
        if (!isAssigned()) return 0n;
        this.#parts.log(`${nameOf(place)}: ${(error as Error).message}`);
        await setTimeout(RETRY_MS);
      }
    }
  }

  // Another instance may have landed more than there was when the batch was read.
  async #requireEnd(place: Place, landed: bigint): Promise<void> {
    const end = await this.#parts.endOf(place);
    if (end >= landed) return;
    throw new Refusal(
      `${nameOf(place)} ends at ${end}, before what has landed: the topic was made again; reset its table`,
    );
  }

  async #rowsOf({ topic, partition, messages }: Batch): Promise<Row[]> {
    const rows: Row[] = [];
    for (const message of messages) {
      try {
        rows.push(await toRow(message, this.#parts.decode));
      } catch (error) {
        throw named(error, `Record ${message.offset} of ${nameOf({ topic, partition })}`);
      }
    }
    return rows;
  }
}

function named(error: unknown, what: string): unknown {
  return error instanceof Refusal
    ? new Refusal(`${what} cannot land: ${error.message}`, error)
    : error;
}
