import { randomUUID } from 'node:crypto';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type { Knex } from 'knex';
import {
  appendHistory,
  SYSTEM_ACTOR,
  type HistoryFact,
} from '../history/appendHistory';
import type { SchemaRegistryPort } from '../schema-registry/SchemaRegistryPort';
import { agreeToBypasses } from './bypassRows';
import {
  alterChange,
  changeFact,
  lockChange,
  readChanges,
  targetOf,
  type StoredChange,
} from './changeRows';
import {
  OVERRIDING_LEVEL,
  registerSchema,
  restoreLevel,
} from './registerSchema';
import {
  advance,
  endRegistration,
  isUnderWay,
  readDue,
  releaseRegistration,
  takeRegistration,
  type Outcome,
  type Registration,
} from './registrationRows';

/** How often it is tried before a change waits for a click. */
export const MOST_ATTEMPTS = 8;
const FIRST_WAIT_MS = 5_000;
const LONGEST_WAIT_MS = 600_000;

export type RegistrarOptions = {
  db: Knex;
  /** Of clusters that we may change. */
  registryOf: (cluster: string) => SchemaRegistryPort | undefined;
  /** Why a change must not be registered any more, if so. */
  problemOf: (change: StoredChange) => Promise<string | undefined>;
  logger: LoggerService;
  clock?: () => number;
};

/**
 * Makes schema registries have what was accepted. What it is about to do is
 * written down before, so that whoever comes after a crash finishes it: one at a
 * time for each change, however many replicas there are.
 */
export class Registrar {
  readonly #options: RegistrarOptions;
  readonly #clock: () => number;
  readonly #holder = randomUUID();

  constructor(options: RegistrarOptions) {
    this.#options = options;
    this.#clock = options.clock ?? Date.now;
  }

  /** Registers what is accepted, and finishes what a crash has left. */
  async pass(): Promise<void> {
    for (const id of await readDue(this.#options.db, this.#clock())) {
      await this.register(id);
    }
  }

  /**
   * Registers one change as far as it can be done now. What keeps it from being
   * done is kept with the change, and tried again by the pass.
   */
  async register(id: string): Promise<void> {
    const { db, logger } = this.#options;
    const registration = await takeRegistration(
      db,
      id,
      this.#holder,
      this.#clock(),
    );
    if (!registration) return;
    try {
      const [change] = await readChanges(db, { id });
      await this.#finish(change, registration);
    } catch (error) {
      logger.warn(
        `Schema change ${id} could not be registered now, it is tried again: ${
          toError(error).message
        }`,
      );
      await releaseRegistration(db, registration);
    }
  }

  async #finish(change: StoredChange, taken: Registration): Promise<void> {
    const registry = this.#options.registryOf(change.cluster);
    if (!registry) {
      const message = `Cluster ${change.cluster} is not managed, or has no schema registry any more; an operator can correct dataMesh.clusters.${change.cluster}`;
      // A level that is ours still waits to be restored.
      if (taken.step !== 'begin') throw new Error(message);
      await this.#settle(change, taken, {
        ok: false,
        retryable: false,
        message,
      });
      return;
    }
    const problem =
      taken.step === 'begin' && (await this.#options.problemOf(change));
    if (problem) {
      await this.#settle(change, taken, {
        ok: false,
        retryable: false,
        message: problem,
      });
      return;
    }
    let registration = taken;
    const keep = async () => {
      const { db } = this.#options;
      registration = await advance(
        db,
        registration,
        registration,
        this.#clock(),
      );
    };
    if (registration.step !== 'restore') {
      const outcome = await registerSchema(
        registry,
        change,
        async () => {
          registration = await this.#override(registry, change, registration);
        },
        keep,
      );
      if (registration.step === 'begin') {
        await this.#settle(change, registration, outcome);
        return;
      }
      const { previousLevel } = registration;
      registration = await advance(
        this.#options.db,
        registration,
        { step: 'restore', previousLevel, outcome },
        this.#clock(),
      );
    }
    const subject = targetOf(change);
    const { previousLevel, outcome } = registration;
    if (!outcome) throw new Error(`schema change ${change.id} has no outcome`);
    const { kept } = await restoreLevel(registry, subject, previousLevel, keep);
    await this.#settle(change, registration, outcome, {
      action: kept
        ? 'schema-change.level-kept'
        : 'schema-change.level-restored',
      level: kept ?? previousLevel,
    });
  }

  /** Has the registry take anything, after what it asked for is written down. */
  async #override(
    registry: SchemaRegistryPort,
    change: StoredChange,
    registration: Registration,
  ): Promise<Registration> {
    const own = await registry.getOwnCompatibility(targetOf(change));
    // After a crash the level may be ours already; what was before is known.
    const previousLevel =
      registration.step === 'override' && own === OVERRIDING_LEVEL
        ? registration.previousLevel
        : own;
    const { db } = this.#options;
    const now = this.#clock();
    const written = await db.transaction(async tx => {
      const next = await advance(
        tx,
        registration,
        { step: 'override', previousLevel },
        now,
      );
      if (registration.step === 'begin') {
        await appendHistory(
          tx,
          [
            this.#fact(change, 'schema-change.level-lowered', {
              level: previousLevel,
            }),
          ],
          now,
        );
      }
      return next;
    });
    const subject = targetOf(change);
    await registry.setCompatibility(subject, OVERRIDING_LEVEL);
    try {
      return await advance(db, written, written, this.#clock());
    } catch (error) {
      // Whoever has finished it meanwhile does not restore what we set now.
      if (!(await isUnderWay(db, change.id))) {
        await restoreLevel(registry, subject, previousLevel, async () => {});
      }
      throw error;
    }
  }

  async #settle(
    change: StoredChange,
    registration: Registration,
    outcome: Outcome,
    level?: { action: HistoryFact['action']; level?: string },
  ): Promise<void> {
    const now = this.#clock();
    await this.#options.db.transaction(async tx => {
      // In the order in which it is taken, or two would wait in a circle.
      const current = await lockChange(tx, change.id);
      await endRegistration(tx, registration);
      if (!current) throw new Error(`schema change ${change.id} is gone`);
      const facts = level
        ? [this.#fact(change, level.action, { level: level.level })]
        : [];
      facts.push(...(await this.#close(tx, current, outcome, now)));
      await appendHistory(tx, facts, now);
    });
  }

  /** @returns the facts that it makes */
  async #close(
    tx: Knex,
    change: StoredChange,
    outcome: Outcome,
    now: number,
  ): Promise<HistoryFact[]> {
    if (outcome.ok) {
      const { version, id } = outcome;
      await alterChange(tx, change, {
        state: 'registered',
        open_key: null,
        closed_at: now,
        registered_version: version,
        registered_id: id,
        failure: null,
        next_attempt_at: null,
      });
      const { cluster } = change;
      const subject = targetOf(change);
      const agreed = await agreeToBypasses(tx, cluster, subject, version, now);
      return [
        this.#fact(change, 'schema-change.registered', {
          version,
          schemaId: id,
          compatible: change.compatible,
          subject,
        }),
        ...agreed.map(bypass =>
          this.#fact(change, 'schema-change.bypass-resolved', {
            version: bypass,
            resolution: 'agreed',
          }),
        ),
      ];
    }
    const attempts = change.attempts + 1;
    const again = outcome.retryable && attempts < MOST_ATTEMPTS;
    const wait = Math.min(FIRST_WAIT_MS * 2 ** (attempts - 1), LONGEST_WAIT_MS);
    await alterChange(tx, change, {
      attempts,
      failure: outcome.message,
      ...(again
        ? { next_attempt_at: now + wait }
        : { state: 'failed', next_attempt_at: null }),
    });
    return again
      ? []
      : [
          this.#fact(change, 'schema-change.failed', {
            reason: outcome.message,
          }),
        ];
  }

  #fact(
    change: StoredChange,
    action: HistoryFact['action'],
    details: object,
  ): HistoryFact {
    const about = changeFact(change);
    return {
      ...about,
      actor: SYSTEM_ACTOR,
      action,
      details: { ...about.details, ...details },
    };
  }
}
