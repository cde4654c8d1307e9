import { EntityInfoCard } from '@backstage/plugin-catalog-react';
import { Cell, CellText, Table, Text, type ColumnConfig } from '@backstage/ui';
import type { QualityCheck } from '@data-mesh/backstage-plugin-data-mesh-common';
import { TextLink } from '../common/TextLink';
import { Ago } from '../live/Ago';
import { absoluteTime } from '../humanise/times';
import { StateLabel } from '../state/StateLabel';
import { QUALITY_LOOKS } from './objectiveWords';
import styles from './slo.module.css';
import { useObjectives } from './useObjectives';

type Row = QualityCheck & { id: string };

const PAST_SHOWN = 15;

const TONES: Record<QualityCheck['state'], string> = {
  passed: styles.kept,
  warned: styles.warned,
  failed: styles.breached,
};

const columns: ColumnConfig<Row>[] = [
  {
    id: 'check',
    label: 'Check',
    isRowHeader: true,
    width: '1.4fr',
    minWidth: 160,
    cell: ({ check, port }) => <CellText title={check} description={port} />,
  },
  {
    id: 'state',
    label: 'Result',
    minWidth: 130,
    cell: ({ state, past }) => {
      const [tone, word] = QUALITY_LOOKS[state];
      return (
        <Cell>
          <StateLabel tone={tone}>{word}</StateLabel>
          <span className={styles.past} aria-hidden>
            {past
              .slice(0, PAST_SHOWN)
              .reverse()
              .map(({ state: was, observedAt }, i) => (
                <span
                  key={`${observedAt} ${i}`}
                  className={TONES[was]}
                  title={`${QUALITY_LOOKS[was][1]}, ${absoluteTime(
                    observedAt,
                  )}`}
                />
              ))}
          </span>
        </Cell>
      );
    },
  },
  {
    id: 'found',
    label: 'Found',
    width: '1.6fr',
    minWidth: 180,
    cell: ({ value, expected, message, url }) => (
      <Cell>
        {value !== undefined && (
          <Text as="p">
            {value}
            {expected !== undefined && `, expected ${expected}`}
          </Text>
        )}
        {message && (
          <Text as="p" variant="body-small" color="secondary">
            {message}
          </Text>
        )}
        {url && <TextLink href={url}>Read on</TextLink>}
      </Cell>
    ),
  },
  {
    id: 'observed',
    label: 'Observed',
    minWidth: 140,
    cell: ({ observedAt, reportedBy }) => (
      <Cell>
        <Text as="p">
          <Ago at={observedAt} />
        </Text>
        <Text as="p" variant="body-small" color="secondary">
          by {reportedBy.replace(/^external:/, '')}
        </Text>
      </Cell>
    ),
  },
];

/** What tools have found of the quality of a product's data; nothing where none has. */
export function QualityCard() {
  const { value } = useObjectives();
  if (!value?.quality.length) return null;
  return (
    <EntityInfoCard title="Quality">
      <Table
        columnConfig={columns}
        data={value.quality.map(each => ({
          ...each,
          id: `${each.port ?? ''} ${each.check}`,
        }))}
        pagination={{ type: 'none' }}
      />
    </EntityInfoCard>
  );
}
