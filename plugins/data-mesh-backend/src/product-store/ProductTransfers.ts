import { ConflictError, InputError } from '@backstage/errors';
import { stringifyEntityRef, parseEntityRef } from '@backstage/catalog-model';
import {
  refProblem,
  type ProductVersion as ShownVersion,
  type Transfer,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import type { Knex } from 'knex';
import type { CatalogFacts } from '../access/CatalogFacts';
import type { Refusal } from '../access/refusal';
import type { Authorizer, UserCredentials } from '../authorization/Authorizer';
import { lockHead } from '../feed/meshRows';
import { appendHistory } from '../history/appendHistory';
import type { PolicyService } from '../policies/PolicyService';
import { appendVersion } from './appendVersion';
import { decideAnswer, refuseProposal } from './decideTransfer';
import type { FactsOfPublication } from './FactsOfPublication';
import { policyRefusal } from './policyRefusal';
import { readCurrentVersion, type ProductVersion } from './productVersions';
import { toShownTransfer, toShownVersion } from './ProductVersionReader';
import { refuse, type ProductAttempt } from './recordRefusal';
import {
  closeTransfer,
  insertTransfer,
  readOpenTransfer,
} from './transferRows';

/** Hands published products from one owner to another, who has to accept. */
export class ProductTransfers {
  readonly #db: Knex;
  readonly #facts: FactsOfPublication;
  readonly #catalog: Pick<CatalogFacts, 'entities'>;
  readonly #authorizer: Pick<Authorizer, 'speaksFor'>;
  readonly #policies: Pick<PolicyService, 'check'>;
  readonly #onChange: (tx: Knex, now: number) => Promise<void>;
  readonly #clock: () => number;

  constructor(options: {
    db: Knex;
    facts: FactsOfPublication;
    catalog: Pick<CatalogFacts, 'entities'>;
    authorizer: Pick<Authorizer, 'speaksFor'>;
    policies: Pick<PolicyService, 'check'>;
    onChange: (tx: Knex, now: number) => Promise<void>;
    clock?: () => number;
  }) {
    this.#db = options.db;
    this.#facts = options.facts;
    this.#catalog = options.catalog;
    this.#authorizer = options.authorizer;
    this.#policies = options.policies;
    this.#onChange = options.onChange;
    this.#clock = options.clock ?? Date.now;
  }

  /** Offers a product to another owner; nothing changes until they accept. */
  async propose(
    ref: string,
    input: { to: string; reason?: string },
    credentials: UserCredentials,
  ): Promise<Transfer> {
    const to = readReceiver(input.to);
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
    await this.#db.transaction(async tx => {
      await lockHead(tx);
      // Two at the same instant: the first of them is the one.
      if (await readOpenTransfer(tx, ref)) {
        throw new ConflictError(
          `${ref} was offered to somebody a moment ago; reload the page to see to whom`,
        );
      }
      await insertTransfer(tx, transfer);
      await appendHistory(
        tx,
        [
          {
            actor: proposedBy,
            action: 'product.transfer-proposed',
            productRef: ref,
            details: {
              title: titleOf(current),
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
   * speaks for the owner takes it back.
   *
   * @returns the version that counts then
   */
  async answer(
    ref: string,
    { accept }: { accept: boolean },
    credentials: UserCredentials,
  ): Promise<ShownVersion> {
    const { facts, current } = await this.#read(ref, credentials);
    const decided = decideAnswer(facts, accept);
    const { open } = facts;
    if ('refused' in decided || !current || !open) {
      const refusal = 'refused' in decided ? decided.refused : undefined;
      return this.#refuse('accept', ref, refusal, credentials);
    }
    const by = credentials.principal.userEntityRef;
    const at = this.#clock();
    const close = async (tx: Knex) => {
      if (!(await closeTransfer(tx, open.id, decided.answer, { by, at }))) {
        throw new ConflictError(
          `The transfer of ${ref} was answered a moment ago; reload the page to see how it stands now`,
        );
      }
    };
    const details = {
      title: titleOf(current),
      from: open.from,
      to: open.to,
      proposedBy: open.proposedBy,
    };
    if (decided.answer !== 'accepted') {
      await this.#db.transaction(async tx => {
        await close(tx);
        const isWithdrawn = decided.answer === 'withdrawn';
        await appendHistory(
          tx,
          [
            {
              actor: by,
              action: 'product.transfer-declined',
              productRef: ref,
              details: {
                ...details,
                ...(isWithdrawn ? { withdrawn: true } : {}),
              },
            },
          ],
          at,
        );
      });
      return toShownVersion(current, undefined);
    }
    const document = {
      ...current.document,
      spec: { ...current.document.spec, owner: open.to },
    };
    const { results } = await this.#policies.check(
      { entity: document },
      credentials,
      'published',
    );
    const blocked = policyRefusal(ref, results);
    if (blocked) return this.#refuse('accept', ref, blocked, credentials);
    const version: ProductVersion = {
      ...current,
      version: current.version + 1,
      document,
      ownerRef: open.to,
      changedBy: by,
      changedAt: at,
      reason: open.reason,
    };
    await appendVersion(
      this.#db,
      version,
      { current, topics: [] },
      {
        actor: by,
        action: 'product.transferred',
        productRef: ref,
        details: { ...details, version: version.version },
      },
      async tx => {
        await close(tx);
        await this.#onChange(tx, at);
      },
    );
    return toShownVersion(version, current);
  }

  async #read(ref: string, credentials: UserCredentials) {
    const [current, open, declaredAt, speaksFor] = await Promise.all([
      readCurrentVersion(this.#db, ref),
      readOpenTransfer(this.#db, ref),
      this.#facts.declaredAt(ref),
      this.#authorizer.speaksFor(credentials),
    ]);
    return { current, facts: { ref, current, open, declaredAt, speaksFor } };
  }

  async #refuse(
    attempt: ProductAttempt,
    ref: string,
    refusal: Refusal | undefined,
    credentials: UserCredentials,
  ): Promise<never> {
    return refuse(
      this.#db,
      { attempt, productRef: ref },
      refusal ?? { code: 'NOT_FOUND', message: `${ref} is not published` },
      { actor: credentials.principal.userEntityRef, now: this.#clock() },
    );
  }
}

function readReceiver(text: string): string {
  const problem = refProblem(text, ['Group', 'User']);
  if (problem) throw new InputError(`to: ${problem}`);
  return stringifyEntityRef(
    parseEntityRef(text, { defaultKind: 'group', defaultNamespace: 'default' }),
  );
}

function titleOf({ document }: ProductVersion): string {
  return document.metadata.title ?? document.metadata.name;
}
