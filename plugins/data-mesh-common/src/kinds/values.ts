/**
 * Pattern of the names that Kafka accepts for topics: 1 to 249 of letters,
 * digits, `.`, `_` and `-`, but not `.` or `..` alone.
 *
 * @public
 */
export const TOPIC_NAME_PATTERN = '^(?!\\.{1,2}$)[a-zA-Z0-9._-]{1,249}$';

/**
 * Pattern of the names of clusters, as they stand in `dataMesh.clusters`: at
 * most 20 of lower-case letters and digits, in parts joined by `-`.
 *
 * @public
 */
export const CLUSTER_NAME_PATTERN = '^(?=.{1,20}$)[a-z0-9]+(-[a-z0-9]+)*$';

const topicName = new RegExp(TOPIC_NAME_PATTERN);
const clusterName = new RegExp(CLUSTER_NAME_PATTERN);

/**
 * Tells whether Kafka accepts this as the name of a topic.
 *
 * @public
 */
export function isTopicName(value: string): boolean {
  return topicName.test(value);
}

/**
 * Tells whether this may be the name of a cluster in `dataMesh.clusters`.
 *
 * @public
 */
export function isClusterName(value: string): boolean {
  return clusterName.test(value);
}
