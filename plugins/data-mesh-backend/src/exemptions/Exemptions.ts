import { randomUUID } from 'node:crypto';
import { NotFoundError } from '@backstage/errors';
import type { MeshProduct } from '@data-mesh/backstage-plugin-data-mesh-common';
import type { Knex } from 'knex';
import type { CatalogFacts } from '../access/CatalogFacts';
import { toHttpError, type Refusal } from '../access/refusal';
import type { Authorizer, UserCredentials } from '../authorization/Authorizer';
import { appendHistory } from '../history/appendHistory';
import type { Policy } from '../policies/policy';
import type { PolicyKeepers } from '../policies/PolicyKeepers';
import { exemptionStateAt, type Exemption } from './exemption';
import { exemptionFact, type ExemptionNames } from './exemptionFacts';
import {
  decideExemption,
  insertExemption,
  readExemptions,
  revokeExemption,
} from './exemptionRows';

/** Longest exemption: what lasts longer is another policy. */
const LONGEST_DAYS = 366;
const DAY_MS = 86_400_000;

/** What somebody asks for. */
export type ExemptionInput = { reason: string; endsAt: number };

/** The subject of an exemption, as whoever asks may see it. */
export type ExemptionSubject = { policy: Policy; product: MeshProduct };

type Attempt = 'ask for' | 'decide on' | 'revoke';

/** Why an exemption cannot be until a date. */
function endRefusal(endsAt: number, now: number): Refusal | undefined {
  const invalid = (message: string): Refusal => ({ code: 'INVALID', message });
  if (!(endsAt > now)) {
    return invalid(
      'endsAt: it is over already; choose a day that has yet to come',
    );
  }
  return endsAt > now + LONGEST_DAYS * DAY_MS
    ? invalid(
        `endsAt: an exemption lasts ${LONGEST_DAYS} days at most; choose an earlier day, and ask again before it`,
      )
    : undefined;
}

/** Asks for exemptions, decides on them, and takes them back. */
export class Exemptions {
  readonly #db: Knex;
  readonly #authorizer: Authorizer;
  readonly #keepers: PolicyKeepers;
  readonly #catalog: Pick<CatalogFacts, 'isSamePerson'>;
  readonly #clock: () => number;

  constructor(options: {
    db: Knex;
    authorizer: Authorizer;
    keepers: PolicyKeepers;
    catalog: Pick<CatalogFacts, 'isSamePerson'>;
    clock?: () => number;
  }) {
    this.#db = options.db;
    this.#authorizer = options.authorizer;
    this.#keepers = options.keepers;
    this.#catalog = options.catalog;
    this.#clock = options.clock ?? Date.now;
  }

  /**
   * Asks for one: for the owner of the product, and those who make policies.
   *
   * @returns its ID
   */
  async request(
    subject: ExemptionSubject,
    { reason, endsAt }: ExemptionInput,
    credentials: UserCredentials,
  ): Promise<string> {
    const { policy, product } = subject;
    const actor = credentials.principal.userEntityRef;
    const now = this.#clock();
    const exemption: Exemption = {
      id: randomUUID(),
      policyId: policy.id,
      productRef: product.ref,
      decided: 'requested',
      reason: reason.trim(),
      requestedBy: actor,
      requestedAt: now,
      endsAt,
    };
    const refuse = this.#refuser('ask for', exemption, namesOf(subject), actor);
    await refuse(await this.#requestRefusal(product, credentials));
    await refuse(endRefusal(endsAt, now));
    if (!exemption.reason) {
      await refuse({
        code: 'INVALID',
        message: 'reason: say why, so that whoever decides can understand it',
      });
    }
    const isNew = await this.#db.transaction(async tx => {
      if (!(await insertExemption(tx, exemption))) return false;
      await appendHistory(
        tx,
        [
          exemptionFact(
            'exemption.requested',
            actor,
            exemption,
            namesOf(subject),
            { reason: exemption.reason, deciders: this.#keepers.groups },
          ),
        ],
        now,
      );
      return true;
    });
    if (!isNew) {
      await refuse({
        code: 'CONFLICT',
        message: `An exemption of ${product.title} from policy ‘${policy.title}’ waits for a decision already; have that decided, or withdraw it first`,
      });
    }
    return exemption.id;
  }

  /** Approves or rejects one: for those who make policies, but not the asker. */
  async decide(
    id: string,
    subject: ExemptionSubject,
    { decision, comment }: { decision: 'approve' | 'reject'; comment?: string },
    credentials: UserCredentials,
  ): Promise<void> {
    const actor = credentials.principal.userEntityRef;
    const now = this.#clock();
    const exemption = await this.#one(id);
    const names = namesOf(subject);
    const refuse = this.#refuser('decide on', exemption, names, actor);
    await refuse(
      await this.#keepers.refusal('decide on exemptions', credentials),
    );
    if (await this.#catalog.isSamePerson(actor, exemption.requestedBy)) {
      await refuse({
        code: 'NOT_ALLOWED',
        message:
          'Nobody decides on an exemption that they have asked for; have somebody else of governance decide',
      });
    }
    const decided = decision === 'approve' ? 'approved' : 'rejected';
    const isDone = await this.#db.transaction(async tx => {
      const waits = exemptionStateAt(exemption, now) === 'requested';
      const change = { decided, by: actor, at: now, comment: comment?.trim() };
      if (!waits || !(await decideExemption(tx, id, change as never))) {
        return false;
      }
      await appendHistory(
        tx,
        [
          exemptionFact(`exemption.${decided}`, actor, exemption, names, {
            ...(change.comment ? { comment: change.comment } : {}),
          }),
        ],
        now,
      );
      return true;
    });
    if (!isDone) await refuse(await this.#overRefusal(id));
  }

  /** Takes one back: for those who make policies, the owner, and the asker. */
  async revoke(
    id: string,
    subject: ExemptionSubject,
    reason: string,
    credentials: UserCredentials,
  ): Promise<void> {
    const actor = credentials.principal.userEntityRef;
    const now = this.#clock();
    const exemption = await this.#one(id);
    const names = namesOf(subject);
    const refuse = this.#refuser('revoke', exemption, names, actor);
    if (exemption.requestedBy !== actor) {
      await refuse(await this.#requestRefusal(subject.product, credentials));
    }
    const comment = reason.trim();
    if (!comment) {
      await refuse({
        code: 'INVALID',
        message: 'reason: say why, so that others can understand it later',
      });
    }
    const isDone = await this.#db.transaction(async tx => {
      if (!(await revokeExemption(tx, id, { by: actor, at: now, comment }))) {
        return false;
      }
      await appendHistory(
        tx,
        [
          exemptionFact('exemption.revoked', actor, exemption, names, {
            reason: comment,
          }),
        ],
        now,
      );
      return true;
    });
    if (!isDone) await refuse(await this.#overRefusal(id));
  }

  async #one(id: string): Promise<Exemption> {
    const [exemption] = await readExemptions(this.#db, { id });
    if (!exemption) throw new NotFoundError(`There is no exemption ${id}`);
    return exemption;
  }

  async #requestRefusal(
    { ref, ownerRef }: MeshProduct,
    credentials: UserCredentials,
  ): Promise<Refusal | undefined> {
    const speaksFor = await this.#authorizer.speaksFor(credentials);
    if (ownerRef && speaksFor.has(ownerRef)) return undefined;
    if (await this.#keepers.includes(credentials)) return undefined;
    return {
      code: 'NOT_ALLOWED',
      message: `Only ${
        ownerRef ?? 'the owner'
      }, who owns ${ref}, and governance have a say in its exemptions`,
    };
  }

  async #overRefusal(id: string): Promise<Refusal> {
    const exemption = await this.#one(id);
    return {
      code: 'CONFLICT',
      message: `This exemption is ${exemptionStateAt(
        exemption,
        this.#clock(),
      )} by now; look at it again`,
    };
  }

  /** That somebody was refused is a fact, too. */
  #refuser(
    attempt: Attempt,
    exemption: Exemption,
    names: ExemptionNames,
    actor: string,
  ) {
    return async (refusal: Refusal | undefined): Promise<void> => {
      if (!refusal) return;
      const fact = exemptionFact('exemption.refused', actor, exemption, names, {
        attempt,
        ...refusal,
      });
      await this.#db.transaction(tx =>
        appendHistory(tx, [fact], this.#clock()),
      );
      throw toHttpError(refusal);
    };
  }
}

function namesOf({ policy, product }: ExemptionSubject): ExemptionNames {
  return {
    policyTitle: policy.title,
    productTitle: product.title,
    ...(product.ownerRef ? { owner: product.ownerRef } : {}),
  };
}
