import { randomUUID } from 'node:crypto';
import { ConflictError, InputError, NotFoundError } from '@backstage/errors';
import type { Knex } from 'knex';
import { toHttpError, type Refusal } from '../access/refusal';
import type { Relationships } from '../access/Relationships';
import type { UserCredentials } from '../authorization/Authorizer';
import {
  appendHistory,
  SYSTEM_ACTOR,
  type HistoryFact,
} from '../history/appendHistory';
import { toIso } from '../rows';
import { settleReaders } from './acceptChange';
import {
  alterChange,
  answerFor,
  changeFact,
  findByIdempotencyKey,
  findUnfinished,
  insertChange,
  lockChange,
  readChanges,
  readReadersOf,
  type StoredChange,
} from './changeRows';
import type { ReaderAnswer, Silence } from './decideChange';
import type { ChangeParties } from './ChangeParties';
import { topicsOfSubject } from './findPort';
import {
  planChange,
  type ChangeInput,
  type PlannedChange,
  type PlanOptions,
} from './planChange';

const DAY_MS = 86_400_000;
const LONGEST_MS = 366 * DAY_MS;
/** How long readers have to answer where the proposer does not say. */
export const ANSWER_MS = 14 * DAY_MS;

export type SchemaChangesOptions = PlanOptions & {
  parties: ChangeParties;
  relationships: Relationships;
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

/** What somebody says for a consumer. */
export type AnswerInput = {
  consumer: string;
  answer: ReaderAnswer;
  date?: string;
  comment?: string;
};

const IS_OVER: Record<string, string> = {
  accepted: 'has been accepted already, and is being registered',
  registered: 'has been registered already',
  failed: 'has been accepted already, and could not be registered',
  withdrawn: 'has been withdrawn',
};

function over({ id, state }: StoredChange): ConflictError {
  return new ConflictError(
    `Schema change ${id} ${
      IS_OVER[state] ?? `is ${state}`
    }; reload to see how it stands`,
  );
}

/** A day or time that somebody named, within a year. */
function readTime(text: string, field: string, now: number): number {
  const at = Date.parse(text);
  if (Number.isNaN(at)) {
    throw new InputError(
      `${field}: '${text}' is no time (ISO 8601), such as ${toIso(
        now + ANSWER_MS,
      ).slice(0, 10)}`,
    );
  }
  if (at <= now || at > now + LONGEST_MS) {
    throw new InputError(
      `${field}: ${text} is not within the next year; choose another time`,
    );
  }
  return at;
}

/** Proposes changes of schemas, and takes what is said to them. */
export class SchemaChanges {
  readonly #options: SchemaChangesOptions;
  readonly #clock: () => number;

  constructor(options: SchemaChangesOptions) {
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
    await this.#requireOwner(input.product, 'propose', credentials);
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

  /** Says for a consumer what it makes of a change. */
  async answer(
    id: string,
    input: AnswerInput,
    credentials: UserCredentials,
  ): Promise<void> {
    const { db, register } = this.#options;
    const actor = credentials.principal.userEntityRef;
    const now = this.#clock();
    const { consumer, answer } = input;
    const comment = input.comment?.trim() || undefined;
    const change = await this.#visible(id, credentials);
    const refusal = await this.#options.parties.refuseAnswer(
      change,
      consumer,
      credentials,
    );
    if (refusal) {
      await this.#refuse('answer', change, refusal, actor, consumer);
    }
    if (answer === 'object' && !comment) {
      throw new InputError(
        'comment: say what the change breaks, so that the proposer knows what to do next',
      );
    }
    if (answer === 'date' && !input.date) {
      throw new InputError('date: say from when on the change is fine');
    }
    const date =
      answer === 'date' ? readTime(input.date ?? '', 'date', now) : undefined;
    const topics = await this.#topicsOf(change);
    const accepted = await db.transaction(async tx => {
      const open = await this.#lockOpen(tx, id);
      const readers = (await readReadersOf(tx, [id])).get(id) ?? [];
      const reader = readers.find(
        r => r.kind === 'consumer' && r.key === consumer,
      );
      if (!reader || reader.leftAt !== undefined) {
        throw new NotFoundError(
          `${consumer} does not read ${open.topic}, so that it is not asked; who reads is on the page of the change`,
        );
      }
      await answerFor(tx, id, consumer, {
        answer,
        answer_date: date ?? null,
        comment: comment ?? null,
        answered_by: actor,
        answered_at: now,
      });
      const about = changeFact(open);
      const fact: HistoryFact = {
        ...about,
        actor,
        action: 'schema-change.answered',
        consumerRef: consumer,
        details: {
          ...about.details,
          answer,
          ...(date === undefined ? {} : { date: toIso(date) }),
          comment,
        },
      };
      return settleReaders(
        tx,
        open,
        { topics, unseenMs: this.#options.unseenMs },
        [fact],
        SYSTEM_ACTOR,
        now,
      );
    });
    if (accepted) this.#kick(register, id);
  }

  /** Has a change registered though not all of its readers agree. */
  async override(
    id: string,
    reason: string,
    credentials: UserCredentials,
  ): Promise<void> {
    const { db, register, parties } = this.#options;
    const actor = credentials.principal.userEntityRef;
    const change = await this.#visible(id, credentials);
    const party = await parties.partyOf(change, credentials);
    if (party.proposer || !party.overrider) {
      await this.#refuse(
        'override',
        change,
        {
          code: 'NOT_ALLOWED',
          message: party.proposer
            ? 'Whoever proposed a schema change cannot override its readers; another steward or governance can'
            : `Only ${
                (await parties.overridersOf(change.productRef)).join(' or ') ||
                'a steward, whom the domain does not name,'
              } can override the readers of this schema change`,
        },
        actor,
      );
    }
    const said = reason.trim();
    if (!said) {
      throw new InputError('reason: say why, so that the readers know');
    }
    const now = this.#clock();
    await db.transaction(async tx => {
      const open = await this.#lockOpen(tx, id);
      await alterChange(tx, open, {
        state: 'accepted',
        accepted_at: now,
        overridden_by: actor,
        override_reason: said,
      });
      await this.#append(tx, open, 'schema-change.overridden', actor, now, {
        reason: said,
      });
    });
    this.#kick(register, id);
  }

  /** Takes a change back that is not registered. */
  async withdraw(
    id: string,
    reason: string,
    credentials: UserCredentials,
  ): Promise<void> {
    const actor = credentials.principal.userEntityRef;
    const change = await this.#visible(id, credentials);
    await this.#requireOwner(
      change.productRef,
      'withdraw',
      credentials,
      change,
    );
    const said = reason.trim();
    if (!said) {
      throw new InputError('reason: say why, so that the readers know');
    }
    const now = this.#clock();
    await this.#options.db.transaction(async tx => {
      const locked = await lockChange(tx, id);
      if (!locked || !['open', 'failed'].includes(locked.state)) {
        throw over(locked ?? change);
      }
      await alterChange(tx, locked, {
        state: 'withdrawn',
        withdrawn_by: actor,
        withdraw_reason: said,
        closed_at: now,
        open_key: null,
      });
      await this.#append(tx, locked, 'schema-change.withdrawn', actor, now, {
        reason: said,
      });
    });
  }

  /** Tries again to register a change that failed. */
  async retry(id: string, credentials: UserCredentials): Promise<void> {
    const actor = credentials.principal.userEntityRef;
    const change = await this.#visible(id, credentials);
    await this.#requireOwner(change.productRef, 'retry', credentials, change);
    const now = this.#clock();
    await this.#options.db.transaction(async tx => {
      const locked = await lockChange(tx, id);
      if (!locked || locked.state !== 'failed') {
        throw new ConflictError(
          `Schema change ${id} has not failed, so that there is nothing to try again; reload to see how it stands`,
        );
      }
      await alterChange(tx, locked, {
        state: 'accepted',
        attempts: 0,
        next_attempt_at: null,
      });
      await this.#append(tx, locked, 'schema-change.retried', actor, now);
    });
    await this.#options.register(id);
  }

  async #requireOwner(
    productRef: string,
    attempt: string,
    credentials: UserCredentials,
    change?: StoredChange,
  ): Promise<void> {
    const refusal = await this.#options.parties.refuseOwner(
      productRef,
      attempt,
      credentials,
    );
    if (!refusal) return;
    const actor = credentials.principal.userEntityRef;
    await this.#refuse(attempt, change ?? { productRef }, refusal, actor);
  }

  async #visible(
    id: string,
    credentials: UserCredentials,
  ): Promise<StoredChange> {
    const { db, relationships } = this.#options;
    const [change] = await readChanges(db, { id });
    const isVisible = await relationships.visibleTo(credentials);
    if (!change || !isVisible(change.productRef, undefined)) {
      throw new NotFoundError(`There is no schema change ${id}`);
    }
    return change;
  }

  async #topicsOf({ cluster, subject, topic }: StoredChange) {
    const products = await this.#options.mesh.all('product');
    return topicsOfSubject(products, cluster, subject, topic);
  }

  async #lockOpen(tx: Knex, id: string): Promise<StoredChange> {
    const change = await lockChange(tx, id);
    if (!change) throw new NotFoundError(`There is no schema change ${id}`);
    if (change.state !== 'open') throw over(change);
    return change;
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

  #kick(register: (id: string) => Promise<void>, id: string): void {
    // What goes wrong is kept with the change, and tried again by the pass.
    register(id).catch(() => {});
  }

  async #append(
    tx: Knex,
    change: StoredChange,
    action: HistoryFact['action'],
    actor: string,
    now: number,
    details: object = {},
  ): Promise<void> {
    const about = changeFact(change);
    await appendHistory(
      tx,
      [{ ...about, actor, action, details: { ...about.details, ...details } }],
      now,
    );
  }

  /** Attempts that were refused are facts, too. */
  async #refuse(
    attempt: string,
    change: StoredChange | { productRef: string },
    refusal: Refusal,
    actor: string,
    consumerRef?: string,
  ): Promise<never> {
    const about =
      'id' in change
        ? changeFact(change)
        : { productRef: change.productRef, details: {} };
    await this.#options.db.transaction(tx =>
      appendHistory(
        tx,
        [
          {
            ...about,
            actor,
            action: 'schema-change.refused',
            ...(consumerRef ? { consumerRef } : {}),
            details: { ...about.details, attempt, ...refusal },
          },
        ],
        this.#clock(),
      ),
    );
    throw toHttpError(refusal);
  }
}
