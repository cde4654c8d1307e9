import type { MeshProduct } from '@data-mesh/backstage-plugin-data-mesh-common';
import type { Knex } from 'knex';
import type { CatalogFacts } from '../access/CatalogFacts';
import type { Authorizer, UserCredentials } from '../authorization/Authorizer';
import type { DataMeshConfig } from '../config/DataMeshConfig';
import { readObject } from '../feed/meshRows';
import type { KafkaPort } from '../kafka/KafkaPort';
import type { FactsOfPublication } from '../product-store/FactsOfPublication';
import { readCurrentVersion } from '../product-store/productVersions';
import { ownerRefOf } from '../products/MeshFacts';
import { findUnfinished } from '../schema-changes/changeRows';
import type { SchemaRegistryPort } from '../schema-registry/SchemaRegistryPort';
import { readClusterStates } from '../snapshot/clusterRows';
import { topicFilter } from '../snapshot/followedTopics';
import { readTopics } from '../snapshot/topicRows';
import type { TopicHoldRow } from '../tables';
import { askSubject } from './askSubject';
import type { WantedSchema, WantedTopic } from './creation';
import { findCreation } from './creationRows';
import { topicOfSubject, type SchemaFacts } from './decideSchema';
import {
  refuseWanted,
  type ClusterStanding,
  type LiveTopic,
  type TopicFacts,
} from './decideTopic';
import { askTopic } from './liveTopics';

/** What clusters and their schema registries are changed with. */
export type CreationPorts = {
  /** Of a cluster that is managed with our own provisioning credential. */
  kafkaOf: (cluster: string) => KafkaPort | undefined;
  /** Of a cluster that is managed. */
  registryOf: (cluster: string) => SchemaRegistryPort | undefined;
  /** Why nothing may be made with this database, if so. */
  storageProblem?: string;
};

export type CreationFactsOptions = CreationPorts & {
  db: Knex;
  config: Pick<DataMeshConfig, 'clusters' | 'naming'>;
  catalog: Pick<CatalogFacts, 'entities'>;
  authorizer: Pick<Authorizer, 'speaksFor'>;
  publication: Pick<FactsOfPublication, 'domainOf' | 'people'>;
};

/**
 * Gathers what decides on topics and schemas: owners and memberships as the
 * catalog has them at this moment, Kafka and the schema registry asked live.
 */
export class CreationFacts {
  readonly #options: CreationFactsOptions;

  constructor(options: CreationFactsOptions) {
    this.#options = options;
  }

  /** @throws whatever the catalog throws: who cannot be asked decides nothing */
  async ofTopic(
    cluster: string,
    wanted: WantedTopic,
    run: string,
    credentials: UserCredentials,
  ): Promise<TopicFacts> {
    const { db, authorizer, kafkaOf } = this.#options;
    const { name } = wanted;
    const settings = this.#settings(cluster);
    const port = kafkaOf(cluster);
    const isAskable = port && !refuseWanted(wanted);
    const [standing, domain, speaksFor, live, own, [seen]] = await Promise.all([
      this.standing(cluster),
      this.#domain(cluster, name),
      authorizer.speaksFor(credentials),
      isAskable
        ? askTopic(port, name)
        : ({ state: 'unknown', reason: 'it was not asked' } as LiveTopic),
      this.#own({ run, kind: 'topic', cluster, name }, credentials),
      readTopics(db, { cluster, name: name.slice(0, 250) }),
    ]);
    return {
      cluster: standing,
      wanted,
      isFollowed:
        settings !== undefined &&
        topicFilter(settings.topics)({ name, internal: false }),
      ...domain,
      speaksFor,
      live,
      ...(own ? { own } : {}),
      ...(seen && live.state === 'there' && seen.topicId === live.topicId
        ? { firstSeenAt: seen.firstSeenAt }
        : {}),
    };
  }

  /**
   * @param isPlanned - whether the topic is made in a step before
   * @throws as {@link CreationFacts.ofTopic}
   */
  async ofSchema(
    cluster: string,
    wanted: WantedSchema,
    run: string,
    credentials: UserCredentials,
    isPlanned = false,
  ): Promise<SchemaFacts> {
    const { db, authorizer, registryOf } = this.#options;
    const { subject } = wanted;
    const topic = topicOfSubject(subject);
    const registry = registryOf(cluster);
    const [standing, domain, holder, topics, speaksFor, open, own, live] =
      await Promise.all([
        this.standing(cluster),
        topic === undefined ? {} : this.#domain(cluster, topic),
        topic === undefined ? undefined : this.holderOf(cluster, topic),
        topic === undefined ? [] : readTopics(db, { cluster, name: topic }),
        authorizer.speaksFor(credentials),
        findUnfinished(db, cluster, subject),
        this.#own({ run, kind: 'schema', cluster, name: subject }, credentials),
        registry ? askSubject(registry, wanted) : undefined,
      ]);
    return {
      cluster: { ...standing, hasRegistry: registry !== undefined },
      wanted,
      ...(topic === undefined ? {} : { topic }),
      hasTopic: isPlanned || topics.length > 0,
      ...domain,
      ...(holder ? { holder } : {}),
      speaksFor,
      ...(open ? { openChange: open.id } : {}),
      ...(own ? { own } : {}),
      live: live ?? { state: 'unknown', reason: 'there is none' },
    };
  }

  /**
   * Who a topic that is there belongs to, and how its cluster stands.
   *
   * @throws as {@link CreationFacts.ofTopic}
   */
  async ofExisting(
    cluster: string,
    topic: string,
    credentials: UserCredentials,
  ): Promise<
    Pick<TopicFacts, 'cluster' | 'domainRef' | 'domainOwner' | 'speaksFor'> &
      Pick<SchemaFacts, 'holder'>
  > {
    const { authorizer } = this.#options;
    const [standing, domain, holder, speaksFor] = await Promise.all([
      this.standing(cluster),
      this.#domain(cluster, topic),
      this.holderOf(cluster, topic),
      authorizer.speaksFor(credentials),
    ]);
    return {
      cluster: standing,
      ...domain,
      ...(holder ? { holder } : {}),
      speaksFor,
    };
  }

  /** The declared or published product that has a topic, and whose it is. */
  async holderOf(
    cluster: string,
    topic: string,
  ): Promise<{ ref: string; ownerRef?: string } | undefined> {
    const { db, catalog } = this.#options;
    const hold = await db<TopicHoldRow>('topic_holds')
      .where({ cluster, topic })
      .first();
    if (!hold) return undefined;
    const ref = hold.product_ref;
    const product = await readObject<MeshProduct>(db, 'product', ref);
    if (product?.origin === 'published') {
      const current = await readCurrentVersion(db, ref);
      return { ref, ownerRef: current?.ownerRef };
    }
    const entity = (await catalog.entities([ref])).get(ref);
    return { ref, ownerRef: entity && ownerRefOf(entity) };
  }

  /** How a cluster stands to what is to be made on it. */
  async standing(name: string): Promise<ClusterStanding> {
    const { db, kafkaOf, storageProblem } = this.#options;
    const settings = this.#settings(name);
    const states = await readClusterStates(db);
    return {
      name,
      isConfigured: settings !== undefined,
      isManaged: settings?.mode === 'manage',
      isRead: states.get(name)?.fullAt !== undefined,
      canProvision: kafkaOf(name) !== undefined,
      ...(storageProblem ? { storageProblem } : {}),
    };
  }

  /** What the caller's run has of something; of others' runs nobody learns. */
  async #own<K extends 'topic' | 'schema'>(
    key: { run: string; kind: K; cluster: string; name: string },
    { principal }: UserCredentials,
  ) {
    const own = await findCreation(this.#options.db, key);
    return own?.createdBy === principal.userEntityRef ? own : undefined;
  }

  #settings(cluster: string) {
    const { config } = this.#options;
    return config.clusters.find(({ name }) => name === cluster)?.settings;
  }

  async #domain(
    cluster: string,
    topic: string,
  ): Promise<{ domainRef?: string; domainOwner?: string }> {
    const { publication } = this.#options;
    const domainRef = publication.domainOf(cluster, topic);
    if (!domainRef) return {};
    const domainOwner = (await publication.people([domainRef])).get(
      domainRef,
    )?.ownerRef;
    return { domainRef, ...(domainOwner ? { domainOwner } : {}) };
  }
}
