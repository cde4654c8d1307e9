import { createHash, randomUUID } from 'node:crypto';
import { ConflictError, InputError, NotFoundError } from '@backstage/errors';
import type { AccessPlan } from '@data-mesh/backstage-plugin-data-mesh-common';
import type { Knex } from 'knex';
import type { Authorizer, UserCredentials } from '../authorization/Authorizer';
import type { CatalogVisibility } from '../authorization/CatalogVisibility';
import type { AccessSettings } from '../config/DataMeshConfig';
import { appendHistory, type HistoryFact } from '../history/appendHistory';
import { formatBinding } from '../kafka/acls';
import { toIso } from '../rows';
import type {
  AccessDecisionRow,
  AccessRequestItemRow,
  AccessRequestRow,
  GrantRow,
} from '../tables';
import { BREAK_GLASS, endOfPeriod, UNREADABLE_RULES } from './accessRules';
import type { CatalogFacts } from './CatalogFacts';
import { createGrant } from './createGrant';
import { decidersOf } from './deciders';
import {
  decideRequest,
  type ItemFacts,
  type ItemPlan,
  type ItemVerdict,
} from './decideRequest';
import type { FactsReader, RequestInput } from './FactsReader';
import { toHttpError, type Refusal } from './refusal';
import {
  liveKey,
  readDecisions,
  readItems,
  type StoredItem,
} from './requestRows';
import { nextItem } from './transitions';

export type AccessServiceOptions = {
  db: Knex;
  settings: AccessSettings;
  authorizer: Authorizer;
  visibility: CatalogVisibility;
  facts: FactsReader;
  catalog: CatalogFacts;
  /** Keeps the name of a user that is to be made for a consumer. */
  reserveUser: (tx: Knex, item: StoredItem, now: number) => Promise<void>;
  /** Lets the reconciler of a cluster begin at once. */
  kick: (cluster: string) => void;
  clock?: () => number;
};

/** A decision as it came in. */
export type DecisionInput = {
  decision: 'approve' | 'reject';
  comment?: string;
  conditions?: string;
  version?: number;
};

type Live = { requestId?: string; itemId?: string; grantId?: string };

type Existing = Live & { isEmergency?: boolean };

type Judged = {
  item: RequestInput['items'][number];
  facts: ItemFacts;
  verdict: ItemVerdict;
  existing?: Existing;
};

function planHash(input: RequestInput, judged: Judged[]): string {
  const plan = judged.map(({ item, verdict }) =>
    verdict.ok
      ? [
          item.product,
          item.port,
          verdict.plan.location.cluster,
          verdict.plan.location.topic,
          verdict.plan.bindings.map(formatBinding),
          verdict.plan.steps,
        ]
      : [item.product, item.port, verdict.refusal],
  );
  return createHash('sha256')
    .update(
      JSON.stringify([
        input.consumer,
        input.mode,
        input.duration,
        Boolean(input.breakGlass),
        plan,
      ]),
    )
    .digest('hex');
}

function duplicate(
  live: Existing,
  item: RequestInput['items'][number],
): Refusal {
  if (live.isEmergency) {
    return {
      code: 'CONFLICT',
      message: `This consumer has emergency access to ${item.product}, port ${item.port}, already (grant ${live.grantId}); it can be asked for again once that has ended`,
    };
  }
  return {
    code: 'CONFLICT',
    message: live.grantId
      ? `This consumer has access to ${item.product}, port ${item.port}, already (grant ${live.grantId}); renew that one instead`
      : `This consumer has asked for ${item.product}, port ${item.port}, already (request ${live.requestId}); wait for that one, or withdraw it`,
  };
}

/**
 * Requests for access and decisions on them. Neither ever waits on Kafka: what
 * is decided is written down, and the reconciler makes it so.
 */
export class AccessService {
  readonly #options: AccessServiceOptions;
  readonly #clock: () => number;

  constructor(options: AccessServiceOptions) {
    this.#options = options;
    this.#clock = options.clock ?? Date.now;
  }

  /** What a request would do, without storing anything. */
  async plan(
    input: RequestInput,
    credentials: UserCredentials,
  ): Promise<AccessPlan> {
    const now = this.#clock();
    const judged = await this.#judge(input, credentials, now);
    const endsAt = endOfPeriod(input.duration, now);
    return {
      hash: planHash(input, judged),
      ...(Number.isFinite(endsAt) ? { endsAt: toIso(endsAt) } : {}),
      items: judged.map(({ item, facts, verdict, existing }) => ({
        product: item.product,
        ...(facts.product ? { productTitle: facts.product.title } : {}),
        port: item.port,
        ...(verdict.ok
          ? {
              environment: verdict.plan.environment,
              cluster: verdict.plan.location.cluster,
              topic: verdict.plan.location.topic,
              principal: verdict.plan.principal,
              bindings: verdict.plan.bindings,
              rule: verdict.plan.rule,
              steps: verdict.plan.steps,
              maxDuration: verdict.plan.maxDuration,
              warnings: verdict.plan.warnings,
            }
          : { bindings: [], steps: [], refusal: verdict.refusal }),
        ...(existing ? { existing, refusal: duplicate(existing, item) } : {}),
      })),
    };
  }

  /**
   * Takes a request: all of its items, or none.
   *
   * @returns the ID of the request
   * @throws the refusal of the first item that cannot be asked for
   */
  async submit(
    input: RequestInput,
    credentials: UserCredentials,
    options: { idempotencyKey?: string; planHash?: string } = {},
  ): Promise<string> {
    const { db, kick } = this.#options;
    const now = this.#clock();
    const requestedBy = credentials.principal.userEntityRef;
    const before = await this.#sameKey(requestedBy, options.idempotencyKey);
    if (before) return before;
    const judged = await this.#judge(input, credentials, now);
    for (const { item, verdict, existing } of judged) {
      const refusal = verdict.ok
        ? existing && duplicate(existing, item)
        : verdict.refusal;
      if (!refusal) continue;
      await this.#recordRefusal(requestedBy, 'request.refused', refusal, {
        productRef: item.product,
        consumerRef: input.consumer,
      });
      throw toHttpError(refusal);
    }
    if (options.planHash && options.planHash !== planHash(input, judged)) {
      throw new ConflictError(
        'What the request would do has changed since you were shown it; look at the plan again and send it once more',
      );
    }
    const id = randomUUID();
    const granted = new Set<string>();
    try {
      await db.transaction(async tx => {
        const facts: HistoryFact[] = [];
        await tx<AccessRequestRow>('access_requests').insert({
          id,
          requested_by: requestedBy,
          idempotency_key: options.idempotencyKey ?? null,
          consumer_ref: input.consumer,
          mode: input.mode,
          purpose: input.purpose,
          duration: input.duration,
          options: JSON.stringify(input.options),
          incident: input.breakGlass?.incident ?? null,
          created_at: now,
        });
        for (const [position, { item, verdict }] of judged.entries()) {
          if (!verdict.ok) continue;
          facts.push(
            ...(await this.#insertItem(
              tx,
              id,
              position,
              item,
              verdict.plan,
              input,
              requestedBy,
              now,
            )),
          );
          if (verdict.plan.steps.length === 0) {
            granted.add(verdict.plan.location.cluster);
          }
        }
        await appendHistory(tx, facts, now);
      });
    } catch (error) {
      // Two at the same instant: the database lets one of them in.
      const first = await this.#sameKey(requestedBy, options.idempotencyKey);
      if (first) return first;
      const again = await this.#judge(input, credentials, now);
      const late = again.find(({ existing }) => existing);
      if (!late?.existing) throw error;
      throw toHttpError(duplicate(late.existing, late.item));
    }
    for (const cluster of granted) kick(cluster);
    return id;
  }

  /**
   * Decides the step that an item is at.
   *
   * @throws NotAllowedError or ConflictError that says why it cannot be decided
   */
  async decide(
    requestId: string,
    itemId: string,
    input: DecisionInput,
    credentials: UserCredentials,
  ): Promise<void> {
    const now = this.#clock();
    const user = credentials.principal.userEntityRef;
    const item = await this.#item(requestId, itemId);
    if (input.decision === 'reject' && !input.comment?.trim()) {
      throw new InputError(
        'comment: a rejection needs a reason, so that the requester knows what to do next',
      );
    }
    const refusal = await this.#refuseDecision(item, input, credentials, now);
    if (refusal) {
      await this.#recordRefusal(user, 'decision.refused', refusal, {
        productRef: item.productRef,
        consumerRef: item.consumerRef,
        cluster: item.cluster,
        topic: item.topic,
        principal: item.principal,
        requestId,
        itemId,
      });
      throw toHttpError(refusal);
    }
    await this.#apply(item, input, user, now);
  }

  /**
   * Applies what somebody else's decider said, for the step that an item is at.
   *
   * @param decidedBy - as shown and kept in the history
   */
  async decideElsewhere(
    item: StoredItem,
    input: DecisionInput,
    decidedBy: string,
  ): Promise<void> {
    const now = this.#clock();
    if (input.decision === 'approve') {
      const { verdict } = await this.#reconsider(item, now);
      const refusal = this.#refuseApproval(item, verdict);
      if (refusal) {
        await this.#recordRefusal(
          decidedBy,
          'decision.refused',
          refusal,
          this.#subject(item),
        );
        throw toHttpError(refusal);
      }
    }
    await this.#apply(item, input, decidedBy, now);
  }

  async #apply(
    item: StoredItem,
    input: DecisionInput,
    actor: string,
    now: number,
  ): Promise<void> {
    const { db, kick } = this.#options;
    const next = nextItem(
      { state: item.state, step: item.step, steps: item.steps.length },
      input.decision,
    );
    if (!next) throw new ConflictError(this.#decidedAlready(item));
    await db.transaction(async tx => {
      const changed = await tx<AccessRequestItemRow>('access_request_items')
        .where({ id: item.id, version: item.version, state: 'pending' })
        .update({
          state: next.state,
          step: next.step,
          version: item.version + 1,
          step_since: now,
          reminded_at: null,
          escalated_at: null,
          ...(next.state === 'pending'
            ? {}
            : { decided_at: now, live_key: null }),
        });
      if (changed !== 1) {
        throw new ConflictError(
          `Somebody else has decided on this item meanwhile; reload to see how it stands`,
        );
      }
      await tx<AccessDecisionRow>('access_decisions').insert({
        item_id: item.id,
        step: item.step,
        decision: input.decision,
        decided_by: actor,
        comment: input.comment?.trim() || null,
        conditions: input.conditions?.trim() || null,
        decided_at: now,
      });
      const facts: HistoryFact[] = [
        {
          actor,
          action:
            input.decision === 'approve' ? 'item.approved' : 'item.rejected',
          ...this.#subject(item),
          details: {
            mode: item.mode,
            step: item.steps[item.step]?.name,
            comment: input.comment,
            conditions: input.conditions,
            final: next.state !== 'pending',
          },
        },
      ];
      if (next.state === 'approved') {
        facts.push(...(await this.#grant(tx, item, actor, now)));
      }
      await appendHistory(tx, facts, now);
    });
    if (next.state === 'approved') kick(item.cluster);
  }

  /** Takes an item back; for whoever asked for it. */
  async withdraw(
    requestId: string,
    itemId: string,
    credentials: UserCredentials,
  ): Promise<void> {
    const { db } = this.#options;
    const now = this.#clock();
    const user = credentials.principal.userEntityRef;
    const item = await this.#item(requestId, itemId);
    if (item.requestedBy !== user) {
      throw toHttpError({
        code: 'NOT_ALLOWED',
        message: `Only ${item.requestedBy}, who asked for it, can withdraw it`,
      });
    }
    if (!nextItem({ ...item, steps: item.steps.length }, 'withdraw')) {
      throw new ConflictError(this.#decidedAlready(item));
    }
    await db.transaction(async tx => {
      const changed = await tx<AccessRequestItemRow>('access_request_items')
        .where({ id: item.id, version: item.version, state: 'pending' })
        .update({
          state: 'withdrawn',
          version: item.version + 1,
          decided_at: now,
          live_key: null,
        });
      if (changed !== 1) throw new ConflictError(this.#decidedAlready(item));
      await appendHistory(
        tx,
        [
          {
            actor: user,
            action: 'item.withdrawn',
            ...this.#subject(item),
            details: { mode: item.mode },
          },
        ],
        now,
      );
    });
  }

  async #judge(
    input: RequestInput,
    credentials: UserCredentials,
    now: number,
  ): Promise<Judged[]> {
    const { authorizer, facts, visibility, settings } = this.#options;
    if (!settings.usable) {
      throw toHttpError({ code: 'UNAVAILABLE', message: UNREADABLE_RULES });
    }
    const speaksFor = await authorizer.speaksFor(credentials);
    const visible = await visibility.visible('DataProduct', credentials);
    const all = await facts.read(input, speaksFor, visible, now);
    const seen = new Set<string>();
    return Promise.all(
      input.items.map(async (item, i): Promise<Judged> => {
        const verdict = decideRequest(all[i]);
        if (!verdict.ok) return { item, facts: all[i], verdict };
        const { cluster, topic } = verdict.plan.location;
        const { consumer, mode } = input;
        const key = liveKey(consumer, cluster, topic, mode);
        if (seen.has(key)) {
          const message = `${item.product}, port ${item.port}, is in the request twice; leave one out`;
          const refusal: Refusal = { code: 'INVALID', message };
          return { item, facts: all[i], verdict: { ok: false, refusal } };
        }
        seen.add(key);
        const existing = input.breakGlass
          ? await this.#liveInEmergency(input, verdict.plan)
          : await this.#live(key);
        return { item, facts: all[i], verdict, existing };
      }),
    );
  }

  /** Access that there is; a request that waits does not help in an emergency. */
  async #liveInEmergency(
    { consumer, mode }: RequestInput,
    { location: { cluster, topic } }: ItemPlan,
  ): Promise<Existing | undefined> {
    const usual = await this.#live(liveKey(consumer, cluster, topic, mode));
    if (usual?.grantId) return usual;
    const emergency = await this.#live(
      liveKey(consumer, cluster, topic, mode, BREAK_GLASS),
    );
    return emergency && { ...emergency, isEmergency: true };
  }

  async #live(key: string): Promise<Live | undefined> {
    const { db } = this.#options;
    const grant = await db<GrantRow>('grants')
      .where({ live_key: key })
      .first('id');
    if (grant) return { grantId: grant.id };
    const item = await db<AccessRequestItemRow>('access_request_items')
      .where({ live_key: key })
      .first('id', 'request_id');
    return item && { requestId: item.request_id, itemId: item.id };
  }

  async #sameKey(
    requestedBy: string,
    key: string | undefined,
  ): Promise<string | undefined> {
    if (!key) return undefined;
    const row = await this.#options
      .db<AccessRequestRow>('access_requests')
      .where({ requested_by: requestedBy, idempotency_key: key })
      .first('id');
    return row?.id;
  }

  async #insertItem(
    tx: Knex,
    requestId: string,
    position: number,
    item: RequestInput['items'][number],
    plan: ItemPlan,
    input: RequestInput,
    requestedBy: string,
    now: number,
  ): Promise<HistoryFact[]> {
    const { cluster, topic } = plan.location;
    const automatic = plan.steps.length === 0;
    const id = randomUUID();
    await tx<AccessRequestItemRow>('access_request_items').insert({
      id,
      request_id: requestId,
      position,
      product_ref: item.product,
      port: item.port,
      environment: plan.environment,
      cluster,
      topic,
      principal: plan.principal,
      state: automatic ? 'approved' : 'pending',
      version: 1,
      step: 0,
      steps: JSON.stringify(plan.steps),
      rule: plan.rule,
      bindings: JSON.stringify(plan.bindings),
      live_key: automatic
        ? null
        : liveKey(input.consumer, cluster, topic, input.mode),
      step_since: now,
      reminded_at: null,
      escalated_at: null,
      decided_at: automatic ? now : null,
      grant_id: null,
      created_at: now,
    });
    const [stored] = await readItems(tx, { id });
    const facts: HistoryFact[] = [
      {
        actor: requestedBy,
        action: 'request.submitted',
        ...this.#subject(stored),
        details: {
          mode: input.mode,
          purpose: input.purpose,
          duration: input.duration,
          rule: plan.rule,
          steps: plan.steps,
          ...input.breakGlass,
        },
      },
    ];
    if (automatic) {
      facts.push(
        ...(await this.#grant(tx, stored, requestedBy, now, [
          `rule:${plan.rule}`,
        ])),
      );
    }
    return facts;
  }

  async #grant(
    tx: Knex,
    item: StoredItem,
    actor: string,
    now: number,
    approvedBy?: string[],
  ): Promise<HistoryFact[]> {
    const decisions = (await readDecisions(tx, [item.id])).get(item.id) ?? [];
    const conditions = decisions.flatMap(d => d.conditions ?? []).join('\n');
    await this.#options.reserveUser(tx, item, now);
    const { id, facts } = await createGrant(
      tx,
      {
        origin: item.incident ? BREAK_GLASS : 'request',
        incident: item.incident,
        itemId: item.id,
        requestId: item.requestId,
        productRef: item.productRef,
        port: item.port,
        environment: item.environment,
        cluster: item.cluster,
        topic: item.topic,
        consumerRef: item.consumerRef,
        principal: item.principal,
        mode: item.mode,
        purpose: item.purpose,
        conditions: conditions || undefined,
        approvedBy: approvedBy ?? decisions.map(d => d.decidedBy),
        requestedBy: item.requestedBy,
        duration: item.duration,
        bindings: item.bindings,
      },
      actor,
      now,
    );
    await tx<AccessRequestItemRow>('access_request_items')
      .where({ id: item.id })
      .update({ grant_id: id });
    if (item.incident) {
      // What the owners are told at once, and what is looked at afterwards.
      facts.push({
        ...facts[0],
        action: 'grant.break-glass',
        details: {
          ...facts[0].details,
          incident: item.incident,
        },
      });
    }
    return facts;
  }

  /** Why this user cannot decide this now, all of it read afresh. */
  async #refuseDecision(
    item: StoredItem,
    input: DecisionInput,
    credentials: UserCredentials,
    now: number,
  ): Promise<Refusal | undefined> {
    const { authorizer, catalog } = this.#options;
    const user = credentials.principal.userEntityRef;
    if (item.state !== 'pending') {
      return { code: 'CONFLICT', message: this.#decidedAlready(item) };
    }
    if (input.version !== undefined && input.version !== item.version) {
      return {
        code: 'CONFLICT',
        message:
          'This item has changed since you were shown it; reload to see how it stands',
      };
    }
    if (await catalog.isSamePerson(user, item.requestedBy)) {
      return {
        code: 'NOT_ALLOWED',
        message:
          'Nobody decides on a request of their own; somebody else of the owners has to',
      };
    }
    const { found, verdict } = await this.#reconsider(item, now);
    const step = item.steps[item.step];
    const deciders = decidersOf(
      step,
      {
        productOwner: found.productOwner,
        domainOwner: found.domain?.ownerRef,
        steward: found.domain?.stewardRef,
      },
      item.escalatedAt !== undefined,
    );
    const speaksFor = await authorizer.speaksFor(credentials);
    if (!deciders.some(ref => speaksFor.has(ref))) {
      return {
        code: 'NOT_ALLOWED',
        message: `Only ${
          deciders.join(' or ') || 'an owner, whom the catalog does not name,'
        } can decide on this step`,
      };
    }
    if (input.decision === 'reject') return undefined;
    const live = await this.#live(
      liveKey(item.consumerRef, item.cluster, item.topic, item.mode),
    );
    if (live?.grantId) {
      return {
        code: 'CONFLICT',
        message: `${item.consumerRef} has got this access meanwhile (grant ${live.grantId}); reject the request`,
      };
    }
    return this.#refuseApproval(item, verdict);
  }

  /** What the request comes to now: the world may have changed meanwhile. */
  async #reconsider(
    item: StoredItem,
    now: number,
  ): Promise<{ found: ItemFacts; verdict: ItemVerdict }> {
    const { authorizer, facts } = this.#options;
    const { productRef: product, port, environment } = item;
    const [found] = await facts.read(
      {
        ...item,
        consumer: item.consumerRef,
        items: [{ product, port, environment }],
      },
      await authorizer.membersOf(item.requestedBy),
      undefined,
      now,
    );
    return { found, verdict: decideRequest(found) };
  }

  #refuseApproval(item: StoredItem, verdict: ItemVerdict): Refusal | undefined {
    if (!verdict.ok) {
      return {
        code: verdict.refusal.code,
        message: `It can no longer be approved: ${verdict.refusal.message}`,
      };
    }
    const { location, bindings } = verdict.plan;
    const same =
      location.cluster === item.cluster &&
      location.topic === item.topic &&
      JSON.stringify(bindings.map(formatBinding)) ===
        JSON.stringify(item.bindings.map(formatBinding));
    return same
      ? undefined
      : {
          code: 'CONFLICT',
          message:
            'Topic, principal or groups have changed since this was asked for; reject it, so that it can be asked for again',
        };
  }

  #decidedAlready(item: StoredItem): string {
    return item.state === 'pending'
      ? 'Somebody else has decided on this item meanwhile; reload to see how it stands'
      : `This item is ${item.state} already`;
  }

  async #item(requestId: string, itemId: string): Promise<StoredItem> {
    const [item] = await readItems(this.#options.db, { requestId, id: itemId });
    if (!item) {
      throw new NotFoundError(
        `There is no item ${itemId} in a request ${requestId}`,
      );
    }
    return item;
  }

  #subject(item: StoredItem) {
    return {
      productRef: item.productRef,
      consumerRef: item.consumerRef,
      cluster: item.cluster,
      topic: item.topic,
      principal: item.principal,
      requestId: item.requestId,
      itemId: item.id,
    };
  }

  /** Attempts that were refused are facts, too. */
  async #recordRefusal(
    actor: string,
    action: HistoryFact['action'],
    refusal: Refusal,
    subject: Partial<HistoryFact>,
  ): Promise<void> {
    const now = this.#clock();
    await this.#options.db.transaction(tx =>
      appendHistory(tx, [{ ...subject, actor, action, details: refusal }], now),
    );
  }
}
