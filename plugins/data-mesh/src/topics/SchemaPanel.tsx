import { CodeSnippet } from '@backstage/core-components';
import {
  Badge,
  Cell,
  CellText,
  Flex,
  Table,
  Text,
  type ColumnConfig,
} from '@backstage/ui';
import {
  schemaFields,
  type SchemaField,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import { Disclosure } from '../common/Disclosure';
import { prettySchema } from './prettySchema';
import styles from './topics.module.css';
import type { TopicSchema } from './types';

const columns: ColumnConfig<SchemaField & { id: string }>[] = [
  {
    id: 'path',
    label: 'Field',
    isRowHeader: true,
    cell: ({ path, tags }) => (
      <Cell>
        <Flex gap="2" align="center">
          <code>{path}</code>
          {tags.map(tag => (
            <Badge key={tag} size="small">
              {tag}
            </Badge>
          ))}
        </Flex>
      </Cell>
    ),
  },
  {
    id: 'type',
    label: 'Type',
    cell: ({ type }) => <CellText title={type} />,
  },
  {
    id: 'description',
    label: 'Meaning',
    cell: ({ description }) => (
      <Cell>
        <Text color={description ? 'primary' : 'secondary'}>
          {description ?? 'Not described'}
        </Text>
      </Cell>
    ),
  },
];

/** The fields of a schema, and its text one disclosure away. */
export function SchemaPanel({ schema }: { schema: TopicSchema }) {
  const fields = schemaFields(schema);
  const language = /^proto/i.test(schema.format) ? 'protobuf' : 'json';
  const source = (
    <div className={styles.code}>
      <CodeSnippet
        text={prettySchema(schema)}
        language={language}
        showCopyCodeButton
      />
    </div>
  );
  if (fields.length === 0) return source;
  return (
    <Flex direction="column" gap="2">
      <Table
        columnConfig={columns}
        data={fields.map((field, index) => ({ ...field, id: `${index}` }))}
        pagination={{ type: 'none' }}
      />
      <Disclosure title="As registered">{source}</Disclosure>
    </Flex>
  );
}
