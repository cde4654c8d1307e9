import type { ReactNode } from 'react';
import { Button, Flex, Skeleton, Text } from '@backstage/ui';
import { CodeSnippet } from '@backstage/core-components';
import type { ClusterList } from '@data-mesh/backstage-plugin-data-mesh-common';
import { listed } from '../humanise/lists';

const EXAMPLE = `dataMesh:
  clusters:
    main:
      title: Main
      bootstrapServers: ['kafka.example.com:9092']`;

/** Says why there is nothing in the list, and what to do about it. */
export function NoProducts(props: {
  clusters?: ClusterList;
  isNarrowed: boolean;
  onClear: () => void;
}) {
  const { clusters, isNarrowed, onClear } = props;
  if (isNarrowed) {
    return (
      <Reason title="No data product matches">
        <Text as="p">
          Nothing that you may see has all of this. Fewer filters or other words
          find more.
        </Text>
        <Button variant="secondary" onPress={onClear}>
          Clear filters
        </Button>
      </Reason>
    );
  }
  if (!clusters) return <Skeleton width="20rem" height="1.5rem" />;

  const { items, problems } = clusters;
  if (items.length === 0) {
    return (
      <Reason title="There is no cluster to discover data products on">
        <Text as="p">
          {problems.length > 0
            ? 'Nothing of what the configuration says can be used; the keys are above.'
            : 'Data products that are described in Git appear here by themselves; those behind live topics appear once the portal knows a cluster:'}
        </Text>
        <CodeSnippet text={EXAMPLE} language="yaml" />
      </Reason>
    );
  }
  const ofNoCluster = problems.some(
    ({ key }) => !key.startsWith('dataMesh.clusters'),
  );
  if (ofNoCluster) {
    return (
      <Reason title="The configuration has to be mended first">
        <Text as="p">
          While the keys named above cannot be used, nothing is derived from
          topics or descriptors; nothing was removed either.
        </Text>
      </Reason>
    );
  }
  const pending = items.filter(({ state }) => state === 'pending');
  if (pending.length > 0) {
    return (
      <Reason title="The first look at Kafka is not done yet">
        <Text as="p">
          {listed(pending.map(({ title }) => title))}{' '}
          {pending.length === 1 ? 'is' : 'are'} being read. Products appear here
          by themselves.
        </Text>
      </Reason>
    );
  }
  const away = items.filter(({ state }) => state !== 'ok');
  if (away.length > 0) {
    return (
      <Reason title="Nothing could be read yet">
        <Text as="p">
          {listed(away.map(({ title }) => title))} did not answer; why is said
          above. Products appear here by themselves once that is mended.
        </Text>
      </Reason>
    );
  }
  return (
    <Reason title="There are no data products yet">
      <Text as="p">
        No topic fits a template of dataMesh.naming.templates, and nobody has
        described a data product. Describe one in a catalog-info.yaml with kind
        DataProduct, or name topics by domain and product.
      </Text>
    </Reason>
  );
}

function Reason(props: { title: string; children: ReactNode }) {
  return (
    <Flex direction="column" gap="3" align="start" py="6" role="status">
      <Text as="h3" variant="title-x-small" weight="bold">
        {props.title}
      </Text>
      {props.children}
    </Flex>
  );
}
