import type { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type { AccessDecider } from '@data-mesh/backstage-plugin-data-mesh-node';
import type { Knex } from 'knex';
import type { AccessSettings } from '../config/DataMeshConfig';
import {
  appendHistory,
  SYSTEM_ACTOR,
  type HistoryFact,
} from '../history/appendHistory';
import { readGrantBindings } from '../provisioning/bindingRows';
import { toIso } from '../rows';
import type { AccessRequestItemRow, GrantRow } from '../tables';
import type { AccessService } from './AccessService';
import {
  dueOfItem,
  isReminderDue,
  isReviewReminderDue,
  isUnseenDue,
} from './due';
import type { EvidenceReader } from './EvidenceReader';
import { readGrants, type StoredGrant } from './grantRows';
import { readItems, type StoredItem } from './requestRows';
import { subjectOfGrant } from './revocation';

/**
 * Does what time brings: reminds and escalates decisions that wait, asks
 * deciders elsewhere, reminds of ends, and tells owners of what is not used.
 * Each is a fact of the history, and told from there.
 */
export class AccessClock {
  readonly #db: Knex;
  readonly #settings: AccessSettings;
  readonly #access: AccessService;
  readonly #evidence: EvidenceReader;
  readonly #deciders: AccessDecider[];
  readonly #logger: LoggerService;
  readonly #clock: () => number;

  constructor(options: {
    db: Knex;
    settings: AccessSettings;
    access: AccessService;
    evidence: EvidenceReader;
    deciders: AccessDecider[];
    logger: LoggerService;
    clock?: () => number;
  }) {
    this.#db = options.db;
    this.#settings = options.settings;
    this.#access = options.access;
    this.#evidence = options.evidence;
    this.#deciders = options.deciders;
    this.#logger = options.logger;
    this.#clock = options.clock ?? Date.now;
  }

  async tick(): Promise<void> {
    for (const item of await readItems(this.#db, { state: 'pending' })) {
      await this.#tickItem(item);
    }
    for (const grant of await readGrants(this.#db, { state: 'active' })) {
      await this.#tickGrant(grant);
    }
    for (const grant of await readGrants(this.#db, { openReview: true })) {
      await this.#tickReview(grant);
    }
  }

  async #tickReview(grant: StoredGrant): Promise<void> {
    const now = this.#clock();
    const after = this.#settings.remindDecisionAfterMs;
    if (!isReviewReminderDue(grant, after, now)) return;
    await this.#tell(
      grant,
      { review_reminded_at: now },
      'grant.review-reminded',
      { incident: grant.incident, since: toIso(grant.createdAt) },
    );
  }

  async #tickItem(item: StoredItem): Promise<void> {
    const now = this.#clock();
    const step = item.steps[item.step]?.name;
    const decider = this.#deciders.find(({ steps }) => steps.includes(step));
    if (decider && (await this.#ask(decider, item, step))) return;
    const due = dueOfItem(
      item,
      {
        remindAfterMs: this.#settings.remindDecisionAfterMs,
        escalateAfterMs: this.#settings.escalateDecisionAfterMs,
      },
      now,
    );
    if (!due) return;
    await this.#db.transaction(async tx => {
      const changed = await tx<AccessRequestItemRow>('access_request_items')
        .where({ id: item.id, version: item.version })
        .update(
          due === 'escalate'
            ? { escalated_at: now, version: item.version + 1 }
            : { reminded_at: now, version: item.version + 1 },
        );
      if (changed !== 1) return;
      await appendHistory(
        tx,
        [
          {
            actor: SYSTEM_ACTOR,
            action: due === 'escalate' ? 'item.escalated' : 'item.reminded',
            productRef: item.productRef,
            consumerRef: item.consumerRef,
            cluster: item.cluster,
            topic: item.topic,
            principal: item.principal,
            requestId: item.requestId,
            itemId: item.id,
            details: {
              mode: item.mode,
              step,
              waitingSince: toIso(item.stepSince),
            },
          },
        ],
        now,
      );
    });
  }

  /** @returns whether it has decided */
  async #ask(
    decider: AccessDecider,
    item: StoredItem,
    step: string,
  ): Promise<boolean> {
    try {
      const answer = await decider.decide({
        requestId: item.requestId,
        itemId: item.id,
        requestedBy: item.requestedBy,
        consumer: item.consumerRef,
        product: item.productRef,
        port: item.port,
        environment: item.environment,
        cluster: item.cluster,
        topic: item.topic,
        mode: item.mode,
        purpose: item.purpose,
        duration: item.duration,
        step,
        bindings: item.bindings,
      });
      if (!answer) return false;
      const { decision, comment, decidedBy } = answer;
      await this.#access.decideElsewhere(
        item,
        { decision, comment },
        decidedBy,
      );
      return true;
    } catch (error) {
      this.#logger.warn(
        `The decider of step ${step} could not decide on item ${
          item.id
        }, it is asked again: ${toError(error).message}`,
      );
      return false;
    }
  }

  async #tickGrant(grant: StoredGrant): Promise<void> {
    const now = this.#clock();
    if (isReminderDue(grant, this.#settings.remindBeforeEndMs, now)) {
      await this.#tell(grant, { reminded_at: now }, 'grant.reminded', {
        endsAt: toIso(grant.endsAt),
      });
      return;
    }
    if (now - grant.startsAt < this.#settings.unseenAfterMs) return;
    const bindings = await readGrantBindings(this.#db, [grant.id]);
    const use = await this.#evidence.of(
      grant,
      (bindings.get(grant.id) ?? []).map(b => b.binding),
    );
    if (isUnseenDue(grant, use, this.#settings.unseenAfterMs, now)) {
      await this.#tell(grant, { unseen_told_at: now }, 'grant.unseen', {
        sentence: use.sentence,
        ...(use.since === undefined ? {} : { since: toIso(use.since) }),
      });
    }
  }

  async #tell(
    grant: StoredGrant,
    change: Partial<GrantRow>,
    action: HistoryFact['action'],
    details: object,
  ): Promise<void> {
    const now = this.#clock();
    await this.#db.transaction(async tx => {
      const changed = await tx<GrantRow>('grants')
        .where({ id: grant.id, version: grant.version })
        .update({ ...change, version: grant.version + 1 });
      if (changed !== 1) return;
      await appendHistory(
        tx,
        [
          {
            ...subjectOfGrant(grant),
            actor: SYSTEM_ACTOR,
            action,
            details: { mode: grant.mode, ...details },
          },
        ],
        now,
      );
    });
  }
}
