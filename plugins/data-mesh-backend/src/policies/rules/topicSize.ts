import { atLeast, atMost, optional } from '../parameters';
import { policyRule } from '../PolicyRule';
import { liveTopicsOf } from './topicsOf';

/** Partitions and replication within bounds. */
export const topicSize = policyRule({
  type: 'topic-size',
  title: 'Partitions and replication are within bounds',
  parameters: {
    minPartitions: optional(atLeast('Fewest partitions of a topic')),
    maxPartitions: optional(atMost('Most partitions of a topic')),
    minReplication: optional(atLeast('Fewest replicas of a partition')),
  },
  check: (facts, { minPartitions, maxPartitions, minReplication }) =>
    liveTopicsOf(facts).flatMap(({ topic }) => {
      const { name, cluster, live } = topic;
      const { partitions, replicationFactor } = live;
      const violation = (what: string, value: number, words: string) => ({
        subject: `${name} ${what}`,
        value: `${value}`,
        message: `Topic ${name} on ${cluster} has ${value} ${what}, ${words}`,
      });
      return [
        ...(minPartitions !== undefined && partitions < minPartitions
          ? [violation('partitions', partitions, `fewer than ${minPartitions}`)]
          : []),
        ...(maxPartitions !== undefined && partitions > maxPartitions
          ? [violation('partitions', partitions, `more than ${maxPartitions}`)]
          : []),
        ...(minReplication !== undefined && replicationFactor < minReplication
          ? [
              violation(
                'replicas of each partition',
                replicationFactor,
                `fewer than ${minReplication}`,
              ),
            ]
          : []),
      ];
    }),
});
