import { stringifyEntityRef } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import { Flex, Text } from '@backstage/ui';
import { useProduct } from '../entity/useProduct';
import { grantColumns } from '../grants/grantColumns';
import { GrantsCard } from '../grants/GrantsCard';
import { HistoryCard } from '../history/HistoryCard';
import { accessSummary } from './accessWords';
import { PendingCard } from './PendingCard';
import { RequestAccessButton } from './request/RequestAccessButton';
import { WhyLinks } from './WhyLinks';
import { useGrants, useItems } from './useAccess';

const columns = [
  // Which product goes without saying on its page.
  { ...grantColumns.consumer, isRowHeader: true, label: 'Who' },
  { ...grantColumns.what, isRowHeader: false, label: 'Grant' },
  grantColumns.until,
  grantColumns.state,
  grantColumns.decided,
];

/** Who has access to a data product, and who asks for it. */
export function AccessContent() {
  const { entity } = useEntity();
  const product = stringifyEntityRef(entity);
  const details = useProduct();
  const live = useGrants({ product, state: 'live', limit: 1000 });
  const pending = useItems({ product, state: 'pending', limit: 200 });
  return (
    <Flex direction="column" gap="4">
      <Flex justify="between" align="center" gap="3">
        <Text as="p" variant="body-large" weight="bold">
          {live.value &&
            pending.value &&
            accessSummary(live.value.items, pending.value.totalItems)}
        </Text>
        {details.value && (
          <RequestAccessButton isPrimary details={details.value} />
        )}
      </Flex>
      {details.value && <WhyLinks product={details.value.product} />}
      <PendingCard items={pending} />
      <GrantsCard
        title="Who has access"
        query={{ product }}
        columns={columns}
        emptyTitle="Nobody has access through the portal yet"
        emptyText="Access that is asked for here and approved appears in this list. ACLs that somebody made at Kafka by hand do not; those are explained above."
      />
      <HistoryCard query={{ product }} />
    </Flex>
  );
}
