import { useMemo, useState } from 'react';
import { Button, Container, Flex, Table } from '@backstage/ui';
import { TextLink } from '../common/TextLink';
import styles from '../common/common.module.css';
import { Empty } from '../common/Empty';
import { LiveView } from '../common/LiveView';
import { UrlSelect } from '../common/UrlSelect';
import { useUrlChoice } from '../common/useUrlFlag';
import { useMeshLinks } from '../useMeshLinks';
import { requestColumns } from './requestColumns';
import { useItems } from './useAccess';

const PAGE = 50;
const STATES = [
  { id: 'any', label: 'Any' },
  { id: 'pending', label: 'Waits' },
  { id: 'approved', label: 'Approved' },
  { id: 'rejected', label: 'Rejected' },
  { id: 'withdrawn', label: 'Withdrawn' },
] as const;
const STATE_IDS = STATES.map(({ id }) => id);

/** What one has asked for oneself, the newest first. */
export function MyRequests() {
  const links = useMeshLinks();
  const [state] = useUrlChoice('state', STATE_IDS);
  const [limit, setLimit] = useState(PAGE);
  const items = useItems({
    role: 'requester',
    ...(state !== 'any' && { state }),
    limit,
  });
  const rows = useMemo(() => items.value?.items ?? [], [items.value]);
  return (
    <Container>
      <Flex direction="column" gap="4" pb="6">
        <div className={styles.filters}>
          <UrlSelect label="State" name="state" options={STATES} />
        </div>
        <LiveView live={items} what="Your requests">
          {page => (
            <>
              <Table
                columnConfig={requestColumns}
                data={rows}
                pagination={{ type: 'none' }}
                emptyState={
                  <Empty
                    title={
                      state === 'any'
                        ? 'You have not asked for anything yet'
                        : 'None of your requests is in this state'
                    }
                  >
                    Access is asked for on the page of a data product:{' '}
                    <TextLink href={links.products()}>find one</TextLink>.
                  </Empty>
                }
              />
              {page.nextCursor && (
                <Button variant="secondary" onPress={() => setLimit(1000)}>
                  Show all
                </Button>
              )}
            </>
          )}
        </LiveView>
      </Flex>
    </Container>
  );
}
