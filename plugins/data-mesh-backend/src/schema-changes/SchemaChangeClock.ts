import type { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type { Knex } from 'knex';
import {
  appendHistory,
  SYSTEM_ACTOR,
  type HistoryFact,
} from '../history/appendHistory';
import type { MeshReader } from '../mesh/MeshReader';
import { toIso } from '../rows';
import { settleReaders } from './acceptChange';
import {
  alterChange,
  changeFact,
  lockChange,
  readChangeHeads,
  type ChangeHead,
} from './changeRows';
import { topicsOfSubject } from './findPort';

/** So long before the date those who have yet to answer are reminded. */
const REMIND_MS = 86_400_000;

/** What the date of an open change asks for now: pure. */
function dueOfChange(
  {
    respondBy,
    remindedAt,
    escalatedAt,
  }: Pick<ChangeHead, 'respondBy' | 'remindedAt' | 'escalatedAt'>,
  now: number,
): 'remind' | 'escalate' | undefined {
  if (respondBy === undefined) return undefined;
  if (now >= respondBy) {
    return escalatedAt === undefined ? 'escalate' : undefined;
  }
  return remindedAt === undefined && now >= respondBy - REMIND_MS
    ? 'remind'
    : undefined;
}

/**
 * Does what time brings to open changes, also where the portal was down at the
 * date: asks who reads only now, lets go who no longer does, accepts what all
 * agree to, reminds once and escalates once.
 */
export class SchemaChangeClock {
  readonly #options: {
    db: Knex;
    mesh: MeshReader;
    unseenMs: number;
    register: (id: string) => Promise<void>;
    logger: LoggerService;
  };
  readonly #clock: () => number;

  constructor(options: {
    db: Knex;
    mesh: MeshReader;
    unseenMs: number;
    register: (id: string) => Promise<void>;
    logger: LoggerService;
    clock?: () => number;
  }) {
    this.#options = options;
    this.#clock = options.clock ?? Date.now;
  }

  async tick(): Promise<void> {
    const { db, logger, register } = this.#options;
    for (const change of await readChangeHeads(db, { state: 'open' })) {
      try {
        if (await this.#tickOne(change)) await register(change.id);
      } catch (error) {
        // One that cannot be looked at now must not hold up the others.
        logger.warn(
          `Schema change ${
            change.id
          } could not be brought up to date, it is tried again: ${
            toError(error).message
          }`,
        );
      }
    }
  }

  /** @returns whether it was accepted */
  async #tickOne({ id, cluster, subject, topic }: ChangeHead) {
    const { db, mesh, unseenMs } = this.#options;
    const products = await mesh.all('product');
    const topics = topicsOfSubject(products, cluster, subject, topic);
    return db.transaction(async tx => {
      const open = await lockChange(tx, id);
      if (open?.state !== 'open') return false;
      const now = this.#clock();
      const scope = { topics, unseenMs };
      if (await settleReaders(tx, open, scope, [], SYSTEM_ACTOR, now)) {
        return true;
      }
      const due = dueOfChange(open, now);
      if (!due) return false;
      await alterChange(
        tx,
        open,
        due === 'remind' ? { reminded_at: now } : { escalated_at: now },
      );
      const about = changeFact(open);
      const fact: HistoryFact = {
        ...about,
        actor: SYSTEM_ACTOR,
        action:
          due === 'remind'
            ? 'schema-change.reminded'
            : 'schema-change.escalated',
        details: {
          ...about.details,
          respondBy: toIso(open.respondBy ?? now),
        },
      };
      await appendHistory(tx, [fact], now);
      return false;
    });
  }
}
