import { Flex, Select, Skeleton, Text } from '@backstage/ui';
import { isReady, principalWords } from '../access/request/principalWords';
import { Failure } from '../common/Failure';
import { useAsk } from '../live/useAsk';
import { wordsOf, type FieldProps } from './fieldProps';

const MANY = 8;

/** For which of one's services something is, and how it signs in to Kafka. */
export function ConsumerField(props: FieldProps<string>) {
  const { formData, required, onChange } = props;
  const { label, description } = wordsOf(props, 'Service');
  const consumers = useAsk('consumers', api =>
    api.listConsumers({ limit: 200 }),
  );
  const clusters = useAsk('clusters', api => api.listClusters());
  if (consumers.error) {
    return (
      <Failure
        title="Your services could not be asked"
        error={consumers.error}
        onRetry={consumers.retry}
      />
    );
  }
  if (!consumers.value) return <Skeleton width="100%" height="3.5rem" />;
  const { items } = consumers.value;
  if (items.length === 0) {
    return (
      <Text as="p" role="status">
        You own no component, system or resource that could use the data.
        Register one of your team in the catalog first; access is given to
        services, never to people.
      </Text>
    );
  }
  const chosen = items.find(({ ref }) => ref === formData);
  return (
    <Flex direction="column" gap="1">
      <Select
        label={label}
        description={description}
        isRequired={required}
        placeholder="One that you own"
        search={items.length > MANY ? true : undefined}
        options={items.map(({ ref, title, kind }) => ({
          id: ref,
          label: title,
          description: kind,
        }))}
        value={formData ?? null}
        onChange={ref => ref !== null && onChange(String(ref))}
      />
      {chosen &&
        clusters.value?.items
          .filter(({ mode }) => mode === 'manage')
          .map(cluster => (
            <Text
              key={cluster.name}
              as="p"
              variant="body-small"
              role="status"
              color={isReady(chosen, cluster.name) ? 'secondary' : 'danger'}
            >
              {principalWords(chosen, cluster)}
            </Text>
          ))}
    </Flex>
  );
}
