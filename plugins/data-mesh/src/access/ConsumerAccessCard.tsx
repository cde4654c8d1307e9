import { stringifyEntityRef } from '@backstage/catalog-model';
import { EntityInfoCard, useEntity } from '@backstage/plugin-catalog-react';
import { Link } from '@backstage/ui';
import { Empty } from '../common/Empty';
import { LiveView } from '../common/LiveView';
import { grantColumns } from '../grants/grantColumns';
import { GrantsTable } from '../grants/GrantsTable';
import { useMeshLinks } from '../useMeshLinks';
import { useGrants } from './useAccess';

const columns = [
  { ...grantColumns.what, minWidth: 150 },
  { ...grantColumns.until, minWidth: 95 },
  { ...grantColumns.state, minWidth: 120 },
  { ...grantColumns.connect, minWidth: 120 },
];
const SHOWN = 10;

/** On the page of a service: the data products that it may use. */
export function ConsumerAccessCard() {
  const { entity } = useEntity();
  const consumer = stringifyEntityRef(entity);
  const href = useMeshLinks().consumerAccess(consumer);
  const grants = useGrants({ consumer, state: 'live', limit: SHOWN });
  return (
    <EntityInfoCard
      title="Data that it may use"
      footerActions={href && <Link href={href}>All of its access</Link>}
    >
      <LiveView live={grants} what="The grants">
        {page => (
          <GrantsTable
            page={{ ...page, nextCursor: undefined }}
            columns={columns}
            emptyState={
              <Empty title="No grant of the portal">
                What the catalog says that it uses was declared, or allowed at
                Kafka by hand.
              </Empty>
            }
          />
        )}
      </LiveView>
    </EntityInfoCard>
  );
}
