import { Select, Skeleton, Text } from '@backstage/ui';
import { useEffect } from 'react';
import { Failure } from '../common/Failure';
import { useAsk } from '../live/useAsk';
import { wordsOf, type FieldProps } from './fieldProps';

/** On which cluster a topic is made: one that the suite may change. */
export function ClusterField(props: FieldProps<string>) {
  const { formData, required, onChange } = props;
  const { label, description } = wordsOf(props, 'Cluster');
  const { value, error, retry } = useAsk('clusters', api => api.listClusters());
  const managed = value?.items.filter(({ mode }) => mode === 'manage');
  const only = managed?.length === 1 ? managed[0].name : undefined;

  useEffect(() => {
    if (only && !formData) onChange(only);
  }, [only, formData, onChange]);

  if (error) {
    return (
      <Failure
        title="The clusters could not be asked"
        error={error}
        onRetry={retry}
      />
    );
  }
  if (!managed) return <Skeleton width="100%" height="3.5rem" />;
  if (managed.length === 0) {
    return (
      <Text as="p" role="status">
        No cluster lets the portal make topics. An operator can set its mode to
        manage, and give it credentials for provisioning.
      </Text>
    );
  }
  return (
    <Select
      label={label}
      description={description}
      isRequired={required}
      placeholder="Choose"
      options={managed.map(({ name, title, environment }) => ({
        id: name,
        label: title,
        description: environment,
      }))}
      value={formData ?? null}
      onChange={name => name !== null && onChange(String(name))}
    />
  );
}
