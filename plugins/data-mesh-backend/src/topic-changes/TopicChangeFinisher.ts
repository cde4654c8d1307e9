import type {
  TopicChange,
  TopicChangePlan,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import type { Knex } from 'knex';
import { toHttpError } from '../access/refusal';
import {
  askConfigs,
  askTopic,
  itemOf,
  noteTopic,
  untilSo,
} from '../creations/liveTopics';
import { appendHistory } from '../history/appendHistory';
import { KafkaError } from '../kafka/errors';
import type {
  ConfigChanges,
  KafkaPort,
  TopicConfigs,
  TopicDescription,
} from '../kafka/KafkaPort';
import type { TopicHoldRow } from '../tables';
import { isDone, PARTITIONS } from './topicChange';
import { readUsers, toldOf } from './toldOf';
import {
  dropTopicChange,
  settleTopicChange,
  type StoredChange,
} from './topicChangeRows';

type Seen = {
  topicId: string;
  description: TopicDescription;
  partitions: number;
  configs: TopicConfigs;
};

/**
 * Carries out changes that are written down, and puts into the history what
 * Kafka has of them then.
 */
export class TopicChangeFinisher {
  readonly #options: {
    db: Knex;
    onChange: (tx: Knex, now: number) => Promise<void>;
    kick: (cluster: string) => void;
  };
  readonly #clock: () => number;

  constructor(options: {
    db: Knex;
    /** Brings the mesh in line, in the transaction given. */
    onChange: (tx: Knex, now: number) => Promise<void>;
    /** Has the next pass over a cluster come at once. */
    kick: (cluster: string) => void;
    clock?: () => number;
  }) {
    this.#options = options;
    this.#clock = options.clock ?? Date.now;
  }

  /**
   * Asks Kafka for what is not there yet. What can be taken back comes first.
   *
   * @throws KafkaError
   */
  async apply(port: KafkaPort, open: StoredChange): Promise<void> {
    const { topic, plan } = open;
    const configs: ConfigChanges = Object.fromEntries(
      plan.changes
        .filter(({ key }) => key !== PARTITIONS)
        .map(({ key, to }) => [key, to ?? null]),
    );
    if (Object.keys(configs).length > 0) {
      itemOf(await port.alterTopicConfigs(new Map([[topic, configs]])), topic);
    }
    const grown = plan.changes.find(({ key }) => key === PARTITIONS);
    if (!grown || (await this.#hasPartitions(port, topic, grown))) return;
    try {
      const totals = new Map([[topic, Number(grown.to)]]);
      itemOf(await port.createPartitions(totals), topic);
    } catch (error) {
      // The same call, made twice at once, has them from the other one.
      if (!(await this.#hasPartitions(port, topic, grown))) throw error;
    }
  }

  /**
   * Notes a change that Kafka was asked for, once all of it can be seen.
   *
   * @throws ServiceUnavailableError where it cannot be seen in time
   */
  async settle(port: KafkaPort, open: StoredChange): Promise<TopicChangePlan> {
    const seen = await untilSo(
      () => this.#see(port, open),
      found =>
        found !== undefined &&
        open.plan.changes.every(change => isDone(change, found)),
    );
    if (!seen) {
      throw toHttpError({
        code: 'UNAVAILABLE',
        message: `Topic ${open.topic} of cluster ${open.cluster} was changed, and it cannot be seen yet; try again in a moment`,
      });
    }
    await this.#note(open, open.plan, seen);
    return open.plan;
  }

  /**
   * Notes what Kafka has of a change that is not carried on: what has arrived
   * is told, and what has not is forgotten.
   *
   * @throws KafkaError where it cannot be asked
   */
  async settleSeen(port: KafkaPort, open: StoredChange): Promise<void> {
    const seen = await this.#see(port, open);
    const changes = open.plan.changes.filter(
      change => seen && isDone(change, seen),
    );
    if (!seen || changes.length === 0) {
      await dropTopicChange(this.#options.db, open);
      return;
    }
    const consequences = changes.flatMap(({ consequence }) =>
      consequence ? [consequence] : [],
    );
    await this.#note(open, { ...open.plan, changes, consequences }, seen);
  }

  async #hasPartitions(port: KafkaPort, topic: string, grown: TopicChange) {
    const live = await askTopic(port, topic);
    return live.state === 'there' && live.partitions === Number(grown.to);
  }

  /** The topic of a change, if it is still that one. */
  async #see(
    port: KafkaPort,
    { topic, topicId, wanted }: StoredChange,
  ): Promise<Seen | undefined> {
    const live = await askTopic(port, topic);
    if (live.state === 'unknown') {
      throw new KafkaError({
        code: 'UNAVAILABLE',
        message: live.reason,
        retryable: true,
        item: topic,
      });
    }
    if (live.state === 'absent' || live.topicId !== topicId) return undefined;
    const { description, partitions } = live;
    const configs = await askConfigs(port, topic, Object.keys(wanted.configs));
    return description && { topicId, description, partitions, configs };
  }

  async #note(
    open: StoredChange,
    plan: TopicChangePlan,
    { description, configs }: Seen,
  ): Promise<void> {
    const { db, onChange, kick } = this.#options;
    const { cluster, topic, changedBy, reason } = open;
    const now = this.#clock();
    await db.transaction(async tx => {
      if (!(await settleTopicChange(tx, open, plan, now))) return;
      await noteTopic(tx, cluster, description, configs, now);
      await onChange(tx, now);
      const told = toldOf(plan.changes);
      // Told from the entry, so once, whatever dies after it was read back.
      const consumers =
        told.length > 0 ? await readUsers(tx, cluster, topic) : [];
      const hold = await tx<TopicHoldRow>('topic_holds')
        .where({ cluster, topic })
        .first();
      await appendHistory(
        tx,
        [
          {
            actor: changedBy,
            action: 'topic.changed',
            cluster,
            topic,
            ...(hold ? { productRef: hold.product_ref } : {}),
            details: {
              changes: plan.changes.map(({ key, from, to }) => ({
                key,
                ...(from === undefined ? {} : { from }),
                ...(to === undefined ? {} : { to }),
              })),
              consequences: plan.consequences,
              ...(consumers.length > 0 ? { told, consumers } : {}),
              ...(reason ? { reason } : {}),
            },
          },
        ],
        now,
      );
    });
    kick(cluster);
  }
}
