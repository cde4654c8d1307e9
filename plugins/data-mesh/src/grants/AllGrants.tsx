import { useState } from 'react';
import { Container, Flex } from '@backstage/ui';
import { TextLink } from '../common/TextLink';
import { useGrants } from '../access/useAccess';
import styles from '../common/common.module.css';
import { Empty } from '../common/Empty';
import { LiveView } from '../common/LiveView';
import { UrlSelect } from '../common/UrlSelect';
import { useUrlChoice } from '../common/useUrlFlag';
import { useMeshLinks } from '../useMeshLinks';
import { grantColumns } from './grantColumns';
import { GRANT_FILTERS, GRANT_STATES, stateQuery } from './grantStates';
import { GrantsTable } from './GrantsTable';

const ROLES = [
  { id: 'all', label: 'All that I may see' },
  { id: 'consumer', label: 'Of my services' },
  { id: 'owner', label: 'To my data' },
] as const;
const ROLE_IDS = ROLES.map(({ id }) => id);
const columns = [
  grantColumns.what,
  grantColumns.consumer,
  grantColumns.until,
  grantColumns.state,
  grantColumns.decided,
];

/** Grants to one's data, or of one's services. */
export function AllGrants() {
  const links = useMeshLinks();
  const [role] = useUrlChoice('role', ROLE_IDS);
  const [state] = useUrlChoice('state', GRANT_FILTERS);
  const [limit, setLimit] = useState(50);
  const grants = useGrants({ role, ...stateQuery(state), limit });
  return (
    <Container>
      <Flex direction="column" gap="4" pb="6">
        <div className={styles.filters}>
          <UrlSelect label="Whose" name="role" options={ROLES} />
          <UrlSelect label="State" name="state" options={GRANT_STATES} />
        </div>
        <LiveView live={grants} what="The grants">
          {page => (
            <GrantsTable
              page={page}
              columns={columns}
              onShowAll={() => setLimit(1000)}
              emptyState={
                <Empty title="No grant matches">
                  A grant comes from a request that was approved. Access is
                  asked for on the page of a data product:{' '}
                  <TextLink href={links.products()}>find one</TextLink>.
                </Empty>
              }
            />
          )}
        </LiveView>
      </Flex>
    </Container>
  );
}
