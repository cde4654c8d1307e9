import { stringifyEntityRef } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import { Flex } from '@backstage/ui';
import { TextLink } from '../common/TextLink';
import { grantColumns } from '../grants/grantColumns';
import { GrantsCard } from '../grants/GrantsCard';
import { useMeshLinks } from '../useMeshLinks';
import { PendingCard } from './PendingCard';
import { useItems } from './useAccess';

const columns = [
  grantColumns.what,
  grantColumns.until,
  grantColumns.state,
  grantColumns.decided,
  grantColumns.connect,
];

/** Which data products a service may use, and which it asks for. */
export function ConsumerAccessContent() {
  const { entity } = useEntity();
  const consumer = stringifyEntityRef(entity);
  const links = useMeshLinks();
  const pending = useItems({ consumer, state: 'pending', limit: 200 });
  return (
    <Flex direction="column" gap="4">
      <PendingCard items={pending} />
      <GrantsCard
        title="Data that it may use"
        query={{ consumer }}
        columns={columns}
        emptyTitle="It has no access to data products"
        emptyText={
          <>
            Its owners ask for access on the page of a data product:{' '}
            <TextLink href={links.products()}>find one</TextLink>.
          </>
        }
      />
    </Flex>
  );
}
