import type {
  ClaimedTopic,
  DataMeshApi,
  MeshTopic,
  TopicKey,
} from '@data-mesh/backstage-plugin-data-mesh-common';

/** Most topics that are claimed at once. */
export const MOST_TOPICS = 200;

/** A product that claimed topics are, or would be, with what stands in the way. */
export type ClaimedProduct = {
  key: string;
  /** Absent where a topic cannot even be one. */
  product?: string;
  title: string;
  topics: TopicKey[];
  published: boolean;
  refusal?: string;
};

/** One string a topic. */
export function keyOf({ cluster, topic }: TopicKey): string {
  return `${cluster}/${topic}`;
}

/** What each topic has come to, by the products that they are. */
export function productsOf(items: ClaimedTopic[]): ClaimedProduct[] {
  const found = new Map<string, ClaimedProduct>();
  for (const { cluster, topic, product, title, published, refusal } of items) {
    const key = product ?? keyOf({ cluster, topic });
    const known = found.get(key);
    if (known) {
      known.topics.push({ cluster, topic });
      continue;
    }
    found.set(key, {
      key,
      ...(product ? { product } : {}),
      title: title ?? topic,
      topics: [{ cluster, topic }],
      published,
      ...(refusal ? { refusal: refusal.message } : {}),
    });
  }
  return [...found.values()];
}

const PAGE = 1_000;
const MOST_PAGES = 10;

/** All topics of a domain, of all clusters. */
export async function topicsOfDomain(
  api: DataMeshApi,
  domainRef: string,
): Promise<MeshTopic[]> {
  const { items: clusters } = await api.listClusters();
  const found = await Promise.all(
    clusters.map(async ({ name }) => {
      const topics: MeshTopic[] = [];
      let cursor: string | undefined;
      for (let page = 0; page < MOST_PAGES; page++) {
        const answer = await api.listTopics(name, { limit: PAGE, cursor });
        topics.push(...answer.items);
        cursor = answer.nextCursor;
        if (!cursor) break;
      }
      return topics;
    }),
  );
  return found.flat().filter(topic => topic.domainRef === domainRef);
}

/** Those that nobody has described: in no product, or in a discovered one. */
export async function claimableTopics(
  api: DataMeshApi,
  domainRef: string,
): Promise<MeshTopic[]> {
  const topics = await topicsOfDomain(api, domainRef);
  const discovered = new Set(await discoveredProducts(api, domainRef));
  return topics.filter(
    ({ productRef }) => !productRef || discovered.has(productRef),
  );
}

async function discoveredProducts(
  api: DataMeshApi,
  domain: string,
): Promise<string[]> {
  const refs: string[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < MOST_PAGES; page++) {
    const answer = await api.listProducts({
      domain,
      origin: 'discovered',
      limit: PAGE,
      cursor,
    });
    refs.push(
      ...answer.items.flatMap(({ ref, origin }) =>
        origin === 'discovered' ? [ref] : [],
      ),
    );
    cursor = answer.nextCursor;
    if (!cursor) break;
  }
  return refs;
}
