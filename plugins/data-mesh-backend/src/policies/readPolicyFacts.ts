import {
  schemaFields,
  type DataProductEntityV1alpha1,
  type MeshDomain,
  type MeshPort,
  type MeshProduct,
  type MeshTopic,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import type { Knex } from 'knex';
import { readIndex } from '../catalog-index/indexRows';
import { readObjects } from '../feed/meshRows';
import { descriptorsOf } from '../product-store/descriptorsOf';
import { readPublishedDomains } from '../domain-store/domainVersions';
import { readPublished } from '../product-store/productVersions';
import { topicKey } from '../products/claims';
import type { BindingIndex } from '../explain/BindingIndex';
import { refOf } from '../products/MeshFacts';
import { valueSubjectOf } from '../products/schemaFacts';
import type { SubjectRecord } from '../schema-registry/SchemaRegistryPort';
import {
  breaksInWords,
  readOpenBypasses,
  type StoredBypass,
} from '../schema-changes/bypassRows';
import { readClusterStates } from '../snapshot/clusterRows';
import { readSubjects } from '../snapshot/passRows';
import { readTopics, type SnapshotTopic } from '../snapshot/topicRows';
import { domainSpecsOf, type DomainSpecs } from './domainSpecs';
import { isLooseTopic, looseTopics } from './looseTopics';
import { readAccessView } from './readAccessView';
import type {
  AclFacts,
  BypassFacts,
  ConsumerFacts,
  FieldFacts,
  InputFacts,
  PolicyFacts,
  PortFacts,
  SchemaFacts,
} from './PolicyFacts';

const DAY_MS = 86_400_000;

/** What is known of the owners of products, by their refs. */
export type OwnerStates = Map<
  string,
  NonNullable<PolicyFacts['owner']>['state']
>;

/** Everything that facts of products are made from. */
export type MeshView = {
  /** With topics that are in none, see `looseTopics`. */
  products: MeshProduct[];
  domains: MeshDomain[];
  domainSpecs: DomainSpecs;
  /** Of declared and published products, by ref. */
  descriptors: Map<string, DataProductEntityV1alpha1>;
  /** By {@link topicKey}. */
  topics: Map<string, SnapshotTopic>;
  /** By cluster and subject; absent where a cluster's could not be read yet. */
  subjects: Map<string, Map<string, SubjectRecord>>;
  owners: OwnerStates;
  /** ACLs on topics, by cluster; absent where they could not be read. */
  acls: Map<string, BindingIndex>;
  /** Access that has not ended, by product. */
  consumers: Map<string, ConsumerFacts[]>;
  /** When a consumer group last read a topic, by {@link topicKey}. */
  readAt: Map<string, number>;
  /** Of schemas, by {@link portKey}. */
  bypasses: Map<string, BypassFacts[]>;
  /** When all of it was read, in milliseconds. */
  now: number;
};

/** One string a port of a product, to key maps by. */
function portKey(productRef: string, port: string): string {
  return `${productRef} ${port}`;
}

/** A domain with all those that it is part of, itself first. */
export function domainsAbove(
  domains: ReadonlyMap<string, MeshDomain>,
  ref: string | undefined,
): string[] {
  const found = new Set<string>();
  let next = ref;
  while (next !== undefined && !found.has(next)) {
    found.add(next);
    next = domains.get(next)?.parentRef;
  }
  return [...found];
}

function fieldsOf(record: SubjectRecord): FieldFacts[] {
  return schemaFields(record).map(({ path, description, tags }) => ({
    path,
    ...(description ? { description } : {}),
    tags,
  }));
}

/** Makes facts of products out of one view of the mesh: pure. */
export class PolicyFactsMaker {
  readonly #view: MeshView;
  readonly #domains: Map<string, MeshDomain>;
  readonly #products: Map<string, MeshProduct>;

  constructor(view: MeshView) {
    this.#view = view;
    this.#domains = new Map(view.domains.map(d => [d.ref, d]));
    this.#products = new Map(view.products.map(p => [p.ref, p]));
  }

  factsOf(product: MeshProduct): PolicyFacts {
    const entity = this.#view.descriptors.get(product.ref);
    const spec = entity?.spec;
    const { ref, title, origin, domainRef, lifecycle, ownerRef } = product;
    return {
      ref,
      title,
      ...(isLooseTopic(product) ? { isLooseTopic: true as const } : {}),
      origin,
      ...(domainRef ? { domainRef } : {}),
      domains: domainsAbove(this.#domains, domainRef),
      lifecycle,
      ...(product.classification
        ? { classification: product.classification }
        : {}),
      ...(product.tier ? { tier: product.tier } : {}),
      ...(product.description ? { description: product.description } : {}),
      support: { ...spec?.support },
      ...(product.maxDuration ? { maxDuration: product.maxDuration } : {}),
      ...(ownerRef
        ? {
            owner: {
              ref: ownerRef,
              state: this.#view.owners.get(ownerRef) ?? 'unknown',
            },
          }
        : {}),
      ...this.#domainOf(domainRef),
      consumers: this.#view.consumers.get(ref) ?? [],
      ...this.#useOf(product),
      inputs: entity ? this.#inputsOf(entity) : [],
      ...(spec?.anonymisation
        ? { anonymisation: { ...spec.anonymisation } }
        : {}),
      ports: product.ports.map(port => this.#portOf(product, port, entity)),
    };
  }

  #domainOf(ref: string | undefined): Pick<PolicyFacts, 'domain'> {
    const domain = ref === undefined ? undefined : this.#domains.get(ref);
    if (!domain) return {};
    const { title, parentRef, ownerRef, stewardRef } = domain;
    return {
      domain: {
        ref: domain.ref,
        title,
        ...(parentRef ? { parent: parentRef } : {}),
        ...(ownerRef ? { owner: ownerRef } : {}),
        ...(stewardRef ? { steward: stewardRef } : {}),
      },
    };
  }

  #useOf({ ports }: MeshProduct): Pick<PolicyFacts, 'use'> {
    const { topics, readAt, now } = this.#view;
    const keys = ports.flatMap(port =>
      port.locations.map(({ cluster, topic }) => topicKey(cluster, topic)),
    );
    const seen = keys.flatMap(key => topics.get(key)?.firstSeenAt ?? []);
    if (seen.length === 0) return {};
    const read = keys.flatMap(key => readAt.get(key) ?? []);
    const days = (since: number) =>
      Math.max(0, Math.floor((now - since) / DAY_MS));
    return {
      use: {
        watchedDays: days(Math.min(...seen)),
        ...(read.length > 0 ? { unreadDays: days(Math.max(...read)) } : {}),
      },
    };
  }

  #aclsOf(cluster: string, topic: string): AclFacts[] | undefined {
    return this.#view.acls
      .get(cluster)
      ?.matching('TOPIC', topic)
      .map(({ principal, host, operation, permission, ...pattern }) => ({
        principal,
        host,
        operation,
        permission,
        resource:
          pattern.patternType === 'PREFIXED'
            ? `${pattern.resourceName}*`
            : pattern.resourceName,
      }))
      .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  }

  #portOf(
    product: MeshProduct,
    port: MeshPort,
    entity: DataProductEntityV1alpha1 | undefined,
  ): PortFacts {
    const classification = port.classification ?? product.classification;
    const declared = entity?.spec.outputPorts.find(
      ({ name }) => name === port.name,
    );
    return {
      name: port.name,
      ...(classification ? { classification } : {}),
      topics: port.locations.map(({ cluster, topic, environment }) => {
        const live = this.#view.topics.get(topicKey(cluster, topic));
        const acls = this.#aclsOf(cluster, topic);
        return {
          cluster,
          environment: environment ?? 'unknown',
          name: topic,
          ...(live
            ? {
                live: {
                  partitions: live.partitions,
                  replicationFactor: live.replicationFactor,
                  configs: live.configs ?? {},
                  ...(acls ? { acls } : {}),
                },
              }
            : {}),
        };
      }),
      schemas: this.#schemasOf(port),
      bypasses: this.#view.bypasses.get(portKey(product.ref, port.name)) ?? [],
      slo: { ...declared?.slo },
    };
  }

  #schemasOf(port: MeshPort): PortFacts['schemas'] {
    const found = new Map<string, SchemaFacts>();
    let asked = false;
    for (const { cluster, topic } of port.locations) {
      const subjects = this.#view.subjects.get(cluster);
      if (!subjects) continue;
      asked = true;
      const record = subjects.get(
        port.schema?.subject ?? valueSubjectOf(topic),
      );
      if (!record || found.has(record.subject)) continue;
      found.set(record.subject, {
        subject: record.subject,
        format: record.format,
        ...(record.compatibility
          ? { compatibility: record.compatibility }
          : {}),
        fields: fieldsOf(record),
      });
    }
    return asked ? [...found.values()] : 'unknown';
  }

  #inputsOf(entity: DataProductEntityV1alpha1): InputFacts[] {
    const namespace = entity.metadata.namespace ?? 'default';
    return (entity.spec.inputPorts ?? []).map(({ name, product, port }) => {
      const ref = refOf(product, 'dataproduct', namespace) ?? product;
      const source = this.#products.get(ref);
      const classification =
        source?.ports.find(each => each.name === port)?.classification ??
        source?.classification;
      return {
        name,
        product: ref,
        port,
        ...(classification ? { classification } : {}),
      };
    });
  }
}

function bypassesByPort(bypasses: StoredBypass[]): Map<string, BypassFacts[]> {
  const found = new Map<string, BypassFacts[]>();
  for (const { productRef, port, subject, version, breaks } of bypasses) {
    const key = portKey(productRef, port);
    found.set(key, [
      ...(found.get(key) ?? []),
      { subject, version, breaks: breaksInWords(breaks) },
    ]);
  }
  return found;
}

/** Reads everything that policies are evaluated on, but for the owners. */
export async function readMeshView(
  db: Knex,
  trustedLocations: string[],
  now: number,
): Promise<Omit<MeshView, 'owners'>> {
  const [
    products,
    meshTopics,
    domains,
    index,
    published,
    publishedDomains,
    topics,
    records,
    states,
    bypasses,
  ] = await Promise.all([
    readObjects<MeshProduct>(db, 'product'),
    readObjects<MeshTopic>(db, 'topic'),
    readObjects<MeshDomain>(db, 'domain'),
    readIndex(db),
    readPublished(db),
    readPublishedDomains(db),
    readTopics(db),
    readSubjects(db),
    readClusterStates(db),
    readOpenBypasses(db),
  ]);
  const reading = await readAccessView(db, states, now);
  const subjects = new Map<string, Map<string, SubjectRecord>>();
  for (const [cluster, state] of states) {
    if (state.subjectsAt !== undefined) subjects.set(cluster, new Map());
  }
  for (const record of records) {
    subjects.get(record.cluster)?.set(record.subject, record);
  }
  return {
    products: [...products, ...looseTopics(meshTopics)],
    domains,
    domainSpecs: domainSpecsOf(index, trustedLocations, publishedDomains),
    descriptors: descriptorsOf(products, index, published),
    topics: new Map(
      topics.map(topic => [topicKey(topic.cluster, topic.name), topic]),
    ),
    subjects,
    bypasses: bypassesByPort(bypasses),
    ...reading,
    now,
  };
}
