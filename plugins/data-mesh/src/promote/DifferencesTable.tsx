import {
  Cell,
  CellText,
  Checkbox,
  Table,
  type ColumnConfig,
} from '@backstage/ui';
import type { SettingDifference } from '@data-mesh/backstage-plugin-data-mesh-common';
import { keyWords, valueWords } from '../topics/topicChangeWords';

type Row = SettingDifference & { id: string };

const NOTHING = '–';
const REPLICAS = 'replicationFactor';

/** What people call something about a topic. */
const settingWords = (key: string) =>
  key === REPLICAS ? 'Copies' : keyWords(key);

type TableOptions = {
  /** Names of the clusters. */
  from: string;
  to: string;
  /** Whether there is no topic at the target yet. */
  isNew: boolean;
  keep: string[];
  onKeep: (keep: string[]) => void;
};

function columnsOf({
  from,
  to,
  isNew,
  keep,
  onKeep,
}: TableOptions): ColumnConfig<Row>[] {
  const value = (key: string, text: string | undefined) =>
    text === undefined ? NOTHING : valueWords(key, text);
  // Of these it is not for the product to say.
  const canStay = ({ key, source, target, becomes }: Row) =>
    key !== REPLICAS &&
    source !== undefined &&
    (keep.includes(key) ||
      (becomes !== target && !(isNew && key === 'partitions')));
  return [
    {
      id: 'key',
      label: 'What',
      isRowHeader: true,
      cell: ({ key }) => <CellText title={settingWords(key)} />,
    },
    {
      id: 'source',
      label: `On ${from}`,
      cell: ({ key, source }) => <CellText title={value(key, source)} />,
    },
    ...(isNew
      ? []
      : [
          {
            id: 'target',
            label: `On ${to} now`,
            cell: ({ key, target }: Row) => (
              <CellText title={value(key, target)} />
            ),
          },
        ]),
    {
      id: 'becomes',
      label: isNew ? `On ${to}` : `On ${to} then`,
      cell: ({ key, becomes, note }) => (
        <CellText title={value(key, becomes)} description={note} />
      ),
    },
    {
      id: 'keep',
      label: 'Stays',
      cell: row => (
        <Cell>
          {canStay(row) && (
            <Checkbox
              aria-label={`${settingWords(row.key)} stays as it is there`}
              isSelected={keep.includes(row.key)}
              onChange={isKept =>
                onKeep(
                  isKept
                    ? [...keep, row.key]
                    : keep.filter(each => each !== row.key),
                )
              }
            />
          )}
        </Cell>
      ),
    },
  ];
}

/** What about a topic differs between two environments, and what becomes of it. */
export function DifferencesTable(
  props: TableOptions & { differences: SettingDifference[] },
) {
  const { differences, ...options } = props;
  return (
    <Table
      columnConfig={columnsOf(options)}
      data={differences.map(each => ({ ...each, id: each.key }))}
      pagination={{ type: 'none' }}
    />
  );
}
