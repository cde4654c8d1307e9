import type { Knex } from 'knex';
import { appendHistory } from '../history/appendHistory';
import { KafkaError } from '../kafka/errors';
import type { SchemaRegistryPort } from '../schema-registry/SchemaRegistryPort';
import { forgetSubject, writeSubject } from '../snapshot/passRows';
import { askSubject } from './askSubject';
import type { CreationOf } from './creation';
import type { CreationFacts, CreationPorts } from './CreationFacts';
import { abandon, beginUndo, settleUndone } from './creationRows';
import { topicOfSubject, type LiveSubject } from './decideSchema';
import { decideSchemaUndo, type UndoVerdict } from './decideUndo';
import { askWritten } from './liveTopics';
import type { Undoing } from './TopicUndoer';

export type SchemaUndoerOptions = Pick<
  CreationPorts,
  'kafkaOf' | 'registryOf'
> & {
  db: Knex;
  facts: Pick<CreationFacts, 'holderOf'>;
  onChange: (tx: Knex, now: number) => Promise<void>;
};

/** Deletes schema versions that a run has registered, while none needs them. */
export class SchemaUndoer {
  readonly #options: SchemaUndoerOptions;

  constructor(options: SchemaUndoerOptions) {
    this.#options = options;
  }

  /** @returns why it stays, if it does */
  async undo(
    own: CreationOf<'schema'>,
    by: Undoing,
  ): Promise<string | undefined> {
    const { db, registryOf } = this.#options;
    const cluster = own.cluster ?? '';
    const registry = registryOf(cluster);
    if (!registry) {
      return `Cluster ${cluster} is not managed any more, or has no schema registry; an operator can correct dataMesh.clusters.${cluster}`;
    }
    const live = await askSubject(registry, own.wanted);
    const verdict = await this.#decide(own, live);
    if (verdict.do === 'leave') return verdict.reason;
    if (verdict.do === 'forget' && own.state === 'intended') {
      await abandon(db, own);
      return undefined;
    }
    const version =
      own.made?.version ??
      (live.state === 'known' ? live.found?.version : undefined);
    try {
      await beginUndo(db, own);
      await restoreLevel(registry, own);
      if (verdict.do === 'remove' && version !== undefined) {
        await registry.deleteVersion(own.name, version);
        await registry.deleteVersion(own.name, version, { permanent: true });
      }
      await this.#settle(registry, own, version, by);
      return undefined;
    } catch (error) {
      // Whatever else is wrong is not the registry's doing, and not its answer.
      if (!(error instanceof KafkaError)) throw error;
      return `${error.message}; undo the run again once that is settled`;
    }
  }

  async #decide(
    own: CreationOf<'schema'>,
    live: LiveSubject,
  ): Promise<UndoVerdict> {
    const { facts, kafkaOf } = this.#options;
    const { name: subject, cluster = '' } = own;
    const topic = topicOfSubject(subject) ?? '';
    const holder = await facts.holderOf(cluster, topic);
    const port = kafkaOf(cluster);
    let written: bigint | 'unknown' | undefined = 'unknown';
    try {
      if (port) written = await askWritten(port, topic);
    } catch (error) {
      if (!(error instanceof KafkaError)) throw error;
    }
    return decideSchemaUndo({
      own,
      live,
      topic,
      ...(holder ? { holder: holder.ref } : {}),
      ...(written === undefined ? {} : { written }),
    });
  }

  async #settle(
    registry: SchemaRegistryPort,
    own: CreationOf<'schema'>,
    version: number | undefined,
    { actor, now, reason }: Undoing,
  ): Promise<void> {
    const { db, onChange } = this.#options;
    const { name: subject, cluster = '', run } = own;
    const left = await readLatest(registry, subject);
    await db.transaction(async tx => {
      if (!(await settleUndone(tx, own, now))) return;
      if (left) await writeSubject(tx, cluster, left);
      else await forgetSubject(tx, cluster, subject);
      await onChange(tx, now);
      await appendHistory(
        tx,
        [
          {
            actor,
            action: 'schema.removed',
            cluster,
            topic: topicOfSubject(subject),
            details: {
              run,
              subject,
              ...(version === undefined ? {} : { version }),
              ...(reason ? { reason } : {}),
            },
          },
        ],
        now,
      );
    });
  }
}

/**
 * Gives a subject the level back that it had before the run. A level that is
 * not the one that the run has set is somebody else's doing, and stays.
 */
async function restoreLevel(
  registry: SchemaRegistryPort,
  { name: subject, wanted, before }: CreationOf<'schema'>,
): Promise<void> {
  if (!wanted.compatibility) return;
  const level = await registry.getOwnCompatibility(subject);
  if (level !== wanted.compatibility || level === before.level) return;
  if (before.level === undefined) await registry.clearCompatibility(subject);
  else await registry.setCompatibility(subject, before.level);
}

async function readLatest(registry: SchemaRegistryPort, subject: string) {
  try {
    const latest = await registry.getVersion(subject);
    return {
      ...latest,
      compatibility: await registry.getCompatibility(subject),
    };
  } catch (error) {
    if (error instanceof KafkaError && error.code === 'NOT_FOUND') {
      return undefined;
    }
    throw error;
  }
}
