import { offsetCommitV8, offsetCommitV9 } from '@platformatic/kafka';
import { gather, itemResult, partitionKey } from './answers';
import type { Answer, CommittedOffsets, GroupListing } from './KafkaPort';
import type { Wire } from './wire';

// What makes a commit an administrator's: no generation, no member.
const NO_GENERATION = -1;
const NO_MEMBER = '';

export async function alterGroupOffsets(
  wire: Wire,
  group: GroupListing,
  offsets: CommittedOffsets,
): Promise<Answer<void>> {
  const { groupId, coordinator } = group;
  const items = [...offsets].flatMap(([topic, partitions]) =>
    [...partitions].map(([partition, offset]) => {
      if (offset < 0n) {
        throw new TypeError(
          `Not an offset: ${offset} of ${topic}, partition ${partition}`,
        );
      }
      return partitionKey(topic, partition);
    }),
  );
  if (items.length === 0) return gather([]);
  return gather([
    {
      target: `offsets of group ${groupId}, ${wire.label}, broker ${coordinator}`,
      items,
      send: async () => {
        const response = await wire.call(
          await wire.broker(coordinator),
          [offsetCommitV9.api, offsetCommitV8.api],
          groupId,
          NO_GENERATION,
          NO_MEMBER,
          null,
          [...offsets].map(([name, partitions]) => ({
            name,
            partitions: [...partitions].map(
              ([partitionIndex, committedOffset]) => ({
                partitionIndex,
                committedOffset,
                // -1: not known, as Kafka's own tools send it.
                committedLeaderEpoch: -1,
                committedMetadata: '',
              }),
            ),
          })),
        );
        return new Map(
          response.topics.flatMap(({ name, partitions }) =>
            partitions.map(({ partitionIndex, errorCode }) => [
              partitionKey(name, partitionIndex),
              itemResult(
                errorCode,
                `offset of group ${groupId} in ${name}, partition ${partitionIndex}`,
                () => undefined,
              ),
            ]),
          ),
        );
      },
    },
  ]);
}
