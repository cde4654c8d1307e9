import { Cell, CellText, Flex, Text, type ColumnConfig } from '@backstage/ui';
import type { AccessRequestItem } from '@data-mesh/backstage-plugin-data-mesh-common';
import { PageLink } from '../common/PageLink';
import { EntityLink } from '../entities/EntityLink';
import { humanPeriod } from '../humanise/times';
import { useMeshLinks } from '../useMeshLinks';
import { accessTo, whichPort } from './accessWords';
import { ItemSentence, ItemStateLabel } from './ItemState';
import { WithdrawButton } from './WithdrawButton';

function RequestLink({ item }: { item: AccessRequestItem }) {
  const links = useMeshLinks();
  return (
    <PageLink href={links.request(item.requestId)} weight="bold">
      {accessTo(item)}
    </PageLink>
  );
}

/** The columns of a table of requested items. */
export const requestColumns: ColumnConfig<AccessRequestItem>[] = [
  {
    id: 'what',
    label: 'What',
    isRowHeader: true,
    width: '2fr',
    minWidth: 220,
    cell: item => (
      <Cell>
        <RequestLink item={item} />
        <Text as="p" variant="body-small" color="secondary">
          {whichPort(item)}
        </Text>
      </Cell>
    ),
  },
  {
    id: 'consumer',
    label: 'For',
    width: '1fr',
    minWidth: 140,
    cell: ({ consumer }) => (
      <Cell>
        <EntityLink entityRef={consumer} />
      </Cell>
    ),
  },
  {
    id: 'duration',
    label: 'How long',
    width: '0.7fr',
    minWidth: 100,
    cell: ({ duration }) => <CellText title={humanPeriod(duration)} />,
  },
  {
    id: 'state',
    label: 'State',
    width: '2fr',
    minWidth: 260,
    cell: item => (
      <Cell>
        <Flex direction="column" gap="1">
          <ItemStateLabel state={item.state} />
          <ItemSentence item={item} />
        </Flex>
      </Cell>
    ),
  },
  {
    id: 'actions',
    label: 'Actions',
    width: '0.8fr',
    minWidth: 140,
    cell: item => (
      <Cell>{item.mayWithdraw && <WithdrawButton item={item} />}</Cell>
    ),
  },
];
