import { randomUUID } from 'node:crypto';
import { ConflictError } from '@backstage/errors';
import type { Knex } from 'knex';
import { toHttpError } from '../access/refusal';
import type { UserCredentials } from '../authorization/Authorizer';
import {
  appendHistory,
  SYSTEM_ACTOR,
  type HistoryFact,
} from '../history/appendHistory';
import { toIso } from '../rows';
import { settleReaders } from './acceptChange';
import type { ChangeParties } from './ChangeParties';
import {
  changeFact,
  findByIdempotencyKey,
  findUnfinished,
  insertChange,
  type StoredChange,
} from './changeRows';
import type { Silence } from './decideChange';
import {
  planChange,
  type ChangeInput,
  type PlannedChange,
  type PlanOptions,
} from './planChange';
import { refuseChange } from './refuseChange';
import { ANSWER_MS, readTime } from './times';

export type ChangeProposalsOptions = PlanOptions & {
  parties: ChangeParties;
  /** What no answer is on a product. */
  silenceOf: (planned: PlannedChange) => Promise<Silence>;
  /** Has an accepted change registered, as far as it can be done now. */
  register: (id: string) => Promise<void>;
  storageProblem?: string;
  clock?: () => number;
};

/** What somebody proposes, and by when readers are to answer. */
export type ProposalInput = ChangeInput & {
  message: string;
  respondBy?: string;
};

/** Plans and proposes changes of schemas. */
export class ChangeProposals {
  readonly #options: ChangeProposalsOptions;
  readonly #clock: () => number;

  constructor(options: ChangeProposalsOptions) {
    this.#options = options;
    this.#clock = options.clock ?? Date.now;
  }

  /**
   * What would come of a proposal, without storing anything.
   *
   * @throws whatever proposing it would throw
   */
  async plan(
    input: ChangeInput,
    credentials: UserCredentials,
  ): Promise<PlannedChange & { overriders: string[]; silence: Silence }> {
    const { parties, silenceOf } = this.#options;
    await this.#requireOwner(input.product, credentials);
    const planned = await planChange(
      this.#options,
      input,
      credentials,
      this.#clock(),
    );
    return {
      ...planned,
      silence: await silenceOf(planned),
      overriders: await parties.overridersOf(planned.product.ref),
    };
  }

  /**
   * Registers a compatible schema, and proposes any other to its readers.
   *
   * @returns the ID of the change
   */
  async propose(
    input: ProposalInput,
    credentials: UserCredentials,
    idempotencyKey?: string,
  ): Promise<string> {
    const { db, storageProblem, register } = this.#options;
    const actor = credentials.principal.userEntityRef;
    const before = await findByIdempotencyKey(db, actor, idempotencyKey);
    if (before) return before;
    if (storageProblem) {
      throw toHttpError({ code: 'UNAVAILABLE', message: storageProblem });
    }
    const now = this.#clock();
    const respondBy = input.respondBy
      ? readTime(input.respondBy, 'respondBy', now)
      : now + ANSWER_MS;
    const planned = await this.plan(input, credentials);
    const change = this.#changeOf(planned, input, actor, respondBy, now);
    let accepted: boolean;
    try {
      accepted = await db.transaction(tx =>
        this.#store(tx, change, planned, idempotencyKey, now),
      );
    } catch (error) {
      // Two at the same instant: the database lets one of them in.
      const first = await findByIdempotencyKey(db, actor, idempotencyKey);
      if (first) return first;
      const other = await findUnfinished(db, change.cluster, change.subject);
      if (!other) throw error;
      throw new ConflictError(
        `Subject ${change.subject} has a change that is not finished (${other.id}); wait for it, or withdraw it first`,
      );
    }
    if (accepted) await register(change.id);
    return change.id;
  }

  async #requireOwner(
    productRef: string,
    credentials: UserCredentials,
  ): Promise<void> {
    const { db, parties } = this.#options;
    const attempt = 'propose';
    const refusal = await parties.refuseOwner(productRef, attempt, credentials);
    if (!refusal) return;
    const actor = credentials.principal.userEntityRef;
    const about = { productRef };
    await refuseChange(db, { attempt, actor, about }, refusal, this.#clock());
  }

  #changeOf(
    planned: PlannedChange & { silence: Silence },
    input: ProposalInput,
    actor: string,
    respondBy: number,
    now: number,
  ): StoredChange {
    const { base, compatible } = planned;
    return {
      id: randomUUID(),
      productRef: planned.product.ref,
      port: planned.port.name,
      environment: planned.environment,
      cluster: planned.location.cluster,
      topic: planned.location.topic,
      subject: planned.subject,
      newPort: input.newPort,
      format: planned.format,
      schema: input.schema,
      references: planned.references,
      base: base && { version: base.version, schema: base.schema },
      level: planned.level,
      compatible,
      breaks: planned.breaks,
      messages: planned.messages,
      message: input.message.trim(),
      silence: planned.silence,
      respondBy: compatible ? undefined : respondBy,
      state: compatible ? 'accepted' : 'open',
      proposedBy: actor,
      proposedAt: now,
      acceptedAt: compatible ? now : undefined,
      attempts: 0,
      version: 1,
    };
  }

  /** @returns whether it is accepted already */
  async #store(
    tx: Knex,
    change: StoredChange,
    { topics }: PlannedChange,
    idempotencyKey: string | undefined,
    now: number,
  ): Promise<boolean> {
    await insertChange(tx, change, idempotencyKey);
    const about = changeFact(change);
    const fact: HistoryFact = {
      ...about,
      actor: change.proposedBy,
      action: 'schema-change.proposed',
      details: {
        ...about.details,
        compatible: change.compatible,
        message: change.message,
        ...(change.respondBy ? { respondBy: toIso(change.respondBy) } : {}),
      },
    };
    if (change.compatible) {
      await appendHistory(tx, [fact], now);
      return true;
    }
    return settleReaders(
      tx,
      change,
      { topics, unseenMs: this.#options.unseenMs },
      [fact],
      SYSTEM_ACTOR,
      now,
    );
  }
}
