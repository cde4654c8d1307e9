import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import type {
  AccessRequest,
  AccessRequestItem,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import type { PolicyDecision } from '@backstage/plugin-permission-common';
import type { Knex } from 'knex';
import type { Narrowing } from '../authorization/permissionRules';
import type { Authorizer } from '../authorization/Authorizer';
import { page } from '../mesh/paging';
import { toIso } from '../rows';
import { decidersOf } from './deciders';
import type { Relationships } from './Relationships';
import {
  readDecisions,
  readItems,
  type ItemFilter,
  type StoredDecision,
  type StoredItem,
} from './requestRows';

export type ItemQuery = {
  role: 'requester' | 'decider' | 'all';
  state?: string;
  product?: string;
  consumer?: string;
  limit: number;
  cursor?: string;
};

export type ItemPage = {
  items: AccessRequestItem[];
  totalItems: number;
  nextCursor?: string;
};

function optionalIso(ms: number | undefined): string | undefined {
  return ms === undefined ? undefined : toIso(ms);
}

/** Requests and their items, as the API shows them to a caller. */
export class AccessReader {
  readonly #db: Knex;
  readonly #authorizer: Authorizer;
  readonly #relationships: Relationships;
  readonly #narrow: Narrowing;

  constructor(options: {
    db: Knex;
    authorizer: Authorizer;
    relationships: Relationships;
    narrow: Narrowing;
  }) {
    this.#narrow = options.narrow;
    this.#db = options.db;
    this.#authorizer = options.authorizer;
    this.#relationships = options.relationships;
  }

  async list(
    query: ItemQuery,
    credentials: BackstageCredentials,
    decision?: PolicyDecision,
  ): Promise<ItemPage> {
    const { role, limit, cursor } = query;
    const speaksFor = await this.#authorizer.speaksFor(credentials);
    const [user] = speaksFor;
    const stored = await this.#read(decision, {
      state: role === 'decider' ? 'pending' : query.state,
      productRef: query.product,
      consumerRef: query.consumer,
      ...(role === 'requester' ? { requestedBy: user ?? '' } : {}),
    });
    const isVisible = await this.#relationships.visibleTo(credentials);
    const view = await this.#view(speaksFor);
    const shown = stored.filter(
      item =>
        (item.requestedBy === user ||
          isVisible(item.productRef, item.consumerRef)) &&
        (role !== 'decider' || view.may(item).decide),
    );
    const cut = page(shown, limit, cursor);
    const decisions = await readDecisions(
      this.#db,
      cut.items.map(({ id }) => id),
    );
    return {
      ...cut,
      items: cut.items.map(item => view.show(item, decisions.get(item.id))),
    };
  }

  /** @throws NotFoundError also where the caller may not see it */
  async get(
    requestId: string,
    credentials: BackstageCredentials,
    decision?: PolicyDecision,
  ): Promise<AccessRequest> {
    const speaksFor = await this.#authorizer.speaksFor(credentials);
    const [user] = speaksFor;
    const isVisible = await this.#relationships.visibleTo(credentials);
    const stored = (await this.#read(decision, { requestId })).filter(
      item =>
        item.requestedBy === user ||
        isVisible(item.productRef, item.consumerRef),
    );
    if (stored.length === 0) {
      throw new NotFoundError(`There is no request ${requestId}`);
    }
    const view = await this.#view(speaksFor);
    const decisions = await readDecisions(
      this.#db,
      stored.map(({ id }) => id),
    );
    const [first] = stored;
    return {
      id: requestId,
      requestedBy: first.requestedBy,
      consumer: first.consumerRef,
      mode: first.mode,
      purpose: first.purpose,
      duration: first.duration,
      createdAt: toIso(first.createdAt),
      items: stored.map(item => view.show(item, decisions.get(item.id))),
    };
  }

  /** One item after it was changed. */
  async item(
    requestId: string,
    itemId: string,
    credentials: BackstageCredentials,
  ): Promise<AccessRequestItem> {
    const { items } = await this.get(requestId, credentials);
    const found = items.find(({ id }) => id === itemId);
    if (!found) throw new NotFoundError(`There is no item ${itemId}`);
    return found;
  }

  async #read(
    decision: PolicyDecision | undefined,
    filter: ItemFilter,
  ): Promise<StoredItem[]> {
    return readItems(this.#db, filter, this.#narrow(decision));
  }

  async #view(speaksFor: Set<string>) {
    const [user] = speaksFor;
    const { byRef, responsible } = await this.#relationships.products();
    const steps = (item: StoredItem) =>
      item.steps.map((step, i) =>
        // Steps that are over stay as they were.
        item.state === 'pending' && i >= item.step
          ? {
              name: step.name,
              deciders: decidersOf(
                step,
                responsible(item.productRef),
                item.escalatedAt !== undefined && i === item.step,
              ),
            }
          : step,
      );
    const may = (item: StoredItem): { decide: boolean; because?: string } => {
      if (item.state !== 'pending') return { decide: false };
      const { deciders } = steps(item)[item.step];
      if (!deciders.some(ref => speaksFor.has(ref))) return { decide: false };
      return item.requestedBy === user
        ? {
            decide: false,
            because:
              'Nobody decides on a request of their own; somebody else of the owners has to.',
          }
        : { decide: true };
    };
    const show = (
      item: StoredItem,
      decisions: StoredDecision[] = [],
    ): AccessRequestItem => {
      const { decide, because } = may(item);
      const title = byRef.get(item.productRef)?.title;
      return {
        id: item.id,
        requestId: item.requestId,
        product: item.productRef,
        ...(title ? { productTitle: title } : {}),
        port: item.port,
        environment: item.environment,
        cluster: item.cluster,
        topic: item.topic,
        consumer: item.consumerRef,
        principal: item.principal,
        mode: item.mode,
        purpose: item.purpose,
        duration: item.duration,
        state: item.state,
        version: item.version,
        ...(item.state === 'pending'
          ? { step: item.step, waitingSince: toIso(item.stepSince) }
          : {}),
        steps: steps(item),
        decisions: decisions.map(d => ({
          step: item.steps[d.step]?.name ?? `${d.step + 1}`,
          decision: d.decision,
          decidedBy: d.decidedBy,
          decidedAt: toIso(d.decidedAt),
          ...(d.comment ? { comment: d.comment } : {}),
          ...(d.conditions ? { conditions: d.conditions } : {}),
        })),
        bindings: item.bindings,
        rule: item.rule,
        requestedBy: item.requestedBy,
        createdAt: toIso(item.createdAt),
        ...(item.decidedAt === undefined
          ? {}
          : { decidedAt: optionalIso(item.decidedAt) }),
        ...(item.grantId ? { grantId: item.grantId } : {}),
        ...(item.grantState ? { grantState: item.grantState } : {}),
        mayDecide: decide,
        ...(because ? { mayNotDecideBecause: because } : {}),
        mayWithdraw: item.state === 'pending' && item.requestedBy === user,
      };
    };
    return { may, show };
  }
}
