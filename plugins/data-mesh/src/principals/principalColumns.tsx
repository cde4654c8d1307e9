import { Fragment } from 'react';
import { Cell, Flex, Text, type ColumnConfig } from '@backstage/ui';
import type { RegisteredPrincipal } from '@data-mesh/backstage-plugin-data-mesh-common';
import { EntityLink } from '../entities/EntityLink';
import { HowLong } from '../live/Ago';
import { StateLabel } from '../state/StateLabel';
import { ConfirmPrincipalButton } from './ConfirmPrincipalButton';
import { PRINCIPAL_LOOKS, principalState } from './registerWords';

type Row = RegisteredPrincipal & { id: string };

/** The columns of the register, with buttons for operators. */
export function principalColumns(
  cluster: string,
  mayConfirm: boolean,
): ColumnConfig<Row>[] {
  return [
    {
      id: 'principal',
      label: 'Principal',
      isRowHeader: true,
      width: '1fr',
      minWidth: 160,
      cell: ({ principal, createdHere }) => (
        <Cell>
          <Text weight="bold">{principal}</Text>
          {createdHere && (
            <Text as="p" variant="body-small" color="secondary">
              Made by the portal
            </Text>
          )}
        </Cell>
      ),
    },
    {
      id: 'consumer',
      label: 'Held by',
      width: '1fr',
      minWidth: 160,
      cell: ({ consumer, since }) => (
        <Cell>
          {consumer ? (
            <EntityLink entityRef={consumer} />
          ) : (
            <Text color="secondary">Nobody</Text>
          )}
          {since && (
            <Text as="p" variant="body-small" color="secondary">
              {'for '}
              <HowLong since={since} />
            </Text>
          )}
        </Cell>
      ),
    },
    {
      id: 'state',
      label: 'State',
      width: '2fr',
      minWidth: 260,
      cell: row => {
        const [tone, words] = PRINCIPAL_LOOKS[principalState(row)];
        return (
          <Cell>
            <StateLabel tone={tone}>{words}</StateLabel>
            <Notes row={row} />
          </Cell>
        );
      },
    },
    {
      id: 'actions',
      label: 'What to do',
      isHidden: !mayConfirm,
      width: '1fr',
      minWidth: 170,
      cell: row => (
        <Cell>
          <Flex direction="column" gap="2" align="start">
            {mayConfirm &&
              !row.invalid &&
              row.awaiting?.map(consumer => (
                <ConfirmPrincipalButton
                  key={consumer}
                  cluster={cluster}
                  principal={row.principal}
                  consumer={consumer}
                  holder={row.consumer}
                />
              ))}
          </Flex>
        </Cell>
      ),
    },
  ];
}

function Notes({ row }: { row: Row }) {
  const { contestedBy = [], awaiting = [], invalid, consumer } = row;
  return (
    <>
      {invalid && (
        <Text as="p" variant="body-small">
          {invalid}
        </Text>
      )}
      {contestedBy.length > 0 && (
        <Text as="p" variant="body-small">
          <Refs refs={contestedBy} />
          {` ${contestedBy.length === 1 ? 'names' : 'name'} it too${
            consumer ? '; who had it first keeps it' : ''
          }`}
        </Text>
      )}
      {awaiting.length > 0 && (
        <Text as="p" variant="body-small">
          <Refs refs={awaiting} />
          {` ${
            awaiting.length === 1 ? 'wants' : 'want'
          } it from a location that is not trusted`}
        </Text>
      )}
    </>
  );
}

function Refs({ refs }: { refs: string[] }) {
  return (
    <>
      {refs.map((ref, index) => (
        <Fragment key={ref}>
          {index > 0 && ', '}
          <EntityLink inText entityRef={ref} />
        </Fragment>
      ))}
    </>
  );
}
