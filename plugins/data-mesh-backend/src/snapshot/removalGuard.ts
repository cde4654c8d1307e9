import { createHash } from 'node:crypto';

/**
 * Removals that always pass, however small the cluster: deleting a few topics
 * is everyday work.
 */
export const FREE_REMOVALS = 5;

/** Removals that a pass found and the guard keeps back. */
export type HeldRemovals = {
  hash: string;
  reason: string;
  topics: string[];
};

export type RemovalDecision =
  | { remove: string[]; held?: undefined }
  | { remove: []; held: HeldRemovals };

/**
 * Decides whether topics that are gone from a cluster may go from the mesh.
 *
 * @param known - how many topics the last snapshot has
 * @param gone - those of them that Kafka says do not exist
 * @param maxPercent - share of `known` that may go at once
 * @param confirmed - hash of the removals that an operator has confirmed
 */
export function decideRemovals(
  known: number,
  gone: string[],
  maxPercent: number,
  confirmed?: string,
): RemovalDecision {
  const topics = [...gone].sort();
  const hash = createHash('sha256').update(topics.join('\n')).digest('hex');
  const limit = Math.max(FREE_REMOVALS, Math.floor((known * maxPercent) / 100));
  const everything = known > 1 && topics.length === known;
  if ((topics.length <= limit && !everything) || hash === confirmed) {
    return { remove: topics };
  }
  const reason = everything
    ? `all ${known} topics of the cluster are gone at once`
    : `${topics.length} of ${known} topics are gone at once, more than the ${maxPercent} % that dataMesh.sync.maxRemovalPercent lets pass`;
  return { remove: [], held: { hash, reason, topics } };
}
