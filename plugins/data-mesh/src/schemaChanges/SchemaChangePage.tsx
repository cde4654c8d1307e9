import { CodeSnippet } from '@backstage/core-components';
import {
  Alert,
  Card,
  CardBody,
  CardFooter,
  CardHeader,
  Container,
  Flex,
  Link,
  Table,
  Text,
} from '@backstage/ui';
import type { SchemaChange } from '@data-mesh/backstage-plugin-data-mesh-common';
import { useParams } from 'react-router-dom';
import styles from '../access/access.module.css';
import { AnyOf } from '../access/Deciders';
import { Fact, Facts } from '../common/Facts';
import { LiveView } from '../common/LiveView';
import { EntityLink } from '../entities/EntityLink';
import { counted } from '../humanise/numbers';
import { Ago } from '../live/Ago';
import { Until } from '../live/Until';
import { StateLabel } from '../state/StateLabel';
import { useMeshLinks } from '../useMeshLinks';
import { AnswerButtons } from './AnswerButtons';
import { BreaksList } from './BreaksList';
import { ChangeButtons } from './ChangeButtons';
import { readerColumns } from './readerColumns';
import { changeSummary, stateOf } from './schemaChangeWords';
import { SchemaDiff } from './SchemaDiff';
import { useSchemaChange } from './useSchemaChanges';

/** One change: what it breaks, whom, and what they say to it. */
export function SchemaChangePage() {
  const { id = '' } = useParams();
  const links = useMeshLinks();
  const change = useSchemaChange(id);
  return (
    <Container>
      <Flex direction="column" gap="4" pb="6">
        <Link href={links.schemaChanges} standalone>
          Schema changes
        </Link>
        <LiveView live={change} what="This change" height="24rem">
          {value => (
            <>
              <ChangeCard change={value} />
              {!value.compatible && <ReadersCard change={value} />}
              {value.newPort && <DescriptorCard change={value} />}
              <SchemasCard change={value} />
            </>
          )}
        </LiveView>
      </Flex>
    </Container>
  );
}

function CardTitle({ children }: { children: string }) {
  return (
    <Text as="h2" variant="title-x-small" weight="bold">
      {children}
    </Text>
  );
}

function ChangeCard({ change }: { change: SchemaChange }) {
  const { productTitle, product, port, message, respondBy, state, may } =
    change;
  const [tone, words] = stateOf(change);
  return (
    <Card>
      <CardHeader>
        <Flex justify="between" align="center" gap="3">
          <CardTitle>{`New schema of ${productTitle}, port ${port}`}</CardTitle>
          <StateLabel tone={tone}>{words}</StateLabel>
        </Flex>
      </CardHeader>
      <CardBody>
        <Flex direction="column" gap="4">
          <Text as="p" variant="body-large">
            {changeSummary(change)}
          </Text>
          {change.failure && (
            <Alert
              icon
              role="status"
              status={state === 'failed' ? 'danger' : 'warning'}
              title="Why it is not registered"
              description={change.failure}
            />
          )}
          <blockquote className={styles.quote}>
            <Text>{message}</Text>
          </blockquote>
          <Facts>
            <Fact label="Data product">
              <EntityLink entityRef={product}>{productTitle}</EntityLink>
            </Fact>
            <Fact label="Subject">{change.subject}</Fact>
            <Fact label="Compatibility">{change.level}</Fact>
            <Fact label="Proposed by">
              <EntityLink entityRef={change.proposedBy} />
            </Fact>
            <Fact label="Proposed">
              <Ago at={change.proposedAt} />
            </Fact>
            {respondBy && (
              <Fact label="Readers answer by">
                <Until at={respondBy} />
                {state === 'open' &&
                  (change.silence === 'consent'
                    ? '; no answer is consent'
                    : '; no answer is an objection')}
              </Fact>
            )}
            {change.overriddenBy && (
              <Fact label="Accepted for the readers by">
                <EntityLink entityRef={change.overriddenBy} />
                {`: ${change.overrideReason}`}
              </Fact>
            )}
            {change.withdrawnBy && (
              <Fact label="Withdrawn by">
                <EntityLink entityRef={change.withdrawnBy} />
                {`: ${change.withdrawReason}`}
              </Fact>
            )}
            {state === 'open' && (
              <Fact label="Can accept it for the readers">
                <AnyOf refs={change.overriders} />
              </Fact>
            )}
          </Facts>
        </Flex>
      </CardBody>
      {(may.override || may.withdraw || may.retry) && (
        <CardFooter>
          <ChangeButtons change={change} />
        </CardFooter>
      )}
    </Card>
  );
}

function ReadersCard({ change }: { change: SchemaChange }) {
  const { readers, hiddenReaders } = change;
  const mine = readers.flatMap(({ mayAnswer, consumer }) =>
    mayAnswer && consumer ? [consumer] : [],
  );
  return (
    <Card>
      <CardHeader>
        <CardTitle>Who reads it</CardTitle>
      </CardHeader>
      <CardBody>
        <Flex direction="column" gap="4">
          {mine.map(consumer => (
            <AnswerButtons key={consumer} change={change} consumer={consumer} />
          ))}
          <Table
            aria-label="Readers"
            columnConfig={readerColumns}
            data={readers.map(reader => ({
              ...reader,
              id: reader.consumer ?? `group ${reader.groups[0]}`,
            }))}
            pagination={{ type: 'none' }}
            emptyState={<Text as="p">Nobody reads it.</Text>}
          />
          {hiddenReaders !== undefined && (
            <Text as="p" color="secondary">
              {`And ${counted(hiddenReaders, 'reader')} that you may not see.`}
            </Text>
          )}
        </Flex>
      </CardBody>
    </Card>
  );
}

function DescriptorCard({ change }: { change: SchemaChange }) {
  const { descriptor = '', isMerged, newPort, productTitle, port } = change;
  return (
    <Card>
      <CardHeader>
        <CardTitle>{`Port ${newPort?.name} of its own`}</CardTitle>
      </CardHeader>
      <CardBody>
        <Flex direction="column" gap="3">
          <StateLabel tone={isMerged ? 'good' : 'waiting'}>
            {isMerged
              ? `${productTitle} has it, and has deprecated ${port}`
              : 'Not in the descriptor yet'}
          </StateLabel>
          {!isMerged && (
            <>
              <Text as="p">
                {`Create topic ${newPort?.topic}, and merge these lines into the descriptor of ${productTitle} once the schema is registered.`}
              </Text>
              <CodeSnippet
                text={descriptor}
                language="yaml"
                showCopyCodeButton
              />
            </>
          )}
        </Flex>
      </CardBody>
    </Card>
  );
}

function SchemasCard({ change }: { change: SchemaChange }) {
  const { before, schema, compatible } = change;
  return (
    <Card>
      <CardHeader>
        <CardTitle>{compatible ? 'What changes' : 'What breaks'}</CardTitle>
      </CardHeader>
      <CardBody>
        <Flex direction="column" gap="4">
          {!compatible && <BreaksList {...change} />}
          <SchemaDiff before={before?.schema} after={schema} />
        </Flex>
      </CardBody>
    </Card>
  );
}
