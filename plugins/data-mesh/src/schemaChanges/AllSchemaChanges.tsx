import { Container, Flex, Table, Text } from '@backstage/ui';
import type { SchemaChangePage } from '@data-mesh/backstage-plugin-data-mesh-common';
import styles from '../common/common.module.css';
import { Empty } from '../common/Empty';
import { LiveView } from '../common/LiveView';
import { cursorPagination, useKept, usePages } from '../common/pages';
import { UrlSelect } from '../common/UrlSelect';
import { useUrlChoice } from '../common/useUrlFlag';
import { counted } from '../humanise/numbers';
import { schemaChangeColumns } from './schemaChangeColumns';
import { useSchemaChanges } from './useSchemaChanges';

const PAGE_SIZE = 50;
const ROLES = [
  { id: 'all', label: 'All' },
  { id: 'asked', label: 'To answer' },
  { id: 'proposed', label: 'Of my products' },
] as const;
const STATES = [
  { id: 'any', label: 'Any' },
  { id: 'open', label: 'Waiting' },
  { id: 'accepted', label: 'Being registered' },
  { id: 'registered', label: 'Registered' },
  { id: 'failed', label: 'Failed' },
  { id: 'withdrawn', label: 'Withdrawn' },
] as const;
const ROLE_IDS = ROLES.map(({ id }) => id);
const STATE_IDS = STATES.map(({ id }) => id);

/** Changes of schemas, and which of them wait for one. */
export function AllSchemaChanges() {
  const [role] = useUrlChoice('role', ROLE_IDS);
  const [state] = useUrlChoice('state', STATE_IDS);
  const pages = usePages();
  const changes = useKept(
    useSchemaChanges({
      role,
      ...(state !== 'any' && { state }),
      ...(pages.cursor && { cursor: pages.cursor }),
      limit: PAGE_SIZE,
    }),
  );
  return (
    <Container>
      <Flex direction="column" gap="4" pb="6">
        <LiveView live={changes} what="The schema changes" height="20rem">
          {page => (
            <>
              <Text as="p" variant="body-large" weight="bold">
                {headline(page)}
              </Text>
              <div className={styles.filters} role="search">
                <UrlSelect label="Show" name="role" options={ROLES} />
                <UrlSelect label="State" name="state" options={STATES} />
              </div>
              <Table
                columnConfig={schemaChangeColumns}
                data={page.items}
                isStale={changes.isStale}
                pagination={cursorPagination(pages, PAGE_SIZE, page, [
                  'schema change',
                  'schema changes',
                ])}
                emptyState={
                  <Empty title="No schema changes">
                    Owners change the schema of a port on the page of its data
                    product. What breaks readers waits here until they agree.
                  </Empty>
                }
              />
            </>
          )}
        </LiveView>
      </Flex>
    </Container>
  );
}

function headline({ items, totalItems }: SchemaChangePage): string {
  const yours = items.filter(({ yours: waiting }) => waiting > 0).length;
  return yours > 0
    ? `${counted(
        yours,
        'schema change waits',
        'schema changes wait',
      )} for your answer`
    : counted(totalItems, 'schema change');
}
