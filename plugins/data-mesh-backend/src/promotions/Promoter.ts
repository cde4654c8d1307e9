import { ServiceUnavailableError, toError } from '@backstage/errors';
import {
  dataMeshProductPublishPermission,
  dataMeshTopicChangePermission,
  dataMeshTopicCreatePermission,
  type Promotion,
  type PromotionActInput,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import type { BasicPermission } from '@backstage/plugin-permission-common';
import type { Knex } from 'knex';
import type { Authorizer, UserCredentials } from '../authorization/Authorizer';
import type { FieldRefusal } from '../creations/decideTopic';
import type { SchemaCreator } from '../creations/SchemaCreator';
import type { TopicCreator } from '../creations/TopicCreator';
import { appendHistory } from '../history/appendHistory';
import { refusal as refused } from '../product-store/decidePublication';
import type { ProductPublisher } from '../product-store/ProductPublisher';
import { refuse } from '../product-store/recordRefusal';
import type { TopicChangePlanner } from '../topic-changes/TopicChangePlanner';
import type { TopicChanger } from '../topic-changes/TopicChanger';
import { firstRefusal } from './firstRefusal';
import { notAllowed } from './notAllowed';
import { toWish, type PromotionStep, type PromotionWish } from './promotion';
import type {
  PromotedFacts,
  PromotionFactsReader,
} from './PromotionFactsReader';
import { isForSameWish, staleness } from './promotionHash';
import type { PlannedPromotion, PromotionPlanner } from './PromotionPlanner';
import {
  dropPromotion,
  findPromotion,
  intendPromotion,
  settlePromotion,
  type StoredPromotion,
} from './promotionRows';

export type PromoterOptions = {
  db: Knex;
  facts: Pick<PromotionFactsReader, 'of'>;
  planner: Pick<PromotionPlanner, 'plan' | 'refuse'>;
  topics: Pick<TopicCreator, 'create'>;
  changes: Pick<TopicChangePlanner, 'plan'>;
  changer: Pick<TopicChanger, 'change'>;
  schemas: Pick<SchemaCreator, 'register'>;
  publisher: Pick<ProductPublisher, 'change'>;
  authorizer: Pick<Authorizer, 'isAllowed'>;
  clock?: () => number;
};

const PERMISSIONS: Record<PromotionStep['kind'], BasicPermission> = {
  create: dataMeshTopicCreatePermission,
  change: dataMeshTopicChangePermission,
  register: dataMeshTopicCreatePermission,
  publish: dataMeshProductPublishPermission,
};

type Call = {
  wish: PromotionWish;
  input: PromotionActInput;
  credentials: UserCredentials;
};

/**
 * Promotes products by a plan that was seen before. What is about to be done is
 * written down first: the same call of the same run finishes whatever died. Each
 * step is done by the service that does it alone, too, which decides again.
 */
export class Promoter {
  readonly #options: PromoterOptions;
  readonly #clock: () => number;

  constructor(options: PromoterOptions) {
    this.#options = options;
    this.#clock = options.clock ?? Date.now;
  }

  /**
   * @returns the plan as it was carried out
   * @throws InputError that names the field; NotAllowedError that says who
   *   could; ConflictError where the plan is stale, which says what has
   *   changed, or a policy stops it; ServiceUnavailableError where Kafka or a
   *   schema registry cannot be asked, which the same call finishes later
   */
  async promote(
    ref: string,
    input: PromotionActInput,
    credentials: UserCredentials,
  ): Promise<Promotion> {
    const { db, facts: reader, planner } = this.#options;
    const call = { wish: toWish(ref, input), input, credentials };
    const { wish } = call;
    const { run, planHash, reason } = input;
    const facts = await reader.of(ref, wish.cluster, credentials);
    const refusal = await planner.refuse(wish, facts, credentials);
    if (refusal) return this.#refuse(call, refusal);
    if (!isForSameWish(planHash, wish)) {
      return this.#refuse(call, {
        ...refused(
          'CONFLICT',
          `planHash: is of a plan for another promotion than this one of ${ref}; plan this one first`,
        ),
        field: 'planHash',
      });
    }
    const known = await findPromotion(db, { run, productRef: ref });
    const actor = credentials.principal.userEntityRef;
    // What was begun by an older plan goes on by a newer one of the same person.
    const isOutdated =
      known?.state === 'intended' &&
      known.promotedBy === actor &&
      known.planHash !== planHash;
    if (known && !isOutdated) return this.#resume(call, known, facts);
    const planned = await planner.plan(wish, run, credentials);
    if (known && !planned.plan.isBlocked && planned.steps.length === 0) {
      return this.#finish(call, { ...known, steps: [] }, facts, 'resumed');
    }
    const problem = this.#problem(call, planned);
    if (problem) return this.#refuse(call, problem);
    if (known) await dropPromotion(db, known);
    const words = reason?.trim();
    const open = await intendPromotion(db, {
      run,
      productRef: ref,
      planHash,
      plan: planned.plan,
      steps: planned.steps,
      ...(words ? { reason: words } : {}),
      promotedBy: actor,
      intendedAt: this.#clock(),
    });
    const other = this.#refuseOther(call, open);
    return other
      ? this.#refuse(call, other)
      : this.#finish(call, open, facts, 'promoted');
  }

  #problem(
    { wish: { ref, cluster }, input: { planHash } }: Call,
    { plan, parts, steps }: PlannedPromotion,
  ): FieldRefusal | undefined {
    if (plan.refusal) return plan.refusal as FieldRefusal;
    const changed = staleness(planHash, parts);
    if (changed.length > 0) {
      return {
        ...refused(
          'CONFLICT',
          `The plan for promoting ${ref} is stale: since it was made, ${changed.join(
            ', ',
          )}; plan the promotion again`,
        ),
        field: 'planHash',
      };
    }
    const first = firstRefusal(plan);
    if (first) return first;
    return steps.length > 0
      ? undefined
      : refused(
          'INVALID',
          plan.product?.state === 'git'
            ? `Topics and schemas of ${ref} are on cluster ${cluster} already; merge its lines in Git`
            : `${ref} is on cluster ${cluster} as it is promoted already; change something first`,
        );
  }

  #refuseOther(
    { wish: { ref }, input: { run, planHash }, credentials }: Call,
    known: StoredPromotion,
  ): FieldRefusal | undefined {
    const isOurs =
      known.promotedBy === credentials.principal.userEntityRef &&
      known.planHash === planHash;
    return isOurs
      ? undefined
      : {
          ...refused(
            'CONFLICT',
            `run: ${run} has begun to promote ${ref} by another plan; begin another run`,
          ),
          field: 'run',
        };
  }

  async #resume(
    call: Call,
    known: StoredPromotion,
    facts: PromotedFacts,
  ): Promise<Promotion> {
    const other = this.#refuseOther(call, known);
    if (other) return this.#refuse(call, other);
    if (known.state === 'intended') {
      return this.#finish(call, known, facts, 'resumed');
    }
    const { wish, input, credentials } = call;
    const { planner } = this.#options;
    const { steps } = await planner.plan(wish, input.run, credentials);
    return steps.length === 0
      ? { run: input.run, outcome: 'resumed', plan: known.plan }
      : this.#refuse(call, {
          ...refused(
            'CONFLICT',
            `run: ${input.run} has promoted ${wish.ref}, of which something was changed or undone since; begin another run`,
          ),
          field: 'run',
        });
  }

  async #finish(
    call: Call,
    known: StoredPromotion,
    { title }: PromotedFacts,
    outcome: Promotion['outcome'],
  ): Promise<Promotion> {
    const { db, authorizer } = this.#options;
    const { steps, plan } = known;
    for (const { kind } of steps) {
      const permission = PERMISSIONS[kind];
      if (!(await authorizer.isAllowed(call.credentials, permission))) {
        return this.#refuse(call, notAllowed(permission));
      }
    }
    for (const [index, step] of steps.entries()) {
      try {
        await this.#do(step, call, outcome === 'resumed');
      } catch (error) {
        const isForGood = toError(error).name !== ServiceUnavailableError.name;
        if (index === 0 && isForGood && outcome === 'promoted') {
          await dropPromotion(db, known);
        }
        throw error;
      }
    }
    const now = this.#clock();
    const [first] = plan.ports;
    await db.transaction(async tx => {
      if (!(await settlePromotion(tx, known, now))) return;
      await appendHistory(
        tx,
        [
          {
            actor: known.promotedBy,
            action: 'product.promoted',
            productRef: known.productRef,
            cluster: call.wish.cluster,
            details: {
              title,
              run: known.run,
              from: [...new Set(plan.ports.map(p => p.from.environment))],
              to: first?.to.environment,
              topics: plan.ports.map(({ port, from, to, topic, schemas }) => ({
                port,
                from: { cluster: from.cluster, topic: from.topic },
                to: { cluster: to.cluster, topic: to.topic },
                state: topic.state,
                schemas: schemas.map(({ subject, state }) => ({
                  subject,
                  state,
                })),
              })),
              ...(plan.product?.version === undefined
                ? {}
                : { version: plan.product.version }),
              ...(plan.product?.state === 'git' ? { inGit: true } : {}),
              ...(known.reason ? { reason: known.reason } : {}),
            },
          },
        ],
        now,
      );
    });
    return { run: known.run, outcome, plan };
  }

  async #do(
    step: PromotionStep,
    { wish: { ref }, input: { run, reason }, credentials }: Call,
    isResumed: boolean,
  ): Promise<void> {
    const { topics, changes, changer, schemas, publisher } = this.#options;
    const told = { run, ...(reason?.trim() ? { reason: reason.trim() } : {}) };
    switch (step.kind) {
      case 'create':
        await topics.create(
          step.cluster,
          { ...step.topic, ...told },
          credentials,
        );
        return;
      case 'change': {
        const { cluster, topic, change, planHash } = step;
        if (isResumed) {
          const left = await changes.plan(cluster, topic, change, credentials);
          if (!left.refusal && left.changes.length === 0) return;
        }
        await changer.change(
          cluster,
          topic,
          {
            ...change,
            planHash,
            ...(told.reason ? { reason: told.reason } : {}),
          },
          credentials,
        );
        return;
      }
      case 'register':
        await schemas.register(
          step.cluster,
          { ...step.schema, ...told },
          credentials,
        );
        return;
      default:
        await publisher.change(
          ref,
          { entity: step.entity, basedOn: step.basedOn, ...told },
          credentials,
        );
    }
  }

  #refuse({ wish: { ref }, credentials }: Call, why: FieldRefusal) {
    return refuse(
      this.#options.db,
      { attempt: 'promote', productRef: ref },
      { code: why.code, message: why.message },
      { actor: credentials.principal.userEntityRef, now: this.#clock() },
    );
  }
}
