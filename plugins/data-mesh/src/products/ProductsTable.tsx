import { useMemo, type ReactNode } from 'react';
import { Table } from '@backstage/ui';
import type { ProductPage } from '@data-mesh/backstage-plugin-data-mesh-common';
import { counted } from '../humanise/numbers';
import { productColumns } from './productColumns';
import { PAGE_SIZE, SORTS } from './productView';
import type { ProductViewControl } from './useProductView';

/** One page of the list, in the order that the URL says. */
export function ProductsTable(props: {
  control: ProductViewControl;
  page?: ProductPage;
  /** Whether `page` still is that of the view before. */
  isStale: boolean;
  emptyState: ReactNode;
}) {
  const { control, page, isStale, emptyState } = props;
  const { view } = control;
  const rows = useMemo(
    () =>
      page?.items.map(product => ({
        ...product,
        id: product.ref,
        broken: page.promises?.[product.ref]?.breached,
      })),
    [page],
  );
  const next = page?.nextCursor;
  return (
    <Table
      columnConfig={productColumns}
      data={rows}
      isPending={!page}
      isStale={isStale}
      sort={{
        descriptor: {
          column: view.sort,
          direction: view.descending ? 'descending' : 'ascending',
        },
        onSortChange: ({ column, direction }) => {
          const by = SORTS.find(name => name === column);
          if (by) control.sort(by, direction === 'descending');
        },
      }}
      pagination={{
        type: 'page',
        pageSize: PAGE_SIZE,
        pageSizeOptions: [],
        offset: (view.page - 1) * PAGE_SIZE,
        totalCount: page?.totalItems,
        getLabel: ({ offset = 0, totalCount = 0 }) => {
          const shown = rows?.length ?? 0;
          const all = counted(totalCount, 'data product');
          return shown === totalCount
            ? all
            : `${offset + 1} to ${offset + shown} of ${all}`;
        },
        hasNextPage: Boolean(next) && !isStale,
        hasPreviousPage: view.cursor !== undefined && !isStale,
        onNextPage: () => next && control.nextPage(next),
        onPreviousPage: control.previousPage,
      }}
      emptyState={emptyState}
    />
  );
}
