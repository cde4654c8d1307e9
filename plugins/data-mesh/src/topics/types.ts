import type { TopicFacts } from '@data-mesh/backstage-plugin-data-mesh-common';

export type {
  MeshCluster,
  TopicFacts,
} from '@data-mesh/backstage-plugin-data-mesh-common';

/** What one consumer group does on one topic. */
export type TopicGroup = TopicFacts['groups'][number];
/** One partition of a topic. */
export type TopicPartition = TopicFacts['partitions'][number];
/** The schema of a topic's keys or values. */
export type TopicSchema = TopicFacts['schemas'][number];
