import { Container, Flex, Link, Table, Text } from '@backstage/ui';
import { useParams } from 'react-router-dom';
import { ACCESS, useAccess } from '../access/useAccess';
import { useClusters, useClusterTitle } from '../clusters/useClusters';
import styles from '../common/common.module.css';
import { Empty } from '../common/Empty';
import { LiveView } from '../common/LiveView';
import { cutPage, usePages } from '../common/pages';
import { UrlSearch } from '../common/UrlSearch';
import { useUrlText } from '../common/useUrlText';
import { useMeshLinks } from '../useMeshLinks';
import { principalColumns } from './principalColumns';
import { inOrder, registerWords } from './registerWords';

const PAGE_SIZE = 50;
const SELDOM = 30_000;

/** Which consumer holds which principal of a cluster. */
export function PrincipalsPage() {
  const { cluster = '' } = useParams();
  const links = useMeshLinks();
  const title = useClusterTitle(cluster);
  const mayConfirm = useClusters().value?.mayOperate ?? false;
  const [q] = useUrlText('q');
  const pages = usePages();
  const register = useAccess(
    `${ACCESS}principals:${cluster}`,
    api => api.listPrincipals(cluster),
    list => (list ? 5_000 : SELDOM),
  );
  return (
    <Container>
      <Flex direction="column" gap="4" pb="6">
        <Link href={links.clusters} standalone>
          Clusters
        </Link>
        <Text as="h2" variant="title-x-small" weight="bold">
          {`Principals on ${title}`}
        </Text>
        <LiveView live={register} what="The register" height="20rem">
          {({ items }) => {
            const text = q.toLocaleLowerCase();
            const found = inOrder(items).filter(
              ({ principal, claimants }) =>
                principal.toLocaleLowerCase().includes(text) ||
                claimants.some(ref => ref.includes(text)),
            );
            const page = cutPage(pages, PAGE_SIZE, found, [
              'principal',
              'principals',
            ]);
            return (
              <>
                <Text as="p" variant="body-large" weight="bold">
                  {registerWords(items)}
                </Text>
                {(items.length > 0 || q) && (
                  <div className={styles.filters} role="search">
                    <UrlSearch
                      name="q"
                      label="Search"
                      placeholder="Principal or consumer"
                    />
                  </div>
                )}
                <Table
                  columnConfig={principalColumns(cluster, mayConfirm)}
                  data={page.items.map(each => ({
                    ...each,
                    id: each.principal,
                  }))}
                  pagination={page.pagination}
                  emptyState={
                    q ? (
                      <Empty title="No principal matches">
                        Its name or that of its consumer has to contain what is
                        searched for.
                      </Empty>
                    ) : (
                      <Empty title="No consumer names a principal yet">
                        A component, system or resource says as whom it signs in
                        with the annotation data-mesh/kafka-principal.
                      </Empty>
                    )
                  }
                />
              </>
            );
          }}
        </LiveView>
      </Flex>
    </Container>
  );
}
