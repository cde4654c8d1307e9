import {
  Checkbox,
  CheckboxGroup,
  Flex,
  SearchField,
  Skeleton,
  Text,
} from '@backstage/ui';
import { useState } from 'react';
import type { TopicKey } from '@data-mesh/backstage-plugin-data-mesh-common';
import { Failure } from '../common/Failure';
import { counted } from '../humanise/numbers';
import { useAsk } from '../live/useAsk';
import { claimableTopics, keyOf, MOST_TOPICS } from '../publish/bulkClaim';
import { formOf, textOf, wordsOf, type FieldProps } from './fieldProps';
import styles from './scaffolder.module.css';

/** Topics of the form's domain that nobody has described yet. */
export function TopicsField(props: FieldProps<TopicKey[]>) {
  const { onChange } = props;
  // The form fills a list of at least one with an empty item.
  const formData = (props.formData ?? []).filter(({ topic }) => topic);
  const { label, description } = wordsOf(props, 'Topics');
  const domain = textOf(formOf(props), 'domain');
  const [typed, setTyped] = useState('');
  const { value, error, retry } = useAsk(domain && `claimable:${domain}`, api =>
    claimableTopics(api, domain ?? ''),
  );
  if (!domain) {
    return (
      <Text as="p" role="status">
        Choose a domain first; its topics are then shown here.
      </Text>
    );
  }
  if (error) {
    return (
      <Failure
        title="The topics could not be asked"
        error={error}
        onRetry={retry}
      />
    );
  }
  if (!value) return <Skeleton width="100%" height="8rem" />;
  if (value.length === 0) {
    return (
      <Text as="p" role="status">
        Every topic of this domain is in a data product that somebody stands
        behind.
      </Text>
    );
  }
  const shown = value.filter(({ name }) =>
    name.toLowerCase().includes(typed.trim().toLowerCase()),
  );
  const byKey = new Map(
    value.map(({ cluster, name }) => {
      const topic = { cluster, topic: name };
      return [keyOf(topic), topic] as const;
    }),
  );
  return (
    <Flex direction="column" gap="2">
      <SearchField
        aria-label="Search topics"
        placeholder="A part of the name"
        value={typed}
        onChange={setTyped}
      />
      <CheckboxGroup
        label={label}
        description={description}
        value={formData.map(keyOf)}
        // What a search hides is among the keys, too.
        onChange={keys =>
          onChange(
            keys.flatMap(key => byKey.get(key) ?? []).slice(0, MOST_TOPICS),
          )
        }
      >
        <div className={styles.topics}>
          {shown.map(({ cluster, name }) => (
            <Checkbox
              key={keyOf({ cluster, topic: name })}
              value={keyOf({ cluster, topic: name })}
            >
              {`${name} on ${cluster}`}
            </Checkbox>
          ))}
        </div>
      </CheckboxGroup>
      <Text variant="body-small" color="secondary" role="status">
        {`${counted(formData.length, 'topic')} of ${
          value.length
        } chosen, ${MOST_TOPICS} at most`}
      </Text>
    </Flex>
  );
}
