import { useMemo } from 'react';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { EntityInfoCard, useEntity } from '@backstage/plugin-catalog-react';
import { Link, Table, Text } from '@backstage/ui';
import { Failure } from '../common/Failure';
import { counted } from '../humanise/numbers';
import { useLive } from '../live/useLive';
import { productColumns } from '../products/productColumns';
import { useMeshLinks } from '../useMeshLinks';

const SHOWN = 20;
// On the page of a domain, the domain goes without saying; the rest is what
// fits into a card.
const SHOWN_COLUMNS = ['title', 'owner', 'classification', 'state'];
const NARROW = { title: 150, owner: 115 };
const columns = productColumns
  .filter(({ id }) => SHOWN_COLUMNS.includes(id))
  .map(column => ({
    ...column,
    isSortable: false,
    minWidth: NARROW[column.id as keyof typeof NARROW] ?? column.minWidth,
  }));

/** On the page of a domain: its data products, and how they are. */
export function DomainProductsCard() {
  const { entity } = useEntity();
  const ref = stringifyEntityRef(entity);
  const href = useMeshLinks().products({ domain: ref });
  const { value, error, reload } = useLive(`domain:${ref}`, api =>
    api.listProducts({ domain: ref, limit: SHOWN }),
  );
  const rows = useMemo(
    () => value?.items.map(product => ({ ...product, id: product.ref })),
    [value],
  );
  return (
    <EntityInfoCard
      title="Data products"
      footerActions={
        value &&
        value.totalItems > SHOWN &&
        href && (
          <Link href={href}>
            {`All ${counted(value.totalItems, 'data product')}`}
          </Link>
        )
      }
    >
      {error && !value ? (
        <Failure
          title="The data products could not be asked"
          error={error}
          onRetry={reload}
        />
      ) : (
        <Table
          columnConfig={columns}
          data={rows}
          isPending={!rows}
          pagination={{ type: 'none' }}
          emptyState={
            <Text color="secondary">
              No data product names this domain, and no live topic belongs to
              it.
            </Text>
          }
        />
      )}
    </EntityInfoCard>
  );
}
