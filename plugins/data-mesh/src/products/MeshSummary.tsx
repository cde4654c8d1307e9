import { Skeleton, Text } from '@backstage/ui';
import {
  isSyncState,
  SYNC_STATES,
  type ClusterList,
  type ProductPage,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import { counted } from '../humanise/numbers';
import { listed } from '../humanise/lists';
import { Ago } from '../live/Ago';
import { oldestReading } from '../clusters/readings';
import { STATE_WORDS } from '../state/words';

/** The answer before the list: how much there is, and whether it is well. */
export function MeshSummary(props: {
  clusters?: ClusterList;
  /** Any page of the list without filters. */
  everything?: ProductPage;
}) {
  const { clusters, everything } = props;
  if (!everything) {
    return <Skeleton width="min(36rem, 100%)" height="1.5rem" />;
  }
  const { totalItems, facets } = everything;
  const products = counted(totalItems, 'data product');
  const domains = counted(facets.domain?.length ?? 0, 'domain');
  const on = clusters && ` on ${counted(clusters.items.length, 'cluster')}`;
  const readAt = clusters && oldestReading(clusters.items);
  const isOld =
    clusters &&
    (clusters.items.length === 0 ||
      clusters.items.some(({ state }) => state === 'failing'));
  return (
    <Text as="p" variant="body-large" aria-live="off">
      <strong>{`${products} in ${domains}${on ?? ''}`}</strong>
      {totalItems > 0 && `; ${health(everything)}`}
      {isOld && isAnythingKnown(everything) && ' when last read'}
      {readAt && (
        <>
          {isOld ? ' ' : ', read '}
          <Ago at={readAt} />
        </>
      )}
      .
    </Text>
  );
}

/** "all in sync", or how many are not, the worst first. */
function health({ totalItems, facets }: ProductPage): string {
  const counts = new Map(
    (facets.state ?? []).map(({ value, count }) => [value, count]),
  );
  if (counts.get('in-sync') === totalItems) return 'all in sync';
  return listed(
    [...SYNC_STATES]
      .reverse()
      .filter(state => isSyncState(state) && counts.has(state))
      .map(state => `${counts.get(state)} ${STATE_WORDS[state].toLowerCase()}`),
  );
}

function isAnythingKnown({ facets }: ProductPage): boolean {
  return (facets.state ?? []).some(({ value }) => value !== 'unknown');
}
