import { atLeast, atMost, optional } from '../parameters';
import { policyRule } from '../PolicyRule';
import { liveTopicsOf } from './topicsOf';

const PARTITIONS: [string, string] = ['partition', 'partitions'];
const REPLICAS: [string, string] = [
  'replica of each partition',
  'replicas of each partition',
];

/** Partitions and replication within bounds. */
export const topicSize = policyRule({
  type: 'topic-size',
  title: 'Partitions and replication are within bounds',
  parameters: {
    minPartitions: optional(atLeast('Fewest partitions of a topic')),
    maxPartitions: optional(atMost('Most partitions of a topic')),
    minReplication: optional(atLeast('Fewest replicas of a partition')),
  },
  looksAtLooseTopics: true,
  check: (facts, { minPartitions, maxPartitions, minReplication }) =>
    liveTopicsOf(facts).flatMap(({ topic }) => {
      const { name, cluster, live } = topic;
      const { partitions, replicationFactor } = live;
      const violation = (
        [one, many]: [one: string, many: string],
        value: number,
        words: string,
      ) => ({
        subject: `${name} ${many}`,
        value: `${value}`,
        message: `Topic ${name} on ${cluster} has ${value} ${
          value === 1 ? one : many
        }, ${words}`,
      });
      return [
        ...(minPartitions !== undefined && partitions < minPartitions
          ? [violation(PARTITIONS, partitions, `fewer than ${minPartitions}`)]
          : []),
        ...(maxPartitions !== undefined && partitions > maxPartitions
          ? [violation(PARTITIONS, partitions, `more than ${maxPartitions}`)]
          : []),
        ...(minReplication !== undefined && replicationFactor < minReplication
          ? [
              violation(
                REPLICAS,
                replicationFactor,
                `fewer than ${minReplication}`,
              ),
            ]
          : []),
      ];
    }),
});
