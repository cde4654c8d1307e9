import { useState, type ReactNode } from 'react';
import { EntityInfoCard } from '@backstage/plugin-catalog-react';
import type { ColumnConfig } from '@backstage/ui';
import type {
  Grant,
  GrantQuery,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import { useGrants } from '../access/useAccess';
import { Empty } from '../common/Empty';
import { LiveView } from '../common/LiveView';
import { UrlSelect } from '../common/UrlSelect';
import { useUrlChoice } from '../common/useUrlFlag';
import { GRANT_FILTERS, GRANT_STATES, stateQuery } from './grantStates';
import { GrantsTable } from './GrantsTable';

/** Grants on the page of an entity; those that ended behind a filter. */
export function GrantsCard(props: {
  title: string;
  query: Pick<GrantQuery, 'product' | 'consumer'>;
  columns: readonly ColumnConfig<Grant>[];
  emptyTitle: string;
  emptyText: ReactNode;
}) {
  const { title, query, columns, emptyTitle, emptyText } = props;
  const [state] = useUrlChoice('grants', GRANT_FILTERS);
  const [limit, setLimit] = useState(50);
  const grants = useGrants({ ...query, ...stateQuery(state), limit });
  return (
    <EntityInfoCard
      title={title}
      headerActions={
        <UrlSelect
          aria-label="State of the grants"
          name="grants"
          options={GRANT_STATES}
        />
      }
    >
      <LiveView live={grants} what="The grants">
        {page => (
          <GrantsTable
            page={page}
            columns={columns}
            onShowAll={() => setLimit(1000)}
            emptyState={
              <Empty
                title={
                  state === 'live' ? emptyTitle : 'No grant is in this state'
                }
              >
                {emptyText}
              </Empty>
            }
          />
        )}
      </LiveView>
    </EntityInfoCard>
  );
}
