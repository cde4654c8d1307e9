import type { Knex } from 'knex';
import { appendHistory } from '../history/appendHistory';
import { KafkaError, toKafkaError } from '../kafka/errors';
import type { KafkaPort } from '../kafka/KafkaPort';
import { readTopics } from '../snapshot/topicRows';
import type { GrantRow } from '../tables';
import type { CreationOf } from './creation';
import type { CreationFacts, CreationPorts } from './CreationFacts';
import { abandon, beginUndo, settleUndone } from './creationRows';
import { decideTopicUndo, type UndoVerdict } from './decideUndo';
import { askTopic, askWritten, forgetTopic } from './liveTopics';

/** Who undoes something, when and why. */
export type Undoing = { actor: string; now: number; reason?: string };

export type TopicUndoerOptions = Pick<CreationPorts, 'kafkaOf'> & {
  db: Knex;
  facts: Pick<CreationFacts, 'holderOf'>;
  onChange: (tx: Knex, now: number) => Promise<void>;
  kick: (cluster: string) => void;
};

/** Deletes topics that a run has created, while nobody uses them. */
export class TopicUndoer {
  readonly #options: TopicUndoerOptions;

  constructor(options: TopicUndoerOptions) {
    this.#options = options;
  }

  /** @returns why it stays, if it does */
  async undo(
    own: CreationOf<'topic'>,
    by: Undoing,
  ): Promise<string | undefined> {
    const { db, kafkaOf, kick } = this.#options;
    const cluster = own.cluster ?? '';
    const port = kafkaOf(cluster);
    if (!port) {
      return `Cluster ${cluster} is not managed any more, or has no provisioning credential; an operator can correct dataMesh.clusters.${cluster}`;
    }
    const verdict = await this.#decide(port, own);
    if (verdict.do === 'leave') return verdict.reason;
    if (verdict.do === 'forget' && !own.made && own.state === 'intended') {
      await abandon(db, own);
      return undefined;
    }
    if (verdict.do === 'remove') {
      await beginUndo(db, own);
      const failed = await deleteTopic(port, own.name);
      if (failed) return failed;
    }
    await this.#settle(own, by);
    kick(cluster);
    return undefined;
  }

  async #decide(
    port: KafkaPort,
    own: CreationOf<'topic'>,
  ): Promise<UndoVerdict> {
    const { db, facts } = this.#options;
    const { name, cluster = '' } = own;
    const holder = await facts.holderOf(cluster, name);
    const grants = await db<GrantRow>('grants')
      .where({ cluster, topic: name })
      .whereNotNull('live_key')
      .select('id');
    const [seen] = await readTopics(db, { cluster, name });
    const live = await askTopic(port, name);
    let written: bigint | undefined;
    try {
      written = await askWritten(port, name);
    } catch (error) {
      if (!(error instanceof KafkaError)) throw error;
    }
    const isSeen = live.state === 'there' && seen?.topicId === live.topicId;
    return decideTopicUndo({
      own,
      live,
      ...(isSeen ? { firstSeenAt: seen.firstSeenAt } : {}),
      ...(holder ? { holder: holder.ref } : {}),
      grants: grants.length,
      ...(written === undefined ? {} : { written }),
    });
  }

  async #settle(
    own: CreationOf<'topic'>,
    { actor, now, reason }: Undoing,
  ): Promise<void> {
    const { db, onChange } = this.#options;
    const { name, cluster = '', run } = own;
    await db.transaction(async tx => {
      if (!(await settleUndone(tx, own, now))) return;
      await forgetTopic(tx, cluster, name, now);
      await onChange(tx, now);
      await appendHistory(
        tx,
        [
          {
            actor,
            action: 'topic.removed',
            cluster,
            topic: name,
            details: { run, ...(reason ? { reason } : {}) },
          },
        ],
        now,
      );
    });
  }
}

/** @returns why it could not be deleted, if so; that it is gone is fine */
async function deleteTopic(
  port: KafkaPort,
  name: string,
): Promise<string | undefined> {
  try {
    const result = (await port.deleteTopics([name])).items.get(name);
    if (result?.ok || result?.error.code === 'NOT_FOUND') return undefined;
    const remedy =
      result?.error.code === 'NOT_AUTHORIZED'
        ? 'give the provisioning credential DELETE on it'
        : 'undo the run again';
    return `${result?.error.message ?? `topic ${name}: no answer`}; ${remedy}`;
  } catch (error) {
    return `${toKafkaError(error, name).message}; undo the run again`;
  }
}
