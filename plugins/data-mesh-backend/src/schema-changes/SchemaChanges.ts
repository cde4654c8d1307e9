import { ConflictError, InputError, NotFoundError } from '@backstage/errors';
import type { Knex } from 'knex';
import type { Relationships } from '../access/Relationships';
import type { UserCredentials } from '../authorization/Authorizer';
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
  readChanges,
  type StoredChange,
} from './changeRows';
import { answerFor, readReadersOf } from './readerRows';
import type { ReaderAnswer } from './decideChange';
import type { ChangeParties } from './ChangeParties';
import { topicsOfSubject } from './findPort';
import { refuseChange, type Attempt } from './refuseChange';
import { readTime } from './times';

export type SchemaChangesOptions = {
  db: Knex;
  mesh: MeshReader;
  parties: ChangeParties;
  relationships: Relationships;
  unseenMs: number;
  /** Has an accepted change registered, as far as it can be done now. */
  register: (id: string) => Promise<void>;
  clock?: () => number;
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

/** Takes what is said to changes of schemas that were proposed. */
export class SchemaChanges {
  readonly #options: SchemaChangesOptions;
  readonly #clock: () => number;

  constructor(options: SchemaChangesOptions) {
    this.#options = options;
    this.#clock = options.clock ?? Date.now;
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
      await refuseChange(
        db,
        { attempt: 'answer', actor, about: change, consumerRef: consumer },
        refusal,
        now,
      );
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
      await refuseChange(
        db,
        { attempt: 'override', actor, about: change },
        {
          code: 'NOT_ALLOWED',
          message: party.proposer
            ? 'Whoever proposed a schema change cannot override its readers; another steward or governance can'
            : `Only ${
                (await parties.overridersOf(change.productRef)).join(' or ') ||
                'a steward, whom the domain does not name,'
              } can override the readers of this schema change`,
        },
        this.#clock(),
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
    await this.#requireOwner('withdraw', change, credentials);
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
    await this.#requireOwner('retry', change, credentials);
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
    attempt: Attempt['attempt'],
    change: StoredChange,
    credentials: UserCredentials,
  ): Promise<void> {
    const { db, parties } = this.#options;
    const refusal = await parties.refuseOwner(
      change.productRef,
      attempt,
      credentials,
    );
    if (!refusal) return;
    const actor = credentials.principal.userEntityRef;
    await refuseChange(
      db,
      { attempt, actor, about: change },
      refusal,
      this.#clock(),
    );
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
}
