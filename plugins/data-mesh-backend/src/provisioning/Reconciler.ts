import { randomUUID } from 'node:crypto';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type { Knex } from 'knex';
import { endDueGrants } from '../access/endDueGrants';
import {
  appendHistory,
  SYSTEM_ACTOR,
  type HistoryFact,
} from '../history/appendHistory';
import { formatBinding } from '../kafka/acls';
import { KafkaError } from '../kafka/errors';
import type { ManagedBindingRow } from '../tables';
import { bindingId } from './bindingRows';
import type { AskedPlace, ClusterProvisioner } from './SplitProvisioner';
import {
  keepLease,
  releaseLease,
  requireLease,
  takeLease,
  type Lease,
} from './lease';
import {
  isWanted,
  Presence,
  removalWaves,
  taskOf,
  type BindingWork,
} from './planPass';
import { settle, type StoredError } from './settle';
import { isIdle, readWork, type Work } from './workRows';

export type ReconcilerOptions = {
  cluster: string;
  db: Knex;
  provisioner: ClusterProvisioner;
  failAfterMs: number;
  repairMissing: boolean;
  /**
   * Why nothing may be created on the cluster now, if so; asked before each
   * creation. Removals go on.
   */
  forbidsCreation: () => Promise<string | undefined>;
  /** Brings the mesh in line, in the transaction given. */
  onChange: (tx: Knex, now: number) => Promise<void>;
  logger: LoggerService;
  clock?: () => number;
};

// No change at Kafka is begun with less than this left of the lease.
const LEASE_MARGIN_MS = 8_000;

function toStored(error: unknown, item: string): StoredError {
  if (error instanceof KafkaError) return error.info();
  const { message } = toError(error);
  return { code: 'UNKNOWN', message: `${item}: ${message}`, retryable: true };
}

/** How a pass went; `busy`: another replica is at it. */
export type PassOutcome = 'busy' | 'idle' | 'settled' | 'unfinished';

/**
 * Makes the ACLs of one cluster what the grants want, one pass at a time.
 *
 * A pass may die at any instruction: what it is about to create is written down
 * before, with whether it was there already, and what it did is only believed
 * after it was read back. So the next one finishes it, and does nothing twice.
 */
export class Reconciler {
  readonly #options: ReconcilerOptions;
  readonly #clock: () => number;
  readonly #holder = randomUUID();

  constructor(options: ReconcilerOptions) {
    this.#options = options;
    this.#clock = options.clock ?? Date.now;
  }

  async pass(): Promise<PassOutcome> {
    const { db, cluster } = this.#options;
    await endDueGrants(db, cluster, this.#clock());
    const work = await readWork(db, cluster);
    if (isIdle(work)) return 'idle';
    const lease = await takeLease(db, cluster, this.#holder, this.#clock());
    if (!lease) return 'busy';
    const stop = keepLease(db, lease, this.#clock);
    try {
      return await this.#pass(lease);
    } finally {
      stop();
      await releaseLease(db, lease);
    }
  }

  async #pass(lease: Lease): Promise<PassOutcome> {
    const { db, cluster, repairMissing } = this.#options;
    // Only now nobody else changes it.
    const work = await readWork(db, cluster);
    const principals = [
      ...new Set([...work.bindings.values()].map(b => b.binding.principal)),
    ].sort();
    let places: AskedPlace[];
    try {
      places = await this.#readBack(principals);
    } catch (error) {
      return this.#settle(lease, [], new Map(), toStored(error, cluster));
    }
    let presence = new Presence(places);
    const errors = new Map<string, StoredError>();
    const tasks = (wanted: string) =>
      [...work.bindings.values()].filter(
        b => taskOf(b, presence, repairMissing) === wanted,
      );

    await this.#writeIntents(lease, tasks('inspect'), presence, work);
    const creations = tasks('create');
    const removals = await this.#writeRemovals(
      lease,
      tasks('remove').filter(b => presence.anywhere(b.binding)),
    );
    await this.#create(lease, creations, errors);
    await this.#remove(lease, removals, errors);
    if (creations.length + removals.length > 0) {
      try {
        places = await this.#readBack(principals);
        presence = new Presence(places);
      } catch (error) {
        return this.#settle(lease, [], errors, toStored(error, cluster));
      }
    }
    return this.#settle(lease, places, errors);
  }

  async #readBack(principals: string[]): Promise<AskedPlace[]> {
    const places = await this.#options.provisioner.readBack(principals);
    if (places.every(({ about }) => about === 'subjects')) {
      throw new Error('there is no place that could be asked');
    }
    return places;
  }

  /**
   * Whether each binding was there before us, written down before anything is
   * created. While a place does not answer, that is not known, and waits.
   */
  async #writeIntents(
    lease: Lease,
    unseen: BindingWork[],
    presence: Presence,
    work: Work,
  ): Promise<void> {
    const bindings = unseen.filter(b => presence.isKnown(b.binding));
    if (bindings.length === 0) return;
    const { db } = this.#options;
    const now = this.#clock();
    await db.transaction(async tx => {
      await requireLease(tx, lease);
      const facts: HistoryFact[] = [];
      for (const binding of bindings) {
        const existed = presence.anywhere(binding.binding);
        await tx<ManagedBindingRow>('managed_bindings')
          .where({ id: binding.id })
          .update({ existed_before: existed, changed_at: now });
        binding.existedBefore = existed;
        if (!existed) continue;
        const grant = work.grants.get(binding.grants[0]?.id);
        facts.push({
          actor: SYSTEM_ACTOR,
          action: 'binding.preexisting',
          productRef: grant?.productRef,
          consumerRef: grant?.consumerRef,
          cluster: grant?.cluster,
          topic: grant?.topic,
          principal: binding.binding.principal,
          grantId: grant?.id,
          details: {
            binding: binding.binding,
            text: formatBinding(binding.binding),
          },
        });
      }
      await appendHistory(tx, facts, now);
    });
  }

  /**
   * Writes down what is about to be deleted, so that it is not taken for
   * somebody else's doing if it comes to be wanted at this very moment.
   *
   * @returns those that are still unwanted
   */
  async #writeRemovals(
    lease: Lease,
    bindings: BindingWork[],
  ): Promise<BindingWork[]> {
    if (bindings.length === 0) return [];
    const { db, cluster } = this.#options;
    const now = this.#clock();
    return db.transaction(async tx => {
      await requireLease(tx, lease);
      const current = await readWork(tx, cluster, 'lock');
      const unwanted = bindings.filter(({ id }) => {
        const work = current.bindings.get(id);
        return work !== undefined && !isWanted(work);
      });
      for (const { id, state } of unwanted) {
        if (state === 'removing') continue;
        await tx<ManagedBindingRow>('managed_bindings')
          .where({ id })
          .update({ state: 'removing', changed_at: now });
      }
      return unwanted;
    });
  }

  #requireTime(lease: Lease): void {
    if (lease.until - this.#clock() < LEASE_MARGIN_MS) {
      throw new Error(
        `The pass over cluster ${lease.cluster} took too long; the next one goes on`,
      );
    }
  }

  async #create(
    lease: Lease,
    bindings: BindingWork[],
    errors: Map<string, StoredError>,
  ): Promise<void> {
    // What could not be looked at is not created.
    const ready = bindings.filter(b => b.existedBefore !== undefined);
    if (ready.length === 0) return;
    const { provisioner, forbidsCreation } = this.#options;
    const forbidden = await forbidsCreation();
    if (forbidden) {
      for (const { id } of ready) {
        errors.set(id, {
          code: 'INVALID',
          message: forbidden,
          retryable: true,
        });
      }
      return;
    }
    this.#requireTime(lease);
    await this.#try(ready, errors, () =>
      provisioner.create(ready.map(b => b.binding)),
    );
  }

  async #remove(
    lease: Lease,
    bindings: BindingWork[],
    errors: Map<string, StoredError>,
  ): Promise<void> {
    const { provisioner } = this.#options;
    const byId = new Map(bindings.map(b => [b.id, b]));
    for (const wave of removalWaves(bindings.map(b => b.binding))) {
      this.#requireTime(lease);
      const works = wave.flatMap(b => {
        const work = byId.get(bindingId(lease.cluster, b));
        return work ? [work] : [];
      });
      await this.#try(works, errors, () => provisioner.delete(wave));
    }
  }

  async #try(
    works: BindingWork[],
    errors: Map<string, StoredError>,
    call: () => ReturnType<ClusterProvisioner['create']>,
  ): Promise<void> {
    try {
      const results = await call();
      results.forEach((result, i) => {
        if (!result.ok) errors.set(works[i].id, result.error);
      });
    } catch (error) {
      // Whether it was done is not known; reading back will tell.
      for (const { id, binding } of works) {
        errors.set(id, toStored(error, formatBinding(binding)));
      }
    }
  }

  async #settle(
    lease: Lease,
    places: AskedPlace[],
    errors: Map<string, StoredError>,
    failure?: StoredError,
  ): Promise<PassOutcome> {
    const { db, failAfterMs, repairMissing, onChange, logger, cluster } =
      this.#options;
    const now = this.#clock();
    const silent = places.find(place => !place.bindings.ok);
    const unreachable =
      failure ??
      (silent && !silent.bindings.ok ? silent.bindings.error : undefined);
    const unfinished = await db.transaction(async tx => {
      await requireLease(tx, lease);
      const work = await readWork(tx, cluster, 'lock');
      const { facts, accessChanged } = await settle(tx, work, {
        presence: new Presence(places),
        errors,
        unreachable,
        now,
        failAfterMs,
        repairMissing,
      });
      if (accessChanged) await onChange(tx, now);
      await appendHistory(tx, facts, now);
      return facts.length > 0 || errors.size > 0 || unreachable !== undefined;
    });
    if (unreachable) {
      logger.warn(
        `Could not bring the ACLs of cluster ${cluster} in line, the next pass tries again: ${unreachable.message}`,
      );
    }
    return unfinished ? 'unfinished' : 'settled';
  }
}
