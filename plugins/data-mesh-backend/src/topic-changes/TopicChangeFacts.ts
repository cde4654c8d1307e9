import {
  isDataProductEntity,
  type MeshProduct,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import type { Knex } from 'knex';
import type { CatalogFacts } from '../access/CatalogFacts';
import type { UserCredentials } from '../authorization/Authorizer';
import type { CreationFacts } from '../creations/CreationFacts';
import type { LiveTopic } from '../creations/decideTopic';
import { askConfigs, askDefaults, askTopic } from '../creations/liveTopics';
import { readObject } from '../feed/meshRows';
import { nameOf } from '../history/wording';
import type { KafkaPort } from '../kafka/KafkaPort';
import { readCurrentVersion } from '../product-store/productVersions';
import type { RetentionPromise } from './consequencesOf';
import type { ChangerFacts } from './decideTopicChange';
import type { TopicState, WantedChange } from './topicChange';

/** A topic that is there, and what it would take from the brokers. */
export type AskedTopic = {
  now: TopicState;
  /** Of the keys that return to them; those that could not be asked missing. */
  defaults: Record<string, string | null>;
};

/** Gathers what decides on changes of topics. */
export class TopicChangeFacts {
  readonly #options: {
    db: Knex;
    catalog: Pick<CatalogFacts, 'entities'>;
    creations: Pick<CreationFacts, 'ofExisting'>;
  };

  constructor(options: {
    db: Knex;
    catalog: Pick<CatalogFacts, 'entities'>;
    creations: Pick<CreationFacts, 'ofExisting'>;
  }) {
    this.#options = options;
  }

  /** @throws whatever the catalog throws: who cannot be asked decides nothing */
  async of(
    cluster: string,
    topic: string,
    credentials: UserCredentials,
  ): Promise<ChangerFacts> {
    const { creations } = this.#options;
    return {
      topic,
      ...(await creations.ofExisting(cluster, topic, credentials)),
    };
  }

  /** @throws KafkaError where its configs cannot be asked */
  async ask(
    port: KafkaPort,
    topic: string,
    { configs: wanted }: WantedChange,
  ): Promise<AskedTopic | Exclude<LiveTopic, { state: 'there' }>> {
    const live = await askTopic(port, topic);
    if (live.state !== 'there') return live;
    const { topicId, partitions, replicationFactor } = live;
    const configs = await askConfigs(port, topic, Object.keys(wanted));
    const reset = Object.keys(wanted).filter(key => wanted[key] === null);
    return {
      now: { topicId, partitions, replicationFactor, configs },
      defaults: await askDefaults(port, topic, reset),
    };
  }

  /** How long the product that has a topic promises to keep its records. */
  async promises(
    cluster: string,
    topic: string,
    holder: ChangerFacts['holder'],
  ): Promise<RetentionPromise[]> {
    if (!holder) return [];
    const { ref } = holder;
    const { db, catalog } = this.#options;
    const product = await readObject<MeshProduct>(db, 'product', ref);
    const entity =
      product?.origin === 'published'
        ? (await readCurrentVersion(db, ref))?.document
        : (await catalog.entities([ref])).get(ref);
    if (!entity || !isDataProductEntity(entity)) return [];
    return entity.spec.outputPorts.flatMap(({ name, locations, slo }) =>
      slo?.retention &&
      locations.some(at => at.cluster === cluster && at.topic === topic)
        ? [
            {
              product: entity.metadata.title ?? nameOf(ref),
              port: name,
              retention: slo.retention,
            },
          ]
        : [],
    );
  }
}
