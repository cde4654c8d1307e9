import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import type { ClusterSettings } from '../config/DataMeshConfig';
import { KafkaError, toKafkaError } from '../kafka/errors';
import type { KafkaPort } from '../kafka/KafkaPort';
import { recordGroups } from '../measurements/recordGroups';
import { recordTopics } from '../measurements/recordTopics';
import {
  changedSubjects,
  type ChangedSubject,
} from '../schema-changes/noteBypasses';
import type { SubjectRecord } from '../schema-registry/SchemaRegistryPort';
import {
  beginPass,
  failPass,
  finishPass,
  type ClusterState,
} from './clusterRows';
import { writeAcls, writeGroups, writeSubjects } from './passRows';
import {
  readFull,
  readLight,
  type FullReading,
  type LightReading,
} from './readings';
import { decideRemovals, type HeldRemovals } from './removalGuard';
import {
  readTopics,
  seedTopics,
  writeTopics,
  type SnapshotTopic,
} from './topicRows';

export type ClusterSyncOptions = {
  settings: ClusterSettings;
  maxRemovalPercent: number;
  db: Knex;
  port: KafkaPort;
  /** Latest version of every subject; absent without a schema registry. */
  readSubjects?: () => Promise<SubjectRecord[]>;
  /**
   * Names of this cluster's topics that the catalog has of us. Asked before
   * the first pass, so that the guard has something to compare it with even
   * if our database was lost.
   */
  readEmitted: () => Promise<string[]>;
  /** Brings the mesh in line, in the transaction given. */
  onChange: (tx: Knex, now: number) => Promise<void>;
  /** Hears which subjects have another latest version, last in a pass. */
  onSubjects?: (
    tx: Knex,
    cluster: string,
    changed: ChangedSubject[],
    now: number,
  ) => Promise<void>;
  logger: LoggerService;
  clock?: () => number;
};

/** How a pass went, for whoever measures it. */
export type PassReport = {
  kind: 'light' | 'full';
  /** Of the `KafkaError` that ended it, if one did. */
  errorCode?: string;
};

function isFull(reading: LightReading | FullReading): reading is FullReading {
  return 'offsets' in reading;
}

/**
 * Follows one cluster. Each tick is light unless a full pass is due; what it
 * saw is written in one transaction, or nothing of it is.
 */
export class ClusterSync {
  readonly #options: ClusterSyncOptions;
  readonly #clock: () => number;
  // A mesh computed by other code or other configuration is brought in line.
  #recomputed = false;

  constructor(options: ClusterSyncOptions) {
    this.#options = options;
    this.#clock = options.clock ?? Date.now;
  }

  /** Makes one pass. What Kafka refuses is noted, not thrown. */
  async tick(): Promise<PassReport> {
    const { db, settings, logger } = this.#options;
    const state = await beginPass(db, settings.name);
    const full =
      state.fullAt === undefined ||
      this.#clock() - state.fullAt >= settings.sync.fullMs;
    const kind = full ? 'full' : 'light';
    let known: Map<string, SnapshotTopic>;
    let reading: LightReading | FullReading;
    try {
      if (state.fullAt === undefined) {
        const emitted = await this.#options.readEmitted();
        await seedTopics(db, settings.name, state.pass, emitted, this.#clock());
      }
      const topics = await readTopics(db, { cluster: settings.name });
      known = new Map(topics.map(topic => [topic.name, topic]));
      reading = await this.#read(state, known, full);
    } catch (error) {
      const failure = toKafkaError(error, `cluster ${settings.name}`);
      if (state.error?.message !== failure.message) {
        logger.warn(
          `Could not follow cluster ${settings.name}, everything of it stays as it was: ${failure.message}`,
        );
      }
      await failPass(
        db,
        settings.name,
        state.pass,
        failure.info(),
        this.#clock(),
      );
      return { kind, errorCode: failure.code };
    }
    await this.#write(state, known, reading);
    if (state.error) {
      logger.info(`Cluster ${settings.name} answers again`);
    }
    return { kind };
  }

  async #read(
    state: ClusterState,
    known: Map<string, SnapshotTopic>,
    full: boolean,
  ): Promise<LightReading | FullReading> {
    const { port, settings, readSubjects } = this.#options;
    const reading = full
      ? await readFull(port, settings, known, readSubjects)
      : await readLight(port, settings, known);
    const { clusterId } = reading.cluster;
    if (state.clusterId && clusterId !== state.clusterId && known.size > 0) {
      const shared = [...known.values()].some(
        topic => reading.topics.get(topic.name)?.topicId === topic.topicId,
      );
      if (!shared) {
        throw new KafkaError({
          code: 'INVALID',
          message: `cluster ${settings.name}: bootstrapServers lead to the cluster with ID ${clusterId}, but what we know is of ${state.clusterId}; correct dataMesh.clusters.${settings.name}.bootstrapServers, or give the new cluster a name of its own`,
          retryable: false,
        });
      }
    }
    return reading;
  }

  async #write(
    state: ClusterState,
    known: Map<string, SnapshotTopic>,
    reading: LightReading | FullReading,
  ): Promise<void> {
    const { db, settings, maxRemovalPercent, onChange, logger } = this.#options;
    const cluster = settings.name;
    const now = this.#clock();
    const removals = decideRemovals(
      known.size,
      reading.gone,
      maxRemovalPercent,
      state.confirmedRemovals,
    );
    const written = await db.transaction(async tx => {
      const current = await finishPass(tx, cluster, state.pass, {
        settings: {
          environment: settings.environment,
          domains: settings.domains,
        },
        clusterId: reading.cluster.clusterId,
        facts: reading.cluster,
        lightAt: now,
        held: this.#hold(state, removals.held, now),
        ...(isFull(reading)
          ? {
              fullAt: now,
              gaps: reading.gaps,
              ...(reading.subjects ? { subjectsAt: now } : {}),
            }
          : {}),
      });
      if (!current) return false;
      let changed = await writeTopics(
        tx,
        cluster,
        reading,
        known,
        removals.remove,
        now,
      );
      let subjects: ChangedSubject[] = [];
      if (isFull(reading)) {
        const full = await this.#writeFull(tx, reading, now);
        changed = full.changed || changed;
        subjects = full.subjects;
        const before = JSON.stringify(state.gaps);
        if (
          state.fullAt === undefined ||
          before !== JSON.stringify(reading.gaps)
        ) {
          changed = true;
        }
      }
      if (changed || !this.#recomputed) await onChange(tx, now);
      await this.#options.onSubjects?.(tx, cluster, subjects, now);
      return true;
    });
    if (!written) {
      logger.info(
        `Dropped a pass over cluster ${cluster}: a later one has begun meanwhile`,
      );
      return;
    }
    this.#recomputed = true;
    if (removals.held && removals.held.hash !== state.held?.hash) {
      logger.warn(
        `Kept ${removals.held.topics.length} topics of cluster ${cluster} that are gone: ${removals.held.reason}; an operator can confirm it on the page of the cluster`,
      );
    }
  }

  #hold(
    state: ClusterState,
    held: HeldRemovals | undefined,
    now: number,
  ): (HeldRemovals & { since: number }) | undefined {
    return held && { ...held, since: state.held?.since ?? now };
  }

  async #writeFull(
    tx: Knex,
    reading: FullReading,
    now: number,
  ): Promise<{ changed: boolean; subjects: ChangedSubject[] }> {
    const cluster = this.#options.settings.name;
    await recordTopics(tx, cluster, reading.topics, reading.offsets, now);
    // Groups that are missing from a list which may be short are not gone.
    const seesAllGroups = !reading.gaps.some(gap => gap.item === 'GROUP *');
    await writeGroups(tx, cluster, reading, seesAllGroups);
    await recordGroups(
      tx,
      cluster,
      seesAllGroups ? reading.groups?.map(({ groupId }) => groupId) : undefined,
      reading.groupOffsets,
      reading.offsets,
      now,
    );
    if (reading.acls) await writeAcls(tx, cluster, reading.acls);
    if (!reading.subjects) return { changed: false, subjects: [] };
    const written = await writeSubjects(tx, cluster, reading.subjects);
    return {
      changed: written.changed,
      subjects: changedSubjects(written.before, reading.subjects),
    };
  }
}
