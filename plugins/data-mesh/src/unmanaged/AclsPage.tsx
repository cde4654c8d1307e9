import { Container, Flex, Link, Table, Text } from '@backstage/ui';
import { useParams } from 'react-router-dom';
import { ACCESS, useAccess } from '../access/useAccess';
import { useClusterTitle } from '../clusters/useClusters';
import styles from '../common/common.module.css';
import { Empty } from '../common/Empty';
import { LiveView } from '../common/LiveView';
import { cursorPagination, useKept, usePages } from '../common/pages';
import { UrlSearch } from '../common/UrlSearch';
import { UrlSelect } from '../common/UrlSelect';
import { useUrlChoice } from '../common/useUrlFlag';
import { useUrlText } from '../common/useUrlText';
import { counted } from '../humanise/numbers';
import { Ago } from '../live/Ago';
import { useMeshLinks } from '../useMeshLinks';
import { aclColumns } from './aclColumns';
import { AdoptButton } from './AdoptButton';

const PAGE_SIZE = 50;
const SHOWN = [
  { id: 'open', label: 'To look at' },
  { id: 'ignored', label: 'Ignored' },
] as const;
const SHOWN_IDS = SHOWN.map(({ id }) => id);
const SELDOM = 30_000;

/** ACLs at Kafka that no grant has made, and what to do about each. */
export function AclsPage() {
  const { cluster = '' } = useParams();
  const links = useMeshLinks();
  const title = useClusterTitle(cluster);
  const [principal] = useUrlText('principal');
  const [resource] = useUrlText('resource');
  const [shown] = useUrlChoice('show', SHOWN_IDS);
  const pages = usePages();
  const query = {
    ...(principal && { principal }),
    ...(resource && { resource }),
    ...(shown === 'ignored' && { ignored: true }),
    ...(pages.cursor && { cursor: pages.cursor }),
    limit: PAGE_SIZE,
  };
  const acls = useKept(
    useAccess(
      `${ACCESS}acls:${cluster}:${JSON.stringify(query)}`,
      api => api.listUnmanagedAcls(cluster, query),
      page => (page ? 5_000 : SELDOM),
    ),
  );
  return (
    <Container>
      <Flex direction="column" gap="4" pb="6">
        <Link href={links.clusters} standalone>
          Clusters
        </Link>
        <Text as="h2" variant="title-x-small" weight="bold">
          {`ACLs on ${title} that no grant has made`}
        </Text>
        <LiveView live={acls} what="The ACLs" height="20rem">
          {page => (
            <>
              <Flex justify="between" align="center" gap="3">
                <Text as="p">
                  {`${counted(page.totalItems, 'ACL')}${
                    shown === 'ignored' ? ' that may stay' : ''
                  }. `}
                  The portal touches none of them unless somebody says so here
                  {page.readAt && (
                    <>
                      ; read <Ago at={page.readAt} />
                    </>
                  )}
                  .
                </Text>
                {page.mayAct && (
                  <AdoptButton cluster={cluster} principal={principal} />
                )}
              </Flex>
              <div className={styles.filters} role="search">
                <UrlSearch
                  name="principal"
                  label="Principal"
                  placeholder="Exactly: User:…"
                />
                <UrlSearch
                  name="resource"
                  label="About"
                  placeholder="A part of the topic, group …"
                />
                <UrlSelect label="Which" name="show" options={SHOWN} />
              </div>
              <Table
                columnConfig={aclColumns(cluster, page.mayAct)}
                data={page.items}
                isStale={acls.isStale}
                pagination={cursorPagination(pages, PAGE_SIZE, page, [
                  'ACL',
                  'ACLs',
                ])}
                emptyState={
                  principal || resource ? (
                    <Empty title="No ACL matches">
                      A principal is compared as a whole, such as
                      User:route-planner; of a resource a part is enough.
                    </Empty>
                  ) : (
                    <NothingLeft isIgnored={shown === 'ignored'} />
                  )
                }
              />
            </>
          )}
        </LiveView>
      </Flex>
    </Container>
  );
}

function NothingLeft({ isIgnored }: { isIgnored: boolean }) {
  return isIgnored ? (
    <Empty title="None is ignored">
      An ACL that may stay as it is, such as that of a mirror, can be ignored
      with a reason.
    </Empty>
  ) : (
    <Empty title="Every ACL is accounted for">
      Each one belongs to a grant or was ignored with a reason.
    </Empty>
  );
}
