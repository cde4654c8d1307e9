import { Container, Flex, Skeleton } from '@backstage/ui';
import { NoProducts } from '../products/NoProducts';
import { ClusterCard } from './ClusterCard';
import { MeshBanners } from './MeshBanners';
import { useClusters } from './useClusters';

/** Every configured cluster: how it is, and how old what we know of it is. */
export function AllClusters() {
  const clusters = useClusters();
  const { value, pending, reload } = clusters;
  return (
    <Container>
      <Flex direction="column" gap="4" pb="6">
        <MeshBanners clusters={clusters} />
        {pending && <Skeleton width="100%" height="12rem" />}
        {value?.items.map(cluster => (
          <ClusterCard key={cluster.name} cluster={cluster} />
        ))}
        {value?.items.length === 0 && (
          <NoProducts clusters={value} isNarrowed={false} onClear={reload} />
        )}
      </Flex>
    </Container>
  );
}
