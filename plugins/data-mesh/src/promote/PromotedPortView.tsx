import { Alert, Flex, Text } from '@backstage/ui';
import type {
  PromotedPort,
  PromotedSchema,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import { PolicyResults } from '../common/PolicyResults';
import { sentence } from '../humanise/sentence';
import { SchemaDiff } from '../schemaChanges/SchemaDiff';
import { DifferencesTable } from './DifferencesTable';
import styles from './promote.module.css';

const TOPIC_WORDS = {
  create: 'The topic is created',
  change: 'The topic is changed',
  same: 'The topic stays as it is',
  refused: 'The topic cannot be promoted like this',
};

/** What becomes of one port in another environment. */
export function PromotedPortView(props: {
  promoted: PromotedPort;
  keep: string[];
  onKeep: (keep: string[]) => void;
}) {
  const { promoted, keep, onKeep } = props;
  const { port, from, to, topic, schemas } = promoted;
  // What policies say stands in the refusal, too; once is enough.
  const isOfPolicies = topic.results.some(({ blocks }) => blocks);
  const { refusal } = topic;
  return (
    <section aria-label={`Port ${port}`} className={styles.port}>
      <Text as="h3" variant="body-large" weight="bold">
        {port}
      </Text>
      <Text as="p" color="secondary">
        {`${from.topic} on ${from.cluster} → ${to.topic} on ${to.cluster}`}
      </Text>
      {!refusal && <Text as="p">{sentence(TOPIC_WORDS[topic.state])}</Text>}
      {topic.differences.length > 0 && (
        <DifferencesTable
          differences={topic.differences}
          from={from.cluster}
          to={to.cluster}
          isNew={topic.differences.some(
            ({ key, target }) => key === 'partitions' && target === undefined,
          )}
          keep={keep}
          onKeep={onKeep}
        />
      )}
      <Sentences label="What that entails" texts={topic.consequences} />
      <PolicyResults results={topic.results} done="made" />
      {refusal && !isOfPolicies && (
        <Refused title={TOPIC_WORDS.refused} message={refusal.message} />
      )}
      {schemas.map(schema => (
        <SchemaView key={schema.subject} schema={schema} />
      ))}
    </section>
  );
}

function SchemaView({ schema }: { schema: PromotedSchema }) {
  const { state, subject, before, after, consequences, refusal } = schema;
  return (
    <Flex direction="column" gap="2">
      <Text as="h4" weight="bold">
        {`Schema ${subject}`}
      </Text>
      {state === 'same' && <Text as="p">It is there already.</Text>}
      <Sentences
        label={`What that entails for ${subject}`}
        texts={consequences}
      />
      {after !== undefined && <SchemaDiff before={before} after={after} />}
      {state === 'register' && after === undefined && (
        <Text as="p">It is too long to be shown here.</Text>
      )}
      {refusal && (
        <Refused
          title="The schema cannot be promoted"
          message={refusal.message}
        />
      )}
    </Flex>
  );
}

/** What something entails, one sentence each; nothing of nothing. */
export function Sentences(props: { label: string; texts: string[] }) {
  const { label, texts } = props;
  if (texts.length === 0) return null;
  return (
    <ul className={styles.list} aria-label={label}>
      {texts.map(text => (
        <li key={text}>
          <Text>{sentence(text)}</Text>
        </li>
      ))}
    </ul>
  );
}

/** Why something cannot be done. */
export function Refused(props: { title: string; message: string }) {
  const { title, message } = props;
  return (
    <Alert
      icon
      role="alert"
      status="danger"
      title={title}
      description={sentence(message)}
    />
  );
}
