import { Flex, Text } from '@backstage/ui';
import type { SchemaChange } from '@data-mesh/backstage-plugin-data-mesh-common';
import styles from '../access/access.module.css';

/** What a schema breaks, field by field, and what its registry says. */
export function BreaksList({
  breaks,
  messages,
}: Pick<SchemaChange, 'breaks' | 'messages'>) {
  return (
    <Flex direction="column" gap="2">
      {breaks && breaks.length > 0 && (
        <ul className={styles.list} aria-label="What breaks">
          {breaks.map(({ path, direction, sentence }) => (
            <li key={`${direction} ${path}`}>
              {/* It begins with the name of a field, which has its own case. */}
              <Text as="p">{`${sentence}.`}</Text>
            </li>
          ))}
        </ul>
      )}
      {!breaks && (
        <Text as="p" color="secondary">
          What breaks cannot be told field by field; compare the schemas.
        </Text>
      )}
      {messages.length > 0 && (
        <ul className={styles.list} aria-label="What the schema registry says">
          {messages.map(message => (
            <li key={message}>
              <Text as="p" variant="body-small" color="secondary">
                {message}
              </Text>
            </li>
          ))}
        </ul>
      )}
    </Flex>
  );
}
