import type {
  MeshProduct,
  MeshTopic,
} from '@data-mesh/backstage-plugin-data-mesh-common';

/** What rules about topics look at: a product, or a topic that is in none. */
const LOOSE_TOPIC = 'topic';

/**
 * Topics that no product holds, in the form that products have, so that
 * whatever is done with products is done with them: their ref is that of the
 * topic's Resource.
 */
export function looseTopics(topics: MeshTopic[]): MeshProduct[] {
  return topics
    .filter(({ productRef }) => productRef === undefined)
    .map(({ cluster, environment, name, entityRef, domainRef, ownerRef }) => ({
      ref: entityRef,
      origin: 'discovered',
      namespace: 'default',
      name,
      title: name,
      type: LOOSE_TOPIC,
      lifecycle: 'production',
      state: 'unknown',
      ...(domainRef ? { domainRef } : {}),
      ...(ownerRef ? { ownerRef } : {}),
      ports: [
        {
          name,
          state: 'unknown',
          locations: [
            {
              cluster,
              environment,
              topic: name,
              topicRef: entityRef,
              state: 'unknown',
            },
          ],
        },
      ],
    }));
}

/** Whether it is one of {@link looseTopics}. */
export function isLooseTopic({ type }: Pick<MeshProduct, 'type'>): boolean {
  return type === LOOSE_TOPIC;
}
