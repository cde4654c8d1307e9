import { Flex, Select, Skeleton, Text } from '@backstage/ui';
import type {
  Consumer,
  ConsumerPage,
  MeshCluster,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import { Failure } from '../../common/Failure';
import type { Answer } from '../../live/useAsk';
import { isReady, principalWords } from './principalWords';

const MANY = 8;

/** On whose behalf one asks: services that one owns, and how they sign in. */
export function ConsumerField(props: {
  consumers: Answer<ConsumerPage>;
  chosen?: Consumer;
  /** Those that the chosen ports are on. */
  clusters: MeshCluster[];
  onChange: (ref: string) => void;
}) {
  const { consumers, chosen, clusters, onChange } = props;
  const { value, error, retry } = consumers;
  if (error) {
    return (
      <Failure
        title="Your services could not be asked"
        error={error}
        onRetry={retry}
      />
    );
  }
  if (!value) return <Skeleton width="100%" height="3.5rem" />;
  if (value.items.length === 0) {
    return (
      <Text as="p" role="status">
        You own no component, system or resource that could use the data. Once
        the catalog has one that is owned by you or one of your teams, it can be
        chosen here; access is given to services, never to people.
      </Text>
    );
  }
  return (
    <Flex direction="column" gap="1">
      <Select
        label="For which service"
        isRequired
        placeholder="One that you own"
        search={value.items.length > MANY ? true : undefined}
        options={value.items.map(({ ref, title, kind }) => ({
          id: ref,
          label: title,
          description: kind,
        }))}
        value={chosen?.ref ?? null}
        onChange={ref => ref !== null && onChange(String(ref))}
      />
      {chosen &&
        clusters.map(cluster => (
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
