import type { ReactNode } from 'react';
import { Button, Flex, Table, type ColumnConfig } from '@backstage/ui';
import type {
  Grant,
  GrantPage,
} from '@data-mesh/backstage-plugin-data-mesh-common';

/** Grants as a table, in the order of the backend: the newest first. */
export function GrantsTable(props: {
  page: GrantPage;
  columns: readonly ColumnConfig<Grant>[];
  onShowAll?: () => void;
  emptyState: ReactNode;
}) {
  const { page, columns, onShowAll, emptyState } = props;
  return (
    <Flex direction="column" gap="3">
      <Table
        columnConfig={columns}
        data={page.items}
        pagination={{ type: 'none' }}
        emptyState={emptyState}
      />
      {page.nextCursor && (
        <Button variant="secondary" onPress={onShowAll}>
          {`Show all ${page.totalItems}`}
        </Button>
      )}
    </Flex>
  );
}
