import { Container, Flex, Table, Text } from '@backstage/ui';
import { Empty } from '../common/Empty';
import { LiveView } from '../common/LiveView';
import { cursorPagination, useKept, usePages } from '../common/pages';
import { counted } from '../humanise/numbers';
import { runColumns } from './runColumns';
import { useRuns } from './useRuns';

const PAGE_SIZE = 50;

/** What templates made at Kafka and in the mesh, and what can be undone. */
export function AllRuns() {
  const pages = usePages();
  const runs = useKept(
    useRuns({
      ...(pages.cursor && { cursor: pages.cursor }),
      limit: PAGE_SIZE,
    }),
  );
  return (
    <Container>
      <Flex direction="column" gap="4" pb="6">
        <LiveView live={runs} what="The runs of templates" height="20rem">
          {page => (
            <>
              <Text as="p" variant="body-large" weight="bold">
                {`${counted(
                  page.totalItems,
                  'run',
                )} of templates made something`}
              </Text>
              <Table
                columnConfig={runColumns}
                data={page.items.map(run => ({ ...run, id: run.run }))}
                isStale={runs.isStale}
                pagination={cursorPagination(pages, PAGE_SIZE, page, [
                  'run',
                  'runs',
                ])}
                emptyState={
                  <Empty title="Nothing was made yet">
                    What the templates of this portal and promotions make at
                    Kafka and in the mesh is listed here, and can be undone as
                    long as nobody uses it.
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
