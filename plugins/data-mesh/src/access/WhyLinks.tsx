import { Fragment } from 'react';
import { Text } from '@backstage/ui';
import type { MeshProduct } from '@data-mesh/backstage-plugin-data-mesh-common';
import { TextLink } from '../common/TextLink';
import { useMeshLinks } from '../useMeshLinks';

/** Where all ACLs on a product's topics are explained, whoever made them. */
export function WhyLinks({ product }: { product: MeshProduct }) {
  const links = useMeshLinks();
  const topics = product.ports.flatMap(({ locations }) => locations);
  if (topics.length === 0 || !links.explain(topics[0])) return null;
  return (
    <Text as="p">
      Who can really use it at Kafka, and why can they?{' '}
      {topics.map(({ cluster, topic }, index) => (
        <Fragment key={`${cluster} ${topic}`}>
          {index > 0 && ', '}
          <TextLink href={links.explain({ cluster, topic })}>{topic}</TextLink>
        </Fragment>
      ))}
    </Text>
  );
}
