import { Alert, Flex, Text } from '@backstage/ui';
import type { TopicChangePlan } from '@data-mesh/backstage-plugin-data-mesh-common';
import { PolicyResults } from '../common/PolicyResults';
import { sentence } from '../humanise/sentence';
import styles from './topics.module.css';
import { changeWords } from './topicChangeWords';

/** What about a topic becomes what, and what that entails. */
export function TopicChangePlanView({ plan }: { plan: TopicChangePlan }) {
  const { changes, consequences, results, refusal } = plan;
  // What policies say stands in the refusal, too; once is enough.
  const isOfPolicies = results.some(({ blocks }) => blocks);
  return (
    <Flex direction="column" gap="4">
      {changes.length > 0 && (
        <ul className={styles.list} aria-label="What becomes what">
          {changes.map(change => (
            <li key={change.key}>
              <Text weight="bold">{changeWords(change)}</Text>
            </li>
          ))}
        </ul>
      )}
      {changes.length === 0 && !refusal && (
        <Text as="p">The topic is so already.</Text>
      )}
      {consequences.length > 0 && (
        <Flex direction="column" gap="1">
          <Text as="h3" variant="body-large" weight="bold">
            What that entails
          </Text>
          <ul className={styles.list} aria-label="What that entails">
            {consequences.map(text => (
              <li key={text}>
                <Text>{sentence(text)}</Text>
              </li>
            ))}
          </ul>
        </Flex>
      )}
      <PolicyResults results={results} done="changed" />
      {refusal && !isOfPolicies && (
        <Alert
          icon
          role="alert"
          status="danger"
          title="The topic cannot be changed like this"
          description={sentence(refusal.message)}
        />
      )}
    </Flex>
  );
}
