import type {
  MeshLocation,
  SyncState,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import { SyncStateLabel } from '../state/SyncStateLabel';
import { useClusters } from './useClusters';

/**
 * The sync state of what is at these locations. While one of their clusters
 * cannot be read, it is only what was last seen, and does not look healthy.
 */
export function LocatedState(props: {
  state: SyncState;
  reason?: string;
  locations: MeshLocation[];
  withReason?: boolean;
}) {
  const { locations, ...label } = props;
  const { value } = useClusters();
  const read = (value?.items ?? []).filter(
    ({ state }) => state === 'ok' || state === 'pending',
  );
  const isOld =
    value !== undefined &&
    locations.some(({ cluster }) => !read.some(({ name }) => name === cluster));
  return <SyncStateLabel {...label} isOld={isOld} />;
}
