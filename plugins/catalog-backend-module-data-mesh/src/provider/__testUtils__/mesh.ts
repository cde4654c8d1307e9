import type {
  FeedEntry,
  MeshDomain,
  MeshProduct,
  MeshTopic,
  SyncState,
} from '@data-mesh/backstage-plugin-data-mesh-common';

export function topic(name: string, over: Partial<MeshTopic> = {}): MeshTopic {
  return {
    cluster: 'main',
    environment: 'production',
    name,
    entityRef: `resource:default/main.${name}`,
    ...over,
  };
}

export function product(
  name: string,
  over: Partial<MeshProduct> = {},
): MeshProduct {
  const state: SyncState = over.state ?? 'in-sync';
  return {
    ref: `dataproduct:default/${name}`,
    origin: 'discovered',
    namespace: 'default',
    name,
    title: name,
    domainRef: 'domain:default/sales',
    type: 'source-aligned',
    lifecycle: 'production',
    quality: 'raw',
    ports: [
      {
        name: `${name}-v1`,
        locations: [
          {
            cluster: 'main',
            environment: 'production',
            topic: `sales.${name}.v1`,
            topicRef: `resource:default/main.sales.${name}.v1`,
            state,
          },
        ],
        state,
      },
    ],
    state,
    ...over,
  };
}

export function domain(
  name: string,
  over: Partial<MeshDomain> = {},
): MeshDomain {
  return {
    ref: `domain:default/${name}`,
    origin: 'discovered',
    namespace: 'default',
    name,
    title: name,
    ...over,
  };
}

/** Entries of the feed that say that these are there. */
export const there = {
  topic: (value: MeshTopic): FeedEntry => ({
    type: 'topic',
    key: `${value.cluster}/${value.name}`,
    topic: value,
  }),
  product: (value: MeshProduct): FeedEntry => ({
    type: 'product',
    key: value.ref,
    product: value,
  }),
  domain: (value: MeshDomain): FeedEntry => ({
    type: 'domain',
    key: value.ref,
    domain: value,
  }),
};

/** The entry of the feed that says that it is gone. */
export function gone({ type, key }: FeedEntry): FeedEntry {
  return { type, key };
}
