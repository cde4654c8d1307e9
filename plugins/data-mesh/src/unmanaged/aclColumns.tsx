import { Cell, Flex, Text, type ColumnConfig } from '@backstage/ui';
import type { UnmanagedAcl } from '@data-mesh/backstage-plugin-data-mesh-common';
import { aclTuple, aclWords } from '../access/aclWords';
import { EntityLink } from '../entities/EntityLink';
import { Ago } from '../live/Ago';
import { capitalised } from '../state/words';
import { IgnoreButton, RevokeAclButton, UnignoreButton } from './AclButtons';

/** The columns of a table of ACLs, with buttons for those who may act. */
export function aclColumns(
  cluster: string,
  mayAct: boolean,
): ColumnConfig<UnmanagedAcl>[] {
  return [
    {
      id: 'who',
      label: 'Who',
      width: '1fr',
      minWidth: 160,
      cell: ({ binding, consumer }) => (
        <Cell>
          <Text>{binding.principal}</Text>
          {consumer ? (
            <Text as="p" variant="body-small">
              <EntityLink inText entityRef={consumer} />
            </Text>
          ) : (
            <Text as="p" variant="body-small" color="secondary">
              No consumer in the catalog
            </Text>
          )}
        </Cell>
      ),
    },
    {
      id: 'what',
      label: 'What',
      isRowHeader: true,
      width: '2fr',
      minWidth: 260,
      cell: ({ binding }) => (
        <Cell>
          <Text as="p">{capitalised(aclWords(binding))}</Text>
          <Text as="p" variant="body-small" color="secondary">
            <code>{aclTuple(binding)}</code>
          </Text>
        </Cell>
      ),
    },
    {
      id: 'actions',
      label: 'What to do',
      width: '1.2fr',
      minWidth: 240,
      cell: acl => (
        <Cell>
          <Flex direction="column" gap="2">
            {acl.ignored && (
              <Text as="p" variant="body-small">
                {`May stay: ${acl.ignored.reason} (`}
                <EntityLink inText entityRef={acl.ignored.by} />,{' '}
                <Ago at={acl.ignored.at} />)
              </Text>
            )}
            {acl.protected && (
              <Text as="p" variant="body-small" color="secondary">
                {`Not to be revoked here. ${acl.protected}`}
              </Text>
            )}
            {mayAct && (
              <Flex gap="2">
                {acl.ignored ? (
                  <UnignoreButton cluster={cluster} acl={acl} />
                ) : (
                  <IgnoreButton cluster={cluster} acl={acl} />
                )}
                {!acl.protected && (
                  <RevokeAclButton cluster={cluster} acl={acl} />
                )}
              </Flex>
            )}
          </Flex>
        </Cell>
      ),
    },
  ];
}
