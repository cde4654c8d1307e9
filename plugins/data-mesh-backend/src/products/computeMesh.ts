import { parseEntityRef } from '@backstage/catalog-model';
import {
  refProblem,
  topicEntityRef,
  type MeshDomain,
  type MeshProduct,
  type MeshTopic,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import { decideHolds, declaredProducts, topicKey } from './claims';
import { discoverProducts, humanise, type DiscoverableTopic } from './discover';
import type { TopicHold } from './holds';
import {
  MeshFacts,
  refOf,
  type ActiveGrant,
  type MeshInputs,
} from './MeshFacts';
import { settlePrecedence } from './precedence';
import { describeSchema, valueSubjectOf } from './schemaFacts';
import { toDeclaredProduct } from './toDeclaredProduct';
import { toPublishedProduct } from './toPublishedProduct';

export type Mesh = {
  topics: Map<string, MeshTopic>;
  products: Map<string, MeshProduct>;
  domains: Map<string, MeshDomain>;
  /** Topic key → ref of the product that holds it now. */
  holders: Map<string, string>;
  /** Topic key → ref of the product that it is of now, by whatever origin. */
  productOf: Map<string, string>;
};

function discoverable(
  facts: MeshFacts,
  holds: Map<string, TopicHold>,
): DiscoverableTopic[] {
  return [...facts.live].flatMap(([key, topic]) => {
    const { place, cluster, environment, name } = topic;
    if (!place.parsed || !place.domainRef || holds.get(key)?.holder) return [];
    const record = facts.subjects(cluster).get(valueSubjectOf(name));
    const description = record && describeSchema(record);
    return [
      {
        cluster,
        environment,
        topic: name,
        topicRef: topicEntityRef(cluster, name),
        domainRef: place.domainRef,
        parsed: place.parsed,
        ...(record
          ? { schema: { subject: record.subject, format: record.format } }
          : {}),
        ...(description ? { description } : {}),
      },
    ];
  });
}

function discoverDomains(facts: MeshFacts): MeshDomain[] {
  const refs = new Set(
    [...facts.live.values()].flatMap(({ place }) =>
      place.domainRef ? [place.domainRef] : [],
    ),
  );
  return [...refs]
    .filter(ref => !facts.domains.has(ref))
    .map(ref => {
      const { namespace, name } = parseEntityRef(ref);
      return {
        ref,
        origin: 'discovered',
        namespace,
        name,
        title: humanise(name),
      };
    });
}

function describedDomains(facts: MeshFacts): MeshDomain[] {
  return [...facts.domains].map(([ref, { entity, version, pending }]) => {
    const parentRef = facts.domainParent(ref);
    const ownerRef = facts.domainOwner(ref);
    const stewardRef = facts.domainSteward(ref);
    const accessRule = facts.domainAccessRule(ref);
    return {
      ref,
      origin: version === undefined ? 'declared' : 'published',
      namespace: entity.metadata.namespace ?? 'default',
      name: entity.metadata.name,
      title: entity.metadata.title ?? humanise(entity.metadata.name),
      ...(parentRef ? { parentRef } : {}),
      ...(ownerRef ? { ownerRef } : {}),
      ...(stewardRef ? { stewardRef } : {}),
      ...(accessRule ? { accessRule } : {}),
      ...(version === undefined ? {} : { version }),
      ...(pending ? { pendingDeclaration: pending } : {}),
    };
  });
}

/** Consumers and producers by grant, of whichever product a topic is now. */
function addGrantees(
  products: Map<string, MeshProduct>,
  productOf: Map<string, string>,
  grants: ActiveGrant[],
): void {
  const found = new Map<string, { read: Set<string>; write: Set<string> }>();
  for (const { cluster, topic, consumerRef, mode } of grants) {
    const ref = productOf.get(topicKey(cluster, topic));
    if (!ref) continue;
    const grantees = found.get(ref) ?? { read: new Set(), write: new Set() };
    grantees[mode].add(consumerRef);
    found.set(ref, grantees);
  }
  for (const [ref, { read, write }] of found) {
    const product = products.get(ref);
    if (!product) continue;
    products.set(ref, {
      ...product,
      ...(read.size ? { consumedBy: [...read].sort() } : {}),
      ...(write.size ? { producedBy: [...write].sort() } : {}),
    });
  }
}

/**
 * What the mesh is, from everything that is known: pure, and the one place
 * where discovery, holds, precedence and sync state are decided.
 */
export function computeMesh(inputs: MeshInputs): Mesh {
  const facts = new MeshFacts(inputs);
  const { declared, published } = settlePrecedence(
    declaredProducts(inputs.index, inputs.trustedLocations),
    inputs.published,
    inputs.acceptances,
  );
  const holds = decideHolds(
    declared,
    inputs.acceptances,
    inputs.holders,
    published,
  );

  const products = new Map<string, MeshProduct>();
  for (const product of declared) {
    products.set(product.ref, toDeclaredProduct(product, holds, facts));
  }
  for (const product of published) {
    products.set(product.ref, toPublishedProduct(product, holds, facts));
  }
  const schemaOwner = (topics: DiscoverableTopic[]) => {
    for (const { cluster, schema } of topics) {
      const record = schema && facts.subjects(cluster).get(schema.subject);
      const owner = record?.metadata?.owner;
      if (owner && !refProblem(owner, ['Group', 'User'])) {
        return refOf(owner, 'group', 'default');
      }
    }
    return undefined;
  };
  const discovered = discoverProducts(
    discoverable(facts, holds),
    (domainRef, topics) => facts.domainOwner(domainRef) ?? schemaOwner(topics),
    domainRef => facts.domainClassification(domainRef),
  );
  // An invalid declaration still has its ref in the catalog.
  const taken = new Set(inputs.index.map(({ ref }) => ref));
  for (const product of discovered) {
    if (taken.has(product.ref) || products.has(product.ref)) continue;
    products.set(product.ref, product);
  }

  const holders = new Map<string, string>();
  for (const [key, { holder }] of holds) if (holder) holders.set(key, holder);
  const productOf = new Map(holders);
  for (const product of products.values()) {
    if (product.origin !== 'discovered') continue;
    for (const port of product.ports) {
      for (const { cluster, topic } of port.locations) {
        productOf.set(topicKey(cluster, topic), product.ref);
      }
    }
  }

  addGrantees(products, productOf, inputs.grants);

  const topics = new Map<string, MeshTopic>();
  for (const [key, topic] of facts.live) {
    const productRef = productOf.get(key);
    const { domainRef } = topic.place;
    const entityRef = topicEntityRef(topic.cluster, topic.name);
    const ownerRef =
      (productRef && products.get(productRef)?.ownerRef) ||
      facts.domainOwner(domainRef);
    const isDeclared =
      facts.declaredTopics.has(key) || facts.declaredTopics.has(entityRef);
    topics.set(key, {
      cluster: topic.cluster,
      environment: topic.environment,
      name: topic.name,
      entityRef,
      ...(domainRef ? { domainRef } : {}),
      ...(ownerRef ? { ownerRef } : {}),
      ...(productRef ? { productRef } : {}),
      ...(isDeclared ? { declared: true } : {}),
    });
  }
  const domains = new Map(
    [...describedDomains(facts), ...discoverDomains(facts)].map(domain => [
      domain.ref,
      domain,
    ]),
  );
  return { topics, products, domains, holders, productOf };
}
