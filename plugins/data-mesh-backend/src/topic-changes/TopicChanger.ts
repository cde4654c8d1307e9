import { randomUUID } from 'node:crypto';
import type {
  TopicChangeInput,
  TopicChangePlan,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import type { Knex } from 'knex';
import type { UserCredentials } from '../authorization/Authorizer';
import type { CreationPorts } from '../creations/CreationFacts';
import type { FieldRefusal } from '../creations/decideTopic';
import { refuseCreation } from '../creations/refuseCreation';
import { actorName } from '../history/wording';
import type { KafkaPort } from '../kafka/KafkaPort';
import { refusal as refused } from '../product-store/decidePublication';
import { refuseChanger } from './decideTopicChange';
import { isForSameChange, staleness, type PlanBasis } from './planHash';
import { refusedByKafkaOf } from './refusedByKafkaOf';
import { CALL_BOUND_MS } from './topicChange';
import type { TopicChangeFacts } from './TopicChangeFacts';
import type { TopicChangeFinisher } from './TopicChangeFinisher';
import {
  toWanted,
  type ChangeCall,
  type TopicChangePlanner,
} from './TopicChangePlanner';
import {
  findTopicChange,
  intendTopicChange,
  type StoredChange,
} from './topicChangeRows';

export type TopicChangerOptions = Pick<CreationPorts, 'kafkaOf'> & {
  db: Knex;
  facts: Pick<TopicChangeFacts, 'of'>;
  planner: Pick<TopicChangePlanner, 'planFor'>;
  finisher: Pick<TopicChangeFinisher, 'apply' | 'settle' | 'settleSeen'>;
  clock?: () => number;
};

/**
 * Changes topics at Kafka by a plan that was seen before. What is about to be
 * changed is written down first: the same call finishes whatever died.
 */
export class TopicChanger {
  readonly #options: TopicChangerOptions;
  readonly #clock: () => number;

  constructor(options: TopicChangerOptions) {
    this.#options = options;
    this.#clock = options.clock ?? Date.now;
  }

  /**
   * @returns the plan as it was carried out
   * @throws InputError that names the field; NotAllowedError that says who
   *   could; ConflictError where the plan is stale, which says what has
   *   changed, or a policy stops it; ServiceUnavailableError where Kafka cannot
   *   be asked, which the same call finishes later
   */
  async change(
    cluster: string,
    topic: string,
    {
      planHash,
      reason,
      ...input
    }: TopicChangeInput & { planHash: string; reason?: string },
    credentials: UserCredentials,
  ): Promise<TopicChangePlan> {
    const { db, facts, planner } = this.#options;
    const call = { cluster, topic, wanted: toWanted(input), credentials };
    const stop = (refusal: FieldRefusal) => this.#refuse(call, refusal);
    const changer = await facts.of(cluster, topic, credentials);
    const refusal = refuseChanger(changer, call.wanted);
    if (refusal) return stop(refusal);
    const actor = credentials.principal.userEntityRef;
    const known = await findTopicChange(db, cluster, topic);
    const isSame =
      known?.planHash === planHash &&
      known.changedBy === actor &&
      isForSameChange(planHash, { ...call, key: call, consequences: [] });
    if (known?.state === 'intended') {
      if (isSame) return this.#finish(call, known);
      await this.#clear(call, known);
    }
    const { plan, basis } = await planner.planFor(call, changer);
    if (isSame && known.state === 'changed' && plan.changes.length === 0) {
      return known.plan;
    }
    const problem = refuseStale(planHash, basis) ?? plan.refusal;
    if (problem) return stop(problem as FieldRefusal);
    if (plan.changes.length === 0 || !basis.now) {
      return stop(
        refused(
          'INVALID',
          `Topic ${topic} of cluster ${cluster} is so already; change its partitions or one of its configs`,
        ),
      );
    }
    const words = reason?.trim();
    const open = await intendTopicChange(db, {
      id: randomUUID(),
      cluster,
      topic,
      topicId: basis.now.topicId,
      planHash,
      wanted: call.wanted,
      plan,
      ...(words ? { reason: words } : {}),
      changedBy: actor,
      intendedAt: this.#clock(),
    });
    return open.planHash === planHash && open.changedBy === actor
      ? this.#finish(call, open)
      : stop(refuseBusy(open));
  }

  async #finish(
    call: ChangeCall,
    open: StoredChange,
  ): Promise<TopicChangePlan> {
    const { finisher } = this.#options;
    const port = this.#port(call.cluster);
    try {
      await finisher.apply(port, open);
      return await finisher.settle(port, open);
    } catch (error) {
      const refusal = refusedByKafkaOf(error, call);
      // Only what Kafka refuses for good is over; the rest the same call, or
      // the clock, finishes.
      if (refusal.code !== 'UNAVAILABLE') {
        await finisher.settleSeen(port, open);
      }
      return this.#refuse(call, refusal);
    }
  }

  /** Makes room where another change of the topic was left unfinished. */
  async #clear(call: ChangeCall, open: StoredChange): Promise<void> {
    if (this.#clock() - open.intendedAt < CALL_BOUND_MS) {
      await this.#refuse(call, refuseBusy(open));
    }
    try {
      const port = this.#port(call.cluster);
      await this.#options.finisher.settleSeen(port, open);
    } catch (error) {
      await this.#refuse(call, refusedByKafkaOf(error, call));
    }
  }

  #port(cluster: string): KafkaPort {
    const port = this.#options.kafkaOf(cluster);
    if (!port) throw new Error(`cluster ${cluster} cannot be provisioned`);
    return port;
  }

  #refuse({ cluster, topic, credentials }: ChangeCall, refusal: FieldRefusal) {
    return refuseCreation(
      this.#options.db,
      { action: 'topic.refused', attempt: 'change', cluster, topic },
      refusal,
      { actor: credentials.principal.userEntityRef, now: this.#clock() },
    );
  }
}

function refuseStale(
  planHash: string,
  basis: PlanBasis,
): FieldRefusal | undefined {
  // What could not be asked is told by the plan's own refusal.
  if (!basis.now) return undefined;
  const { topic, cluster } = basis.key;
  if (!isForSameChange(planHash, basis)) {
    return {
      ...refused(
        'CONFLICT',
        `planHash: is of a plan for another change than this one of topic ${topic}; plan this one first`,
      ),
      field: 'planHash',
    };
  }
  const changed = staleness(planHash, basis);
  return changed.length === 0
    ? undefined
    : {
        ...refused(
          'CONFLICT',
          `The plan for topic ${topic} of cluster ${cluster} is stale: since it was made, ${changed.join(
            ', ',
          )}; plan the change again`,
        ),
        field: 'planHash',
      };
}

function refuseBusy({ topic, cluster, changedBy }: StoredChange): FieldRefusal {
  return refused(
    'CONFLICT',
    `Topic ${topic} of cluster ${cluster} is being changed by ${actorName(
      changedBy,
    )}; plan the change again in a few minutes`,
  );
}
