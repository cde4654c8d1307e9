import {
  toEntityName,
  type MeshPort,
  type MeshProduct,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import {
  KubernetesValidatorFunctions,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import type { ParsedTopicName } from './naming';

/** A live topic whose name says which product it belongs to. */
export type DiscoverableTopic = {
  cluster: string;
  environment: string;
  topic: string;
  topicRef: string;
  domainRef: string;
  parsed: ParsedTopicName;
  schema?: MeshPort['schema'];
  description?: string;
};

/** `price-changes` → `Price changes` */
export function humanise(token: string): string {
  const words = token.replace(/[-_]+/g, ' ').trim();
  return words ? words[0].toLocaleUpperCase('en-US') + words.slice(1) : token;
}

function byText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function portName({ product, stream, version }: ParsedTopicName): string {
  return [product, stream, version].filter(Boolean).join('-');
}

function groupBy<T>(list: T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of list) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}

/**
 * Whether the topics of one product must be told apart by their cluster: two
 * clusters of one environment have them, so they are not one thing in several
 * environments.
 */
function isAmbiguous(topics: DiscoverableTopic[]): boolean {
  const byEnvironment = groupBy(topics, t => t.environment);
  return [...byEnvironment.values()].some(
    list => new Set(list.map(t => t.cluster)).size > 1,
  );
}

function toPorts(topics: DiscoverableTopic[]): MeshPort[] {
  const byTopic = groupBy(topics, t => t.topic);
  const names = new Set<string>();
  return [...byTopic.values()]
    .map(list => list.sort((a, b) => (a.cluster < b.cluster ? -1 : 1)))
    .sort(
      ([a], [b]) =>
        a.topic.localeCompare(b.topic, 'en-US', { numeric: true }) ||
        byText(a.topic, b.topic),
    )
    .map(list => {
      const [first] = list;
      const wanted = portName(first.parsed);
      // Two templates may read two topics alike, and Kafka allows names that a
      // port cannot have; the topic's own name tells them apart.
      const name =
        names.has(wanted) ||
        !KubernetesValidatorFunctions.isValidObjectName(wanted)
          ? toEntityName([first.topic])
          : wanted;
      names.add(name);
      return {
        name,
        ...(first.schema ? { schema: first.schema } : {}),
        locations: list.map(
          ({ cluster, environment, topic, topicRef, domainRef }) => ({
            cluster,
            environment,
            topic,
            topicRef,
            domainRef,
            state: 'in-sync' as const,
          }),
        ),
        state: 'in-sync' as const,
      };
    });
}

/**
 * Products that live topics make up by their names: versions and streams of
 * one product become its ports, the same topic in several environments one
 * port with several locations.
 *
 * @param topics - those that nobody holds
 * @param ownerOf - owner of a domain, or of the product by its schemas
 */
export function discoverProducts(
  topics: DiscoverableTopic[],
  ownerOf: (
    domainRef: string,
    topics: DiscoverableTopic[],
  ) => string | undefined,
  classificationOf: (domainRef: string) => string | undefined,
): MeshProduct[] {
  // The first topic of a product speaks for it, whatever the rows' order.
  const ordered = [...topics].sort(
    (a, b) => byText(a.topic, b.topic) || byText(a.cluster, b.cluster),
  );
  const byProduct = groupBy(ordered, t =>
    JSON.stringify([t.domainRef, t.parsed.product]),
  );
  return [...byProduct.values()].flatMap(group => {
    const parts = isAmbiguous(group)
      ? [...groupBy(group, t => t.cluster).values()]
      : [group];
    return parts.map(part =>
      toProduct(part, parts.length > 1, ownerOf, classificationOf),
    );
  });
}

function toProduct(
  topics: DiscoverableTopic[],
  perCluster: boolean,
  ownerOf: (
    domainRef: string,
    topics: DiscoverableTopic[],
  ) => string | undefined,
  classificationOf: (domainRef: string) => string | undefined,
): MeshProduct {
  const [{ domainRef, parsed, cluster }] = topics;
  const domain = parseEntityRef(domainRef);
  const name = toEntityName([
    domain.name,
    parsed.product,
    ...(perCluster ? [cluster] : []),
  ]);
  const ports = toPorts(topics);
  const title = humanise(parsed.product);
  const ownerRef = ownerOf(domainRef, topics);
  const classification = classificationOf(domainRef);
  const description = topics.find(t => t.description)?.description;
  const isProduction = topics.some(t => t.environment === 'production');
  return {
    ref: stringifyEntityRef({
      kind: 'DataProduct',
      namespace: domain.namespace,
      name,
    }),
    origin: 'discovered',
    namespace: domain.namespace,
    name,
    title: perCluster ? `${title} (${cluster})` : title,
    ...(description ? { description } : {}),
    ...(ownerRef ? { ownerRef } : {}),
    domainRef,
    type: 'source-aligned',
    lifecycle: isProduction ? 'production' : 'experimental',
    quality: 'raw',
    ...(classification ? { classification } : {}),
    ports,
    state: 'in-sync',
  };
}
