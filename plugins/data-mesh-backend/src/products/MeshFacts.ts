import {
  parseEntityRef,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import {
  ANNOTATION_CLUSTER,
  ANNOTATION_TOPIC,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import type { IndexedEntity } from '../catalog-index/indexRows';
import type { ClusterSettings } from '../config/DataMeshConfig';
import type { SubjectRecord } from '../schema-registry/SchemaRegistryPort';
import type { SnapshotTopic } from '../snapshot/topicRows';
import {
  isTrusted,
  topicKey,
  type Acceptance,
  type PublishedProduct,
} from './claims';
import {
  settleDomains,
  type DescribedDomain,
  type PublishedDomain,
} from './domainPrecedence';
import type { NamingTemplate } from './naming';
import type { ClusterView } from './syncState';
import { placeOf, type TopicPlace } from './topicDomain';

/** Everything that the mesh is computed from. */
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
  /** Published products, whether or not a declared one of the ref counts. */
  published: PublishedProduct[];
  /** Published domains, whether or not a declared one of the ref counts. */
  publishedDomains: PublishedDomain[];
  acceptances: Acceptance[];
  /** Topic key → ref of the product that held it so far. */
  holders: Map<string, string>;
  /** Grants that are active at Kafka. */
  grants: ActiveGrant[];
};

/** Who reads or writes a topic on the strength of a grant. */
export type ActiveGrant = {
  cluster: string;
  topic: string;
  consumerRef: string;
  mode: 'read' | 'write';
};

const DEFAULT_ENVIRONMENT = 'production';

/** A full ref of text in a descriptor, or nothing if it cannot be read. */
export function refOf(text: unknown, kind: string, namespace: string) {
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

/** Full ref of an entity's owner. */
export function ownerRefOf(entity: Entity): string | undefined {
  return refOf(
    entity.spec?.owner,
    'group',
    entity.metadata.namespace ?? 'default',
  );
}

export type LiveTopic = SnapshotTopic & {
  place: TopicPlace;
  environment: string;
};

/** Looks facts up that several parts of the computation need. */
export class MeshFacts {
  readonly settings: Map<
    string,
    Pick<ClusterSettings, 'environment' | 'domains'>
  >;
  readonly live = new Map<string, LiveTopic>();
  readonly declaredTopics = new Set<string>();
  readonly domains: Map<string, DescribedDomain>;
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
    this.domains = settleDomains(
      inputs.index,
      inputs.trustedLocations,
      inputs.publishedDomains,
    );
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

  /** The domain that a domain is a part of, if that is believed. */
  domainParent(domainRef: string): string | undefined {
    const domain = this.domains.get(domainRef);
    return domain?.trusted
      ? refOf(
          domain.entity.spec?.subdomainOf,
          'domain',
          parseEntityRef(domainRef).namespace,
        )
      : undefined;
  }

  domainClassification(domainRef: string): string | undefined {
    return this.#extension(domainRef, 'defaultClassification');
  }

  /** Who looks after a domain's data, if that is believed. */
  domainSteward(domainRef: string): string | undefined {
    const namespace = parseEntityRef(domainRef).namespace;
    return refOf(this.#extension(domainRef, 'steward'), 'group', namespace);
  }

  domainAccessRule(domainRef: string): string | undefined {
    return this.#extension(domainRef, 'accessRule');
  }

  #extension(domainRef: string, key: string): string | undefined {
    const domain = this.domains.get(domainRef);
    const extension = domain?.trusted && domain.entity.spec?.dataMesh;
    if (typeof extension !== 'object' || extension === null) return undefined;
    const value: unknown = Reflect.get(extension, key);
    return typeof value === 'string' ? value : undefined;
  }

  #addIndexed({ ref, entity, originLocation }: IndexedEntity): void {
    if (entity.kind !== 'Resource') return;
    const trusted = isTrusted(originLocation, this.inputs.trustedLocations);
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
