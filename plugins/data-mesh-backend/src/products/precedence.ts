import type {
  MeshProduct,
  TopicKey,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import {
  acceptanceKey,
  topicKey,
  type Acceptance,
  type DeclaredProduct,
  type PublishedProduct,
} from './claims';

type Pending = NonNullable<MeshProduct['pendingDeclaration']>;

/** What of several products of one ref counts. */
export type Precedence = {
  declared: DeclaredProduct[];
  published: Array<PublishedProduct & { pending?: Pending }>;
};

function topicsOf({ entity }: Pick<DeclaredProduct, 'entity'>): TopicKey[] {
  return entity.spec.outputPorts.flatMap(port =>
    port.locations.map(({ cluster, topic }) => ({ cluster, topic })),
  );
}

/**
 * Which of a declared and a published product of the same ref counts: the
 * declared one, from a trusted location or once the owner of the domain has
 * accepted it for the topics that both name. Until then whoever can register a
 * location could take over a product, and with it its access, by its name.
 */
export function settlePrecedence(
  declared: DeclaredProduct[],
  published: PublishedProduct[],
  acceptances: Acceptance[],
): Precedence {
  const acceptedAt = new Map(
    acceptances.map(each => [acceptanceKey(each), each.acceptedAt ?? 0]),
  );
  const byRef = new Map(declared.map(product => [product.ref, product]));
  const hidden = new Set<string>();
  const counting = published.flatMap(product => {
    const rival = byRef.get(product.ref);
    if (!rival) return [product];
    const own = new Set(
      topicsOf(product).map(({ cluster, topic }) => topicKey(cluster, topic)),
    );
    const shared = topicsOf(rival).filter(({ cluster, topic }) =>
      own.has(topicKey(cluster, topic)),
    );
    const topics = shared.filter(
      // What was accepted before it was there was another declaration.
      key =>
        (acceptedAt.get(acceptanceKey({ ...key, productRef: product.ref })) ??
          -1) < rival.since,
    );
    const isAccepted = shared.length > 0 && topics.length === 0;
    if (rival.trusted || isAccepted) return [];
    hidden.add(product.ref);
    return [
      {
        ...product,
        pending: { originLocation: rival.originLocation, topics },
      },
    ];
  });
  return {
    declared: declared.filter(({ ref }) => !hidden.has(ref)),
    published: counting,
  };
}
