import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { ConflictError, InputError } from '@backstage/errors';
import {
  refProblem,
  type Transfer,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import type { Knex } from 'knex';
import type { CatalogFacts } from '../access/CatalogFacts';
import type { Refusal } from '../access/refusal';
import type { UserCredentials } from '../authorization/Authorizer';
import { lockHead } from '../feed/meshRows';
import { appendHistory, type HistoryFact } from '../history/appendHistory';
import { toIso } from '../rows';
import {
  decideAnswer,
  refuseProposal,
  type TransferFacts,
} from './decideTransfer';
import {
  closeTransfer,
  insertTransfer,
  readOpenTransfer,
  type OpenTransfer,
  type Transferable,
} from './transferRows';

/** What is tried with a transfer, as the history has it. */
export type TransferAttempt = 'transfer' | 'accept';

/** A transfer that its receiver accepts, and what has to come with it. */
export type Acceptance = {
  open: OpenTransfer;
  by: string;
  /** In milliseconds. */
  at: number;
  /** What the history says of it. */
  fact: HistoryFact & { details: object };
  /** Closes the proposal, in the transaction given. */
  close: (tx: Knex) => Promise<void>;
};

/** Something that is handed over: what is its own about it. */
export interface TransferSubject<
  Version extends { ownerRef: string; version: number },
  Shown,
> {
  readonly kind: Transferable;
  /** Its newest version, and what decides on it but for what is offered. */
  read(
    ref: string,
    credentials: UserCredentials,
  ): Promise<{ current?: Version; facts: Omit<TransferFacts, 'open'> }>;
  /** The number of its newest version, in the transaction given. */
  versionNow(tx: Knex, ref: string): Promise<number | undefined>;
  /** By what the history knows it. */
  subjectOf(current: Version): Pick<HistoryFact, 'productRef'> & {
    details: object;
  };
  /** Makes it the receiver's as its next version, or refuses to. */
  accept(
    current: Version,
    acceptance: Acceptance,
    credentials: UserCredentials,
  ): Promise<Shown>;
  toShown(current: Version): Shown;
  /**
   * Puts into the history that it was refused.
   *
   * @throws always, with the error that answers the refusal
   */
  refuse(
    attempt: TransferAttempt,
    ref: string,
    refusal: Refusal,
    by: { actor: string; now: number },
  ): Promise<never>;
}

/** Hands what is published from one owner to another, who has to accept. */
export class Transfers<
  Version extends { ownerRef: string; version: number },
  Shown,
> {
  readonly #db: Knex;
  readonly #catalog: Pick<CatalogFacts, 'entities'>;
  readonly #subject: TransferSubject<Version, Shown>;
  readonly #clock: () => number;

  constructor(options: {
    db: Knex;
    catalog: Pick<CatalogFacts, 'entities'>;
    subject: TransferSubject<Version, Shown>;
    clock?: () => number;
  }) {
    this.#db = options.db;
    this.#catalog = options.catalog;
    this.#subject = options.subject;
    this.#clock = options.clock ?? Date.now;
  }

  /** Offers it to another owner; nothing changes until they accept. */
  async propose(
    ref: string,
    input: { to: string; reason?: string },
    credentials: UserCredentials,
  ): Promise<Transfer> {
    const to = readReceiver(input.to);
    const { kind } = this.#subject;
    const { facts, current } = await this.#read(ref, credentials);
    const exists = (await this.#catalog.entities([to])).has(to);
    const refusal = refuseProposal(facts, to, exists);
    if (refusal || !current) {
      return this.#refuse('transfer', ref, refusal, credentials);
    }
    const proposedBy = credentials.principal.userEntityRef;
    const reason = input.reason?.trim() || undefined;
    const transfer = {
      ref,
      from: current.ownerRef,
      to,
      ...(reason ? { reason } : {}),
      proposedBy,
      proposedAt: this.#clock(),
    };
    const { productRef, details } = this.#subject.subjectOf(current);
    await this.#db.transaction(async tx => {
      await lockHead(tx);
      // Two at the same instant: the first of them is the one.
      if (await readOpenTransfer(tx, kind, ref)) {
        throw new ConflictError(
          `${ref} was offered to somebody a moment ago; reload the page to see to whom`,
        );
      }
      if ((await this.#subject.versionNow(tx, ref)) !== current.version) {
        throw new ConflictError(
          `${ref} was changed a moment ago; reload the page to see whose it is`,
        );
      }
      await insertTransfer(tx, kind, transfer);
      await appendHistory(
        tx,
        [
          {
            actor: proposedBy,
            action: `${kind}.transfer-proposed`,
            ...(productRef ? { productRef } : {}),
            details: {
              ...details,
              from: transfer.from,
              to,
              ...(reason ? { reason } : {}),
            },
          },
        ],
        transfer.proposedAt,
      );
    });
    return toShownTransfer(transfer);
  }

  /**
   * Answers what was offered: the receiver accepts or declines, and whoever
   * could offer it takes it back.
   *
   * @returns the version that counts then
   */
  async answer(
    ref: string,
    { accept }: { accept: boolean },
    credentials: UserCredentials,
  ): Promise<Shown> {
    const { facts, current } = await this.#read(ref, credentials);
    const decided = decideAnswer(facts, accept);
    const { open } = facts;
    if ('refused' in decided || !current || !open) {
      const refusal = 'refused' in decided ? decided.refused : undefined;
      return this.#refuse('accept', ref, refusal, credentials);
    }
    const { kind } = this.#subject;
    const by = credentials.principal.userEntityRef;
    const at = this.#clock();
    const close = async (tx: Knex) => {
      const { answer } = decided;
      if (!(await closeTransfer(tx, kind, open.id, answer, { by, at }))) {
        throw new ConflictError(
          `The transfer of ${ref} was answered a moment ago; reload the page to see how it stands now`,
        );
      }
    };
    const { productRef, details } = this.#subject.subjectOf(current);
    const factOf = (action: HistoryFact['action'], more: object) => ({
      actor: by,
      action,
      ...(productRef ? { productRef } : {}),
      details: {
        ...details,
        from: open.from,
        to: open.to,
        proposedBy: open.proposedBy,
        ...more,
      },
    });
    if (decided.answer !== 'accepted') {
      const isWithdrawn = decided.answer === 'withdrawn';
      await this.#db.transaction(async tx => {
        await close(tx);
        const more = isWithdrawn ? { withdrawn: true } : {};
        await appendHistory(
          tx,
          [factOf(`${kind}.transfer-declined`, more)],
          at,
        );
      });
      return this.#subject.toShown(current);
    }
    return this.#subject.accept(
      current,
      {
        open,
        by,
        at,
        fact: factOf(`${kind}.transferred`, { version: current.version + 1 }),
        close,
      },
      credentials,
    );
  }

  async #read(ref: string, credentials: UserCredentials) {
    const [{ current, facts }, open] = await Promise.all([
      this.#subject.read(ref, credentials),
      readOpenTransfer(this.#db, this.#subject.kind, ref),
    ]);
    return { current, facts: { ...facts, open } };
  }

  async #refuse(
    attempt: TransferAttempt,
    ref: string,
    refusal: Refusal | undefined,
    credentials: UserCredentials,
  ): Promise<never> {
    return this.#subject.refuse(
      attempt,
      ref,
      refusal ?? { code: 'NOT_FOUND', message: `${ref} is not published` },
      { actor: credentials.principal.userEntityRef, now: this.#clock() },
    );
  }
}

/** An open proposal as the API shows it. */
export function toShownTransfer(open: Omit<OpenTransfer, 'id'>): Transfer {
  const { to, reason, proposedBy, proposedAt } = open;
  return {
    to,
    ...(reason ? { reason } : {}),
    proposedBy,
    proposedAt: toIso(proposedAt),
  };
}

function readReceiver(text: string): string {
  const problem = refProblem(text, ['Group', 'User']);
  if (problem) throw new InputError(`to: ${problem}`);
  return stringifyEntityRef(
    parseEntityRef(text, { defaultKind: 'group', defaultNamespace: 'default' }),
  );
}
