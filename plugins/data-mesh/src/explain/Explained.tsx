import { Alert, Button, Flex, TablePagination, Text } from '@backstage/ui';
import type {
  ExplainQuery,
  Explanation,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import { ACCESS, useAccess } from '../access/useAccess';
import styles from '../common/common.module.css';
import { Empty } from '../common/Empty';
import { LiveView } from '../common/LiveView';
import { cutPage, usePages } from '../common/pages';
import { UrlSearch } from '../common/UrlSearch';
import { UrlSelect } from '../common/UrlSelect';
import { useUrlChoice } from '../common/useUrlFlag';
import { useUrlText } from '../common/useUrlText';
import { Ago } from '../live/Ago';
import own from './explain.module.css';
import { answerWords, VERDICTS } from './explainWords';
import { PrincipalEntry } from './PrincipalEntry';

const VERDICT_IDS = VERDICTS.map(({ id }) => id);
const PAGE_SIZE = 25;
const FEW = 8;
const PACE = 15_000;

/** The answer for one topic, of everyone or of the principal in the URL. */
export function Explained(props: Omit<ExplainQuery, 'principal'>) {
  const [principal, setPrincipal] = useUrlText('principal');
  const query = { ...props, ...(principal && { principal }) };
  const explanation = useAccess(
    `${ACCESS}explain:${JSON.stringify(query)}`,
    api => api.explainAccess(query),
    () => PACE,
  );
  return (
    <LiveView live={explanation} what="The answer" height="16rem">
      {value => (
        <>
          <Flex justify="between" align="center" gap="3">
            <Text as="h2" variant="body-large" weight="bold">
              {value.unreadable ? 'Not known' : headline(value, principal)}
            </Text>
            {principal && (
              <Button
                size="small"
                variant="secondary"
                onPress={() => setPrincipal(undefined)}
              >
                Show everyone
              </Button>
            )}
          </Flex>
          {value.unreadable && (
            <Alert
              icon
              role="status"
              status="warning"
              title="The ACLs of this cluster could not be read"
              description={value.unreadable}
            />
          )}
          {value.principals.length > 0 && (
            <Principals explanation={value} isSingle={Boolean(principal)} />
          )}
          {!value.unreadable && value.principals.length === 0 && (
            <Empty title="No ACL is about this topic">
              Nobody but the cluster’s super-users can use it.
            </Empty>
          )}
          <Text as="p" variant="body-small" color="secondary">
            {value.readAt ? (
              <>
                From the ACLs as they were read <Ago at={value.readAt} />. It is
                computed here; Kafka itself decides.
              </>
            ) : (
              'The ACLs were never read.'
            )}
          </Text>
        </>
      )}
    </LiveView>
  );
}

function headline(explanation: Explanation, principal: string): string {
  return principal ? `What ${principal} may do` : answerWords(explanation);
}

function Principals(props: { explanation: Explanation; isSingle: boolean }) {
  const { explanation, isSingle } = props;
  const { principals, operation } = explanation;
  const [q] = useUrlText('q');
  const [verdict] = useUrlChoice('answer', VERDICT_IDS);
  const pages = usePages();
  const text = q.toLocaleLowerCase();
  const found = principals.filter(
    each =>
      (verdict === 'any' || each.verdict === verdict) &&
      [each.principal, each.consumer].some(name =>
        name?.toLocaleLowerCase().includes(text),
      ),
  );
  const { items, pagination } = cutPage(pages, PAGE_SIZE, found, [
    'principal',
    'principals',
  ]);
  const isNarrowed = q !== '' || verdict !== 'any';
  return (
    <>
      {(principals.length > FEW || isNarrowed) && (
        <div className={styles.filters}>
          <UrlSearch name="q" label="Who" placeholder="Principal or consumer" />
          <UrlSelect label="Answer" name="answer" options={VERDICTS} />
        </div>
      )}
      {found.length === 0 ? (
        <Empty title="Nobody matches">
          Of {principals.length}, none has this name and this answer.
        </Empty>
      ) : (
        <ul className={own.entries}>
          {items.map(each => (
            <li key={each.principal}>
              <PrincipalEntry
                explained={each}
                operation={operation}
                isOpen={isSingle}
              />
            </li>
          ))}
        </ul>
      )}
      {found.length > PAGE_SIZE && <TablePagination {...pagination} />}
    </>
  );
}
