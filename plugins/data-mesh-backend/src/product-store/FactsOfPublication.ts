import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
} from '@backstage/catalog-model';
import {
  DATA_MESH_LOCATION_TYPE,
  type DataProductEntityV1alpha1,
  type MeshDomain,
  type MeshProduct,
  type TopicKey,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import type { Knex } from 'knex';
import type { CatalogFacts } from '../access/CatalogFacts';
import type { Authorizer, UserCredentials } from '../authorization/Authorizer';
import type { DataMeshConfig } from '../config/DataMeshConfig';
import { readObject, readObjects } from '../feed/meshRows';
import { domainsAbove } from '../policies/readPolicyFacts';
import { descriptorFacts } from '../products/descriptorFacts';
import { domainOwnerNow } from '../products/domainOwner';
import { placeOf } from '../products/topicDomain';
import { readClusterStates } from '../snapshot/clusterRows';
import { readTopics } from '../snapshot/topicRows';
import type { TopicHoldRow } from '../tables';
import type { PublicationFacts, TopicStanding } from './decidePublication';
import { readCurrentVersion } from './productVersions';

/** Who decides on the topics of a domain, as the catalog has it now. */
export type DomainPeople = { ownerRef?: string; stewardRef?: string };

/**
 * Gathers what decides on publishing: owners and memberships as the catalog
 * has them at this moment, topics as of the last pass.
 */
export class FactsOfPublication {
  readonly #db: Knex;
  readonly #config: Pick<DataMeshConfig, 'clusters' | 'naming'>;
  readonly #catalog: Pick<CatalogFacts, 'entities'>;
  readonly #authorizer: Pick<Authorizer, 'speaksFor'>;

  constructor(options: {
    db: Knex;
    config: Pick<DataMeshConfig, 'clusters' | 'naming'>;
    catalog: Pick<CatalogFacts, 'entities'>;
    authorizer: Pick<Authorizer, 'speaksFor'>;
  }) {
    this.#db = options.db;
    this.#config = options.config;
    this.#catalog = options.catalog;
    this.#authorizer = options.authorizer;
  }

  /**
   * @param planned - topics that count as live, since they are made before
   * @throws whatever the catalog throws: who cannot be asked decides nothing
   */
  async of(
    entity: DataProductEntityV1alpha1,
    credentials: UserCredentials,
    planned: TopicKey[] = [],
  ): Promise<PublicationFacts> {
    const { ref, ownerRef, domainRef } = descriptorFacts(
      entity,
      () => undefined,
    );
    const [declaredAt, topics, speaksFor, current] = await Promise.all([
      this.declaredAt(ref),
      this.#standings(entity, planned),
      this.#authorizer.speaksFor(credentials),
      readCurrentVersion(this.#db, ref),
    ]);
    return {
      ref,
      ...(ownerRef ? { ownerRef } : {}),
      ...(domainRef ? { domainRef } : {}),
      topics,
      speaksFor,
      ...(current ? { current } : {}),
      ...(declaredAt === undefined ? {} : { declaredAt }),
    };
  }

  /**
   * Where a product is declared. A declaration that does not count yet stops
   * nobody: anybody can register one.
   */
  async declaredAt(ref: string): Promise<string | undefined> {
    const product = await readObject<MeshProduct>(this.#db, 'product', ref);
    if (product?.origin === 'published') return undefined;
    const entity = (await this.#catalog.entities([ref])).get(ref);
    if (!entity) return undefined;
    const { annotations = {} } = entity.metadata;
    const isOurs = annotations[ANNOTATION_LOCATION]?.startsWith(
      `${DATA_MESH_LOCATION_TYPE}:`,
    );
    return isOurs
      ? undefined
      : annotations[ANNOTATION_ORIGIN_LOCATION] ?? 'an unknown location';
  }

  /** Owners and stewards of domains, by ref. */
  async people(refs: string[]): Promise<Map<string, DomainPeople>> {
    const known = await this.#domains();
    return this.#peopleOf(refs, known);
  }

  /** Owners and stewards of the domains of topics. */
  async stewardsOf(
    topics: Array<{ cluster: string; topic: string }>,
  ): Promise<string[]> {
    const refs = topics.flatMap(
      ({ cluster, topic }) => this.domainOf(cluster, topic) ?? [],
    );
    const people = await this.people([...new Set(refs)]);
    const found = [...people.values()].flatMap(({ ownerRef, stewardRef }) => [
      ...(stewardRef ? [stewardRef] : []),
      ...(ownerRef ? [ownerRef] : []),
    ]);
    return [...new Set(found)];
  }

  /** Which domain the configuration says that a topic belongs to. */
  domainOf(cluster: string, topic: string): string | undefined {
    const settings = this.#config.clusters.find(
      ({ name }) => name === cluster,
    )?.settings;
    return (
      settings &&
      placeOf(topic, settings.domains, this.#config.naming).domainRef
    );
  }

  async #domains(): Promise<Map<string, MeshDomain>> {
    const domains = await readObjects<MeshDomain>(this.#db, 'domain');
    return new Map(domains.map(domain => [domain.ref, domain]));
  }

  async #peopleOf(
    refs: string[],
    known: Map<string, MeshDomain>,
  ): Promise<Map<string, DomainPeople>> {
    const fresh = await this.#catalog.entities(refs);
    return new Map(
      refs.map(ref => {
        const domain = known.get(ref);
        const ownerRef = domainOwnerNow(domain, fresh.get(ref));
        return ownerRef
          ? [ref, { ownerRef, stewardRef: domain?.stewardRef }]
          : [ref, {}];
      }),
    );
  }

  async #standings(
    entity: DataProductEntityV1alpha1,
    planned: TopicKey[],
  ): Promise<TopicStanding[]> {
    const wanted = entity.spec.outputPorts.flatMap(port => port.locations);
    const refs = wanted.flatMap(
      ({ cluster, topic }) => this.domainOf(cluster, topic) ?? [],
    );
    const domains = await this.#domains();
    const people = await this.#peopleOf([...new Set(refs)], domains);
    const states = await readClusterStates(this.#db);
    const standings: TopicStanding[] = [];
    for (const { cluster, topic } of wanted) {
      const [live] = await readTopics(this.#db, { cluster, name: topic });
      const hold = await this.#db<TopicHoldRow>('topic_holds')
        .where({ cluster, topic })
        .first();
      const domainRef = this.domainOf(cluster, topic);
      const domainOwner = domainRef && people.get(domainRef)?.ownerRef;
      const isThere =
        live !== undefined ||
        planned.some(each => each.cluster === cluster && each.topic === topic);
      let state: TopicStanding['state'] = isThere ? 'live' : 'missing';
      if (!isThere && states.get(cluster)?.fullAt === undefined)
        state = 'unread';
      if (!this.#isConfigured(cluster)) state = 'not-configured';
      standings.push({
        cluster,
        topic,
        state,
        domains: domainsAbove(domains, domainRef),
        ...(domainRef ? { domainRef } : {}),
        ...(domainOwner ? { domainOwner } : {}),
        ...(hold ? { holder: hold.product_ref } : {}),
      });
    }
    return standings;
  }

  #isConfigured(cluster: string): boolean {
    return this.#config.clusters.some(
      ({ name, settings }) => name === cluster && settings !== undefined,
    );
  }
}
