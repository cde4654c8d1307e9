import { Button, Container, Flex, TablePagination, Text } from '@backstage/ui';
import { useSearchParams } from 'react-router-dom';
import { Empty } from '../common/Empty';
import { LiveView } from '../common/LiveView';
import { cursorPagination, useKept, usePages } from '../common/pages';
import { TextLink } from '../common/TextLink';
import { useUrlText } from '../common/useUrlText';
import { useMeshLinks } from '../useMeshLinks';
import { ExportButtons } from './ExportButtons';
import { HistoryFilters } from './HistoryFilters';
import { HistoryList } from './HistoryList';
import { toHistoryQuery } from './historyView';
import { useHistory } from './useHistory';

const PAGE_SIZE = 50;

/** What was asked, decided and done, as far as one may see it. */
export function HistoryPage() {
  const [params] = useSearchParams();
  const pages = usePages();
  const { cursor } = pages;
  const query = toHistoryQuery(params);
  const history = useKept(
    useHistory({ ...query, limit: PAGE_SIZE, ...(cursor && { cursor }) }),
  );
  const isNarrowed = Object.keys(query).length > 0;
  return (
    <Container>
      <Flex direction="column" gap="4" pb="6">
        <HistoryFilters />
        <OnlyOne name="grant" />
        <OnlyOne name="request" />
        <LiveView live={history} what="The history" height="20rem">
          {page => (
            <>
              <ExportButtons />
              {page.items.length === 0 ? (
                <Empty
                  title={
                    isNarrowed ? 'Nothing matches' : 'Nothing happened yet'
                  }
                >
                  Requests, decisions and every change at Kafka are listed here
                  for those who may see the data product and the consumer.
                </Empty>
              ) : (
                <div aria-busy={history.isStale}>
                  <HistoryList entries={page.items} />
                  <TablePagination
                    {...cursorPagination(pages, PAGE_SIZE, page, [
                      'entry',
                      'entries',
                    ])}
                  />
                </div>
              )}
            </>
          )}
        </LiveView>
      </Flex>
    </Container>
  );
}

/** Says that the history is that of one thing alone, which no filter shows. */
function OnlyOne({ name }: { name: 'grant' | 'request' }) {
  const [id, set] = useUrlText(name);
  const links = useMeshLinks();
  if (!id) return null;
  return (
    <Flex gap="3" align="center">
      <Text as="p">
        Only of <TextLink href={links[name](id)}>{`one ${name}`}</TextLink>
      </Text>
      <Button size="small" variant="tertiary" onPress={() => set(undefined)}>
        Show all
      </Button>
    </Flex>
  );
}
