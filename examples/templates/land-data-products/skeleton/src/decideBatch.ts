/** What Kafka gave of one partition. */
export type Read = {
  /** Offset of the first record. */
  first: bigint;
  /** Offset after the last record. */
  next: bigint;
  /**
   * All that the partition has from this offset on was read without a gap;
   * undefined if that is not known. Kafka itself leaves gaps in offsets, by
   * compaction, transactions and retention, so they do not tell.
   */
  since?: bigint;
};

export type Decision =
  | { is: 'land'; from: bigint }
  | { is: 'skip'; next: bigint }
  | { is: 'seek'; to: bigint };

/**
 * Decides what becomes of records, by what has landed: `next` is the offset
 * after that. Whatever order they come in, and however often, each lands once.
 */
export function decideBatch(read: Read, next: bigint): Decision {
  if ((read.since ?? read.first) > next) return { is: 'seek', to: next };
  if (read.next <= next) return { is: 'skip', next };
  return { is: 'land', from: next };
}
