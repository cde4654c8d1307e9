import type { PartitionOffsets } from '../kafka/KafkaPort';

/** From where to take records of one partition. */
export type PartitionSample = { partition: number; offset: bigint };

/**
 * The end of each partition, so that the newest records of the topic are among
 * what is taken, however they are spread. Partitions that are empty, or could
 * not be asked, are left out.
 *
 * @param wanted - records of the whole topic
 * @param most - partitions; those with the most records come first
 */
export function planSample(
  offsets: PartitionOffsets[],
  wanted: number,
  most: number,
): PartitionSample[] {
  return offsets
    .flatMap(({ partition, earliest, latest }) => {
      if (!earliest.ok || !latest.ok) return [];
      const records = latest.value - earliest.value;
      if (records <= 0n) return [];
      const from = latest.value - BigInt(wanted);
      const offset = from > earliest.value ? from : earliest.value;
      return [{ partition, offset, records }];
    })
    .sort((a, b) => Number(b.records - a.records) || a.partition - b.partition)
    .slice(0, most)
    .map(({ partition, offset }) => ({ partition, offset }));
}
