import { Cell, CellText, Text, type ColumnConfig } from '@backstage/ui';
import type { MeshProduct } from '@data-mesh/backstage-plugin-data-mesh-common';
import { LocatedState } from '../clusters/LocatedState';
import { EntityLink } from '../entities/EntityLink';
import { OwnerLink } from '../entities/OwnerLink';
import { counted } from '../humanise/numbers';
import { ClassificationLabel } from '../state/ClassificationLabel';
import { StateLabel } from '../state/StateLabel';
import { capitalised, ORIGIN_MEANING, ORIGIN_WORDS } from '../state/words';
import styles from './products.module.css';
import type { SortName } from './productView';

/** A product as a row of a table. */
export type ProductRow = MeshProduct & {
  id: string;
  /** How many of its promises are broken. */
  broken?: number;
};

/** A column whose ID is what the backend sorts by. */
export type ProductColumn = ColumnConfig<ProductRow> & { id: SortName };

/** The columns of every table of products. */
export const productColumns: ProductColumn[] = [
  {
    id: 'title',
    label: 'Name',
    width: '3fr',
    minWidth: 230,
    isRowHeader: true,
    isSortable: true,
    cell: ({ ref, title, description, broken = 0 }) => (
      <Cell>
        <EntityLink entityRef={ref} weight="bold">
          {title}
        </EntityLink>
        {description && (
          <Text
            variant="body-small"
            color="secondary"
            className={styles.name}
            title={description}
          >
            {description}
          </Text>
        )}
        {broken > 0 && (
          <StateLabel tone="bad">
            {`${counted(broken, 'promise')} broken`}
          </StateLabel>
        )}
      </Cell>
    ),
  },
  {
    id: 'domain',
    label: 'Domain',
    width: '1fr',
    minWidth: 115,
    isSortable: true,
    cell: ({ domainRef }) => (
      <Cell>
        {domainRef ? (
          <EntityLink entityRef={domainRef} />
        ) : (
          <Text color="secondary">None</Text>
        )}
      </Cell>
    ),
  },
  {
    id: 'owner',
    label: 'Owner',
    width: '1fr',
    minWidth: 140,
    isSortable: true,
    cell: ({ ownerRef }) => (
      <Cell>
        <OwnerLink ownerRef={ownerRef} />
      </Cell>
    ),
  },
  {
    id: 'lifecycle',
    label: 'Lifecycle',
    width: '1fr',
    minWidth: 126,
    isSortable: true,
    cell: ({ lifecycle }) => <CellText title={capitalised(lifecycle)} />,
  },
  {
    id: 'classification',
    label: 'Classification',
    width: '1fr',
    minWidth: 158,
    isSortable: true,
    cell: ({ classification }) => (
      <Cell>
        <ClassificationLabel value={classification} />
      </Cell>
    ),
  },
  {
    id: 'origin',
    label: 'Origin',
    width: '1fr',
    minWidth: 118,
    isSortable: true,
    cell: ({ origin }) => (
      <Cell>
        <Text title={ORIGIN_MEANING[origin]}>{ORIGIN_WORDS[origin]}</Text>
      </Cell>
    ),
  },
  {
    id: 'state',
    label: 'State',
    width: '1fr',
    minWidth: 124,
    isSortable: true,
    cell: ({ state, reason, ports }) => (
      <Cell>
        <LocatedState
          state={state}
          reason={reason}
          locations={ports.flatMap(({ locations }) => locations)}
          withReason
        />
      </Cell>
    ),
  },
];
