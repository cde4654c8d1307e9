import {
  parseEntityRef,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import {
  ANNOTATION_CLUSTER,
  ANNOTATION_TOPIC,
  refProblem,
  topicEntityRef,
  type MeshDomain,
  type MeshLocation,
  type MeshProduct,
  type MeshTopic,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import type { IndexedEntity } from '../catalog-index/indexRows';
import type { ClusterSettings } from '../config/DataMeshConfig';
import type { SubjectRecord } from '../schema-registry/SchemaRegistryPort';
import type { SnapshotTopic } from '../snapshot/topicRows';
import {
  decideHolds,
  declaredProducts,
  isTrusted,
  topicKey,
  type Acceptance,
  type DeclaredProduct,
} from './claims';
import { discoverProducts, humanise, type DiscoverableTopic } from './discover';
import type { TopicHold } from './holds';
import type { NamingTemplate } from './naming';
import { describeSchema, valueSubjectOf } from './schemaFacts';
import { judgeLocation, worstVerdict, type ClusterView } from './syncState';
import { placeOf, type TopicPlace } from './topicDomain';

export type MeshInputs = {
  clusters: Array<{
    name: string;
    /**
     * As configured, or as last configured where that cannot be used now;
     * absent if it never could.
     */
    settings?: Pick<ClusterSettings, 'environment' | 'domains'>;
    read: boolean;
    seesAllTopics: boolean;
    subjectsRead: boolean;
  }>;
  naming: NamingTemplate[];
  trustedLocations: string[];
  topics: SnapshotTopic[];
  subjects: Array<SubjectRecord & { cluster: string }>;
  index: IndexedEntity[];
  acceptances: Acceptance[];
  /** Topic key → ref of the product that held it so far. */
  holders: Map<string, string>;
};

export type Mesh = {
  topics: Map<string, MeshTopic>;
  products: Map<string, MeshProduct>;
  domains: Map<string, MeshDomain>;
  /** Topic key → ref of the product that holds it now. */
  holders: Map<string, string>;
};

const DEFAULT_ENVIRONMENT = 'production';
const NO_HOLD: TopicHold = { contested: [], awaiting: [] };

function refOf(text: unknown, kind: string, namespace: string) {
  if (typeof text !== 'string' || !text) return undefined;
  try {
    return stringifyEntityRef(
      parseEntityRef(text, { defaultKind: kind, defaultNamespace: namespace }),
    );
  } catch {
    // The catalog reports refs that cannot be read; here they name nobody.
    return undefined;
  }
}

function ownerRefOf(entity: Entity): string | undefined {
  return refOf(
    entity.spec?.owner,
    'group',
    entity.metadata.namespace ?? 'default',
  );
}

type LiveTopic = SnapshotTopic & { place: TopicPlace; environment: string };

/** Looks facts up that several parts of the computation need. */
class Facts {
  readonly settings: Map<
    string,
    Pick<ClusterSettings, 'environment' | 'domains'>
  >;
  readonly live = new Map<string, LiveTopic>();
  readonly declaredTopics = new Set<string>();
  readonly domains = new Map<string, { entity: Entity; trusted: boolean }>();
  readonly #views: Map<string, ClusterView>;
  readonly #subjects = new Map<string, Map<string, SubjectRecord>>();

  constructor(readonly inputs: MeshInputs) {
    this.settings = new Map(
      inputs.clusters.flatMap(({ name, settings }) =>
        settings ? [[name, settings] as const] : [],
      ),
    );
    this.#views = new Map(
      inputs.clusters.map(({ name, read, seesAllTopics, subjectsRead }) => [
        name,
        { configured: true, read, seesAllTopics, subjectsRead },
      ]),
    );
    for (const subject of inputs.subjects) {
      const known = this.#subjects.get(subject.cluster) ?? new Map();
      known.set(subject.subject, subject);
      this.#subjects.set(subject.cluster, known);
    }
    const configured = new Set(inputs.clusters.map(({ name }) => name));
    for (const topic of inputs.topics) {
      if (!configured.has(topic.cluster)) continue;
      const settings = this.settings.get(topic.cluster);
      this.live.set(topicKey(topic.cluster, topic.name), {
        ...topic,
        environment: settings?.environment ?? DEFAULT_ENVIRONMENT,
        place: placeOf(topic.name, settings?.domains ?? [], inputs.naming),
      });
    }
    for (const indexed of inputs.index) this.#addIndexed(indexed);
  }

  view(cluster: string): ClusterView {
    return (
      this.#views.get(cluster) ?? {
        configured: false,
        read: false,
        seesAllTopics: false,
        subjectsRead: false,
      }
    );
  }

  subjects(cluster: string): Map<string, SubjectRecord> {
    return this.#subjects.get(cluster) ?? new Map();
  }

  /**
   * Owner of a domain, who decides on its topics. A domain that was described
   * where anyone can write has none: it would let its author in by himself.
   */
  domainOwner(domainRef: string | undefined): string | undefined {
    const domain = domainRef && this.domains.get(domainRef);
    return domain && domain.trusted ? ownerRefOf(domain.entity) : undefined;
  }

  domainClassification(domainRef: string): string | undefined {
    const domain = this.domains.get(domainRef);
    const extension = domain?.trusted && domain.entity.spec?.dataMesh;
    if (typeof extension !== 'object' || extension === null) return undefined;
    const value: unknown = Reflect.get(extension, 'defaultClassification');
    return typeof value === 'string' ? value : undefined;
  }

  #addIndexed({ ref, entity, originLocation }: IndexedEntity): void {
    const trusted = isTrusted(originLocation, this.inputs.trustedLocations);
    if (entity.kind === 'Domain') this.domains.set(ref, { entity, trusted });
    if (entity.kind !== 'Resource') return;
    this.declaredTopics.add(ref);
    const annotations = entity.metadata.annotations ?? {};
    const cluster = annotations[ANNOTATION_CLUSTER];
    const topic = annotations[ANNOTATION_TOPIC];
    // From elsewhere it would hide a topic of others from the catalog.
    if (trusted && cluster && topic) {
      this.declaredTopics.add(topicKey(cluster, topic));
    }
  }
}

function toDeclared(
  product: DeclaredProduct,
  holds: Map<string, TopicHold>,
  facts: Facts,
): MeshProduct {
  const { ref, entity, originLocation } = product;
  const { spec, metadata } = entity;
  const namespace = metadata.namespace ?? 'default';
  const domainRef = refOf(spec.domain, 'domain', namespace);
  const ports = spec.outputPorts.map(port => {
    const locations = port.locations.map(({ cluster, topic }): MeshLocation => {
      const key = topicKey(cluster, topic);
      const hold = holds.get(key) ?? NO_HOLD;
      const live = facts.live.get(key);
      const environment = facts.settings.get(cluster)?.environment;
      const settings = facts.settings.get(cluster);
      const liveDomain = placeOf(
        topic,
        settings?.domains ?? [],
        facts.inputs.naming,
      ).domainRef;
      const verdict = judgeLocation(
        {
          productRef: ref,
          cluster,
          topic,
          domainRef,
          subject: port.schema?.subject,
          compatibility: port.schema?.compatibility,
          retention: port.slo?.retention,
        },
        hold,
        facts.view(cluster),
        live,
        liveDomain,
        facts.subjects(cluster),
      );
      const others = [...hold.contested, ...hold.awaiting].filter(
        other => other !== ref,
      );
      return {
        cluster,
        ...(environment ? { environment } : {}),
        topic,
        topicRef: topicEntityRef(cluster, topic),
        ...(liveDomain ? { domainRef: liveDomain } : {}),
        ...verdict,
        ...(hold.holder && hold.holder !== ref ? { heldBy: hold.holder } : {}),
        ...(hold.holder === ref && others.length
          ? { contestedBy: others.sort() }
          : {}),
        ...(hold.awaiting.includes(ref) ? { awaitsAcceptance: true } : {}),
      };
    });
    const { schema, classification, name } = port;
    const format =
      schema &&
      port.locations
        .map(l => facts.subjects(l.cluster).get(schema.subject)?.format)
        .find(Boolean);
    return {
      name,
      ...(classification ? { classification } : {}),
      ...(schema
        ? { schema: { ...schema, ...(format ? { format } : {}) } }
        : {}),
      locations,
      ...worstVerdict(locations),
    };
  });
  const ownerRef = ownerRefOf(entity);
  const classification =
    spec.classification ?? (domainRef && facts.domainClassification(domainRef));
  return {
    ref,
    origin: 'declared',
    namespace,
    name: metadata.name,
    title: metadata.title ?? metadata.name,
    ...(metadata.description ? { description: metadata.description } : {}),
    ...(ownerRef ? { ownerRef } : {}),
    ...(domainRef ? { domainRef } : {}),
    type: spec.type,
    lifecycle: spec.lifecycle,
    ...(spec.quality ? { quality: spec.quality } : {}),
    ...(classification ? { classification } : {}),
    ...(spec.tier ? { tier: spec.tier } : {}),
    originLocation,
    ports,
    ...worstVerdict(ports),
  };
}

function discoverable(
  facts: Facts,
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

function discoverDomains(facts: Facts): MeshDomain[] {
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

function declaredDomains(facts: Facts): MeshDomain[] {
  return [...facts.domains].map(([ref, { entity }]) => {
    const ownerRef = facts.domainOwner(ref);
    return {
      ref,
      origin: 'declared',
      namespace: entity.metadata.namespace ?? 'default',
      name: entity.metadata.name,
      title: entity.metadata.title ?? humanise(entity.metadata.name),
      ...(ownerRef ? { ownerRef } : {}),
    };
  });
}

/**
 * What the mesh is, from everything that is known: pure, and the one place
 * where discovery, holds, precedence and sync state are decided.
 */
export function computeMesh(inputs: MeshInputs): Mesh {
  const facts = new Facts(inputs);
  const declared = declaredProducts(inputs.index, inputs.trustedLocations);
  const holds = decideHolds(declared, inputs.acceptances, inputs.holders);

  const products = new Map<string, MeshProduct>();
  for (const product of declared) {
    products.set(product.ref, toDeclared(product, holds, facts));
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
    if (!taken.has(product.ref)) products.set(product.ref, product);
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
    [...declaredDomains(facts), ...discoverDomains(facts)].map(domain => [
      domain.ref,
      domain,
    ]),
  );
  return { topics, products, domains, holders };
}
