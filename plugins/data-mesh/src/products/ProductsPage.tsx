import { useRef } from 'react';
import { Container, Flex } from '@backstage/ui';
import type { ProductPage } from '@data-mesh/backstage-plugin-data-mesh-common';
import { MeshBanners } from '../clusters/MeshBanners';
import { useClusters } from '../clusters/useClusters';
import { Failure } from '../common/Failure';
import { NewDomainLink } from '../domain/NewDomainLink';
import { useLive } from '../live/useLive';
import { MeshSummary } from './MeshSummary';
import { NoProducts } from './NoProducts';
import { ProductFilters } from './ProductFilters';
import { ProductsTable } from './ProductsTable';
import { isNarrowed, toQuery } from './productView';
import { useProductView } from './useProductView';

/** All data products that one may see. */
export function ProductsPage() {
  const control = useProductView();
  const clusters = useClusters();
  const everything = useLive('products:', api =>
    api.listProducts({ limit: 1 }),
  );
  const query = toQuery(control.view);
  const products = useLive(`products:${JSON.stringify(query)}`, api =>
    api.listProducts(query),
  );

  // While the next view loads, the one before stays: nothing jumps.
  const kept = useRef<ProductPage>();
  kept.current = products.value ?? kept.current;
  const page = kept.current;

  return (
    <Container>
      <Flex direction="column" gap="4" pb="6">
        <Flex justify="between" align="center" gap="3">
          <MeshSummary
            clusters={clusters.value}
            everything={everything.value}
          />
          <NewDomainLink label="New domain …" />
        </Flex>
        <MeshBanners clusters={clusters} />
        <ProductFilters control={control} facets={page?.facets} />
        {products.error && (
          <Failure
            isMild={page !== undefined}
            title={
              page
                ? 'The list could not be renewed; what you see may be old'
                : 'The data products could not be asked'
            }
            error={products.error}
            onRetry={products.reload}
          />
        )}
        {(page || !products.error) && (
          <ProductsTable
            control={control}
            page={page}
            isStale={page !== undefined && products.value === undefined}
            emptyState={
              <NoProducts
                clusters={clusters.value}
                isNarrowed={isNarrowed(control.view)}
                onClear={control.clear}
              />
            }
          />
        )}
      </Flex>
    </Container>
  );
}
