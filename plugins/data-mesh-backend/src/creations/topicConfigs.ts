/**
 * The configs that a topic can be given in the portal. Those of replication
 * throttling, remote storage and message formats are the platform team's: they
 * concern the brokers rather than the data. Kafka itself checks the values.
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

/** The first key of some configs that cannot be set, if there is one. */
export function unknownConfig(keys: string[]): string | undefined {
  return keys.find(key => !TOPIC_CONFIGS.includes(key));
}
