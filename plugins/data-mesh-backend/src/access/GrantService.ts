import { InputError, NotFoundError } from '@backstage/errors';
import type { Knex } from 'knex';
import type { MeshProduct } from '@data-mesh/backstage-plugin-data-mesh-common';
import type { UserCredentials } from '../authorization/Authorizer';
import { readObject } from '../feed/meshRows';
import { appendHistory, type HistoryFact } from '../history/appendHistory';
import {
  readGrantBindings,
  type ManagedBinding,
} from '../provisioning/bindingRows';
import { endingOf, endOfSunset } from '../products/ending';
import { toIso } from '../rows';
import type { GrantRow, ManagedBindingRow } from '../tables';
import { BREAK_GLASS, endOfPeriod } from './accessRules';
import { decideRequest } from './decideRequest';
import { ownersInWords } from './deciders';
import type { EvidenceReader } from './EvidenceReader';
import type { FactsReader } from './FactsReader';
import type { GrantJudge, GrantJudgement } from './GrantJudge';
import { readGrants, type ReviewVerdict, type StoredGrant } from './grantRows';
import { toHttpError, type Refusal } from './refusal';
import type { Relationships } from './Relationships';
import { revocationOf, subjectOfGrant } from './revocation';
import { LIVE_GRANT_STATES, nextGrant } from './transitions';

export type GrantServiceOptions = {
  db: Knex;
  judge: GrantJudge;
  facts: FactsReader;
  relationships: Relationships;
  evidence: EvidenceReader;
  kick: (cluster: string) => void;
  clock?: () => number;
};

/** A grant with everything that its fate is decided from, read afresh. */
type Judged = GrantJudgement & {
  grant: StoredGrant;
  bindings: ManagedBinding[];
};

/** Renews, revokes and retries grants. None of it waits on Kafka. */
export class GrantService {
  readonly #options: GrantServiceOptions;
  readonly #clock: () => number;

  constructor(options: GrantServiceOptions) {
    this.#options = options;
    this.#clock = options.clock ?? Date.now;
  }

  /**
   * Moves the end of a grant. The consumer can while the grant is seen to be
   * used; where it is not, or cannot be known, an owner has to.
   */
  async renew(
    id: string,
    input: { duration?: string; reason?: string },
    credentials: UserCredentials,
  ): Promise<void> {
    const now = this.#clock();
    const judged = await this.#judge(id, credentials);
    const { grant } = judged;
    const duration = input.duration ?? grant.duration;
    const endsAt = await this.#newEnd(grant, input.duration, now);
    const refusal = await this.#refuseRenewal(judged, duration, endsAt, now);
    if (refusal) {
      await this.#refuse(grant, 'grant.renewal-refused', refusal, credentials);
    }
    await this.#change(
      grant,
      {
        ends_at: endsAt,
        duration,
        // A notice of revocation is taken back by it.
        end_state: null,
        reason: null,
        reminded_at: null,
        unseen_told_at: null,
      },
      {
        actor: credentials.principal.userEntityRef,
        action: 'grant.renewed',
        details: {
          reason: input.reason,
          from: toIso(grant.endsAt),
          endsAt: toIso(endsAt),
          by: judged.party.owner ? 'owner' : 'consumer, on evidence of use',
        },
      },
      now,
    );
  }

  /** Ends a grant, at once or after a notice. */
  async revoke(
    id: string,
    input: { reason: string; notice?: string },
    credentials: UserCredentials,
  ): Promise<void> {
    const now = this.#clock();
    const judged = await this.#judge(id, credentials);
    const { grant, party } = judged;
    const { reason, notice } = input;
    if (!reason.trim()) {
      throw new InputError('reason: say why, so that both sides know');
    }
    if (!party.owner && !party.consumer && !party.governance) {
      await this.#refuse(
        grant,
        'grant.revocation-refused',
        {
          code: 'NOT_ALLOWED',
          message: `Only ${ownersInWords(judged.responsible)}, ${
            judged.consumerOwner ?? 'the owner of the consumer'
          } or governance can revoke this grant`,
        },
        credentials,
      );
    }
    const actor = credentials.principal.userEntityRef;
    const revocation = revocationOf(grant, { actor, reason });
    if (!revocation) {
      throw toHttpError({
        code: 'CONFLICT',
        message: `This grant is ${grant.state} already`,
      });
    }
    if (notice) {
      const endsAt = endOfPeriod(notice, now);
      if (!(endsAt > now)) {
        throw new InputError(
          `notice: '${notice}' is not an ISO 8601 period such as P7D`,
        );
      }
      const soonest = Math.min(endsAt, grant.endsAt);
      await this.#change(
        grant,
        { ends_at: soonest, end_state: 'revoked', reason },
        {
          actor,
          action: 'grant.ending',
          details: { reason, as: 'revoked', endsAt: toIso(soonest) },
        },
        now,
      );
      return;
    }
    await this.#change(grant, revocation.change, revocation.fact, now);
    this.#options.kick(grant.cluster);
  }

  /**
   * Tries a failed grant again, or creates again what of an active one somebody
   * has removed at Kafka.
   */
  async retry(id: string, credentials: UserCredentials): Promise<void> {
    const now = this.#clock();
    const judged = await this.#judge(id, credentials);
    const { grant, bindings, party } = judged;
    if (!party.owner && !party.consumer && !party.governance) {
      throw toHttpError({
        code: 'NOT_ALLOWED',
        message: `Only ${ownersInWords(judged.responsible)}, ${
          judged.consumerOwner ?? 'the owner of the consumer'
        } or governance can do this`,
      });
    }
    const actor = credentials.principal.userEntityRef;
    const missing = bindings.filter(({ state }) => state === 'missing');
    // Whoever removed it may have had a reason, which is the owner's to judge.
    if (missing.length > 0 && !party.owner && !party.governance) {
      throw toHttpError({
        code: 'NOT_ALLOWED',
        message: `Somebody removed ACLs of this grant at Kafka; only ${ownersInWords(
          judged.responsible,
        )} can have them created again`,
      });
    }
    const next = nextGrant(grant, 'retry');
    if (!next && missing.length === 0) {
      throw toHttpError({
        code: 'CONFLICT',
        message:
          'There is nothing to try again: no ACL of this grant is missing',
      });
    }
    await this.#change(
      grant,
      next
        ? { state: next.state, reason: null, trying_since: null }
        : { trying_since: null },
      {
        actor,
        action: next ? 'grant.retried' : 'binding.repair-requested',
        details: {},
      },
      now,
      async tx => {
        await tx<ManagedBindingRow>('managed_bindings')
          .whereIn(
            'id',
            missing.map(b => b.id),
          )
          .andWhere({ state: 'missing' })
          .update({ repair: true });
      },
    );
    this.#options.kick(grant.cluster);
  }

  /**
   * Closes the review of emergency access. It neither ends the grant nor gives
   * more of it.
   */
  async review(
    id: string,
    input: { verdict: ReviewVerdict; comment: string },
    credentials: UserCredentials,
  ): Promise<void> {
    const now = this.#clock();
    const judged = await this.#judge(id, credentials);
    const { grant } = judged;
    const comment = input.comment.trim();
    if (!comment) {
      throw new InputError(
        'comment: say what you found, so that it can be learnt from',
      );
    }
    const refusal = this.#refuseReview(judged);
    if (refusal) {
      await this.#refuse(grant, 'grant.review-refused', refusal, credentials);
    }
    const actor = credentials.principal.userEntityRef;
    const { verdict } = input;
    await this.#change(
      grant,
      {
        review_verdict: verdict,
        review_comment: comment,
        reviewed_by: actor,
        reviewed_at: now,
      },
      {
        actor,
        action: 'grant.reviewed',
        details: { verdict, comment, incident: grant.incident },
      },
      now,
    );
  }

  #refuseReview(judged: Judged): Refusal | undefined {
    const { grant, own, party } = judged;
    if (grant.origin !== BREAK_GLASS) {
      return {
        code: 'CONFLICT',
        message: 'This grant was no emergency access, so there is no review',
      };
    }
    if (grant.review) {
      return {
        code: 'CONFLICT',
        message: `${grant.review.reviewedBy} has reviewed it already, and found it ${grant.review.verdict}`,
      };
    }
    if (own) {
      return {
        code: 'NOT_ALLOWED',
        message:
          'Nobody reviews emergency access that they took themselves; somebody else of the owners or of governance has to',
      };
    }
    return party.governance || party.owner
      ? undefined
      : {
          code: 'NOT_ALLOWED',
          message: `Only ${ownersInWords(
            judged.responsible,
          )} or governance can review it`,
        };
  }

  async #judge(id: string, credentials: UserCredentials): Promise<Judged> {
    const { db, judge, relationships } = this.#options;
    const [grant] = await readGrants(db, { id });
    const isVisible = await relationships.visibleTo(credentials);
    if (!grant || !isVisible(grant.productRef, grant.consumerRef)) {
      throw new NotFoundError(`There is no grant ${id}`);
    }
    const judgementOf = await judge.judge([grant], credentials);
    const bindings = await readGrantBindings(db, [id]);
    return { grant, bindings: bindings.get(id) ?? [], ...judgementOf(grant) };
  }

  /**
   * As long as was asked for, else as long as it was given for; the latter not
   * beyond the last day of what it is for.
   */
  async #newEnd(
    { duration, productRef, port }: StoredGrant,
    asked: string | undefined,
    now: number,
  ): Promise<number> {
    const endsAt = endOfPeriod(asked ?? duration, now);
    if (asked !== undefined || productRef === undefined) return endsAt;
    const product = await readObject<MeshProduct>(
      this.#options.db,
      'product',
      productRef,
    );
    const sunset =
      product &&
      endingOf(
        product,
        product.ports.find(({ name }) => name === port),
      )?.sunset;
    return sunset ? Math.min(endsAt, endOfSunset(sunset)) : endsAt;
  }

  async #refuseRenewal(
    judged: Judged,
    duration: string,
    endsAt: number,
    now: number,
  ): Promise<Refusal | undefined> {
    const { facts, evidence } = this.#options;
    const { grant, party, bindings, consumerOwner } = judged;
    if (!LIVE_GRANT_STATES.includes(grant.state)) {
      return {
        code: 'CONFLICT',
        message: `This grant is ${grant.state}; ask for access again`,
      };
    }
    if (grant.origin === BREAK_GLASS) {
      return {
        code: 'CONFLICT',
        message:
          'Emergency access is not renewed; ask for access the usual way, which can be done while this lasts',
      };
    }
    if (!party.owner && !party.consumer) {
      return {
        code: 'NOT_ALLOWED',
        message: `Only ${
          consumerOwner ?? 'the owner of the consumer'
        } or ${ownersInWords(judged.responsible)} can renew this grant`,
      };
    }
    if (grant.endState === 'revoked' && !party.owner) {
      return {
        code: 'NOT_ALLOWED',
        message: `It was revoked with notice (${
          grant.reason
        }); only ${ownersInWords(judged.responsible)} can take that back`,
      };
    }
    if (grant.productRef && grant.port) {
      const [found] = await facts.read(
        {
          items: [
            {
              product: grant.productRef,
              port: grant.port,
              environment: grant.environment,
            },
          ],
          consumer: grant.consumerRef,
          mode: grant.mode,
          purpose: grant.purpose,
          duration,
          renewal: { endsAt },
          options: {},
        },
        new Set(consumerOwner ? [consumerOwner] : []),
        undefined,
        now,
      );
      const verdict = decideRequest(found);
      if (!verdict.ok) return verdict.refusal;
      if (endsAt < endOfPeriod(duration, now) && endsAt <= grant.endsAt) {
        return {
          code: 'CONFLICT',
          message: `${
            found.product?.title ?? grant.productRef
          } ends before this grant does, so there is nothing to renew; look for what comes instead on its page`,
        };
      }
    } else if (!(endOfPeriod(duration, now) > now)) {
      return {
        code: 'INVALID',
        message: `duration '${duration}' is not an ISO 8601 period such as P90D`,
      };
    }
    if (party.owner) return undefined;
    const use = await evidence.of(
      grant,
      bindings.map(b => b.binding),
    );
    return use.verdict === 'seen'
      ? undefined
      : {
          code: 'CONFLICT',
          message: `${use.sentence} Without a sign of use, ${ownersInWords(
            judged.responsible,
          )} has to renew it`,
        };
  }

  async #change(
    grant: StoredGrant,
    change: Partial<GrantRow>,
    fact: Pick<HistoryFact, 'actor' | 'action' | 'details'>,
    now: number,
    also: (tx: Knex) => Promise<void> = async () => {},
  ): Promise<void> {
    await this.#options.db.transaction(async tx => {
      await also(tx);
      const changed = await tx<GrantRow>('grants')
        .where({ id: grant.id, version: grant.version })
        .update({ ...change, version: grant.version + 1 });
      if (changed !== 1) {
        throw toHttpError({
          code: 'CONFLICT',
          message:
            'This grant has changed meanwhile; reload to see how it stands',
        });
      }
      const details = { mode: grant.mode, ...fact.details };
      await appendHistory(
        tx,
        [{ ...subjectOfGrant(grant), ...fact, details }],
        now,
      );
    });
  }

  /** Attempts that were refused are facts, too. */
  async #refuse(
    grant: StoredGrant,
    action: HistoryFact['action'],
    refusal: Refusal,
    credentials: UserCredentials,
  ): Promise<never> {
    const actor = credentials.principal.userEntityRef;
    const now = this.#clock();
    await this.#options.db.transaction(tx =>
      appendHistory(
        tx,
        [{ ...subjectOfGrant(grant), actor, action, details: refusal }],
        now,
      ),
    );
    throw toHttpError(refusal);
  }
}
