/**
 * The configs that a topic can be given in the portal. Those of replication
 * throttling, remote storage and message formats are the platform team's: they
 * concern the brokers rather than the data. Kafka itself checks the values.
 *
 * @public
 */
export const TOPIC_CONFIGS: readonly string[] = [
  'cleanup.policy',
  'compression.type',
  'delete.retention.ms',
  'max.compaction.lag.ms',
  'max.message.bytes',
  'message.timestamp.after.max.ms',
  'message.timestamp.before.max.ms',
  'message.timestamp.type',
  'min.cleanable.dirty.ratio',
  'min.compaction.lag.ms',
  'min.insync.replicas',
  'retention.bytes',
  'retention.ms',
  'segment.bytes',
  'segment.ms',
];
