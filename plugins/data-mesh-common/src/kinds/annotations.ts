/**
 * Where a product or domain comes from: described in Git (`declared`), made in
 * the portal (`published`) or derived from a live topic (`discovered`). In
 * this order one takes precedence over the other for the same entity ref.
 *
 * @public
 */
export const ORIGINS = ['declared', 'published', 'discovered'] as const;

/**
 * One of {@link ORIGINS}.
 *
 * @public
 */
export type Origin = (typeof ORIGINS)[number];

/**
 * Annotation of data products and data domains: an {@link Origin}. The suite
 * writes it; what a descriptor says itself is overwritten.
 *
 * @public
 */
export const ANNOTATION_ORIGIN = 'data-mesh/origin';

/**
 * Annotation of data products: a {@link SyncState}, the worst of the ports.
 * The suite writes it; what a descriptor says itself is overwritten.
 *
 * @public
 */
export const ANNOTATION_SYNC_STATE = 'data-mesh/sync-state';

/**
 * Annotation of data products: one short sentence that says why
 * {@link ANNOTATION_SYNC_STATE} is what it is. Absent where there is nothing
 * to say.
 *
 * @public
 */
export const ANNOTATION_SYNC_REASON = 'data-mesh/sync-reason';

/**
 * Annotation of consumers and producers: the principal that they have on every
 * cluster, as Kafka writes it (`User:route-planner`).
 *
 * @public
 */
export const ANNOTATION_KAFKA_PRINCIPAL = 'data-mesh/kafka-principal';

/**
 * Annotation of topic resources: the name of the cluster, as configured.
 *
 * @public
 */
export const ANNOTATION_CLUSTER = 'data-mesh/cluster';

/**
 * Annotation of topic resources: the exact name of the topic.
 *
 * @public
 */
export const ANNOTATION_TOPIC = 'data-mesh/topic';

/**
 * Name of the annotation that holds a principal for one cluster only; it wins
 * over {@link ANNOTATION_KAFKA_PRINCIPAL}.
 *
 * @param cluster - the cluster's name, as configured
 * @public
 */
export function kafkaPrincipalAnnotation(cluster: string): string {
  return `${ANNOTATION_KAFKA_PRINCIPAL}.${cluster}`;
}

/**
 * Type of the locations (`data-mesh:…`) that the suite's own entity provider
 * writes into `backstage.io/managed-by-location`. The catalog sets that
 * annotation itself for everything that it reads from Git or a file, so that no
 * descriptor can pretend to come from the provider.
 *
 * @public
 */
export const DATA_MESH_LOCATION_TYPE = 'data-mesh';
