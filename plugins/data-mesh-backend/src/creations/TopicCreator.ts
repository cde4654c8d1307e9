import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import type {
  PolicyResult,
  TopicCreation,
  TopicInput,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import type { Knex } from 'knex';
import { toHttpError } from '../access/refusal';
import type { UserCredentials } from '../authorization/Authorizer';
import { appendHistory } from '../history/appendHistory';
import { KafkaError } from '../kafka/errors';
import type { CreatedTopic, KafkaPort } from '../kafka/KafkaPort';
import type { PlannedTopic } from '../policies/checkTopic';
import type { PolicyService } from '../policies/PolicyService';
import { policyRefusal } from '../product-store/policyRefusal';
import { toShownCreation, type CreationOf, type WantedTopic } from './creation';
import type { CreationFacts, CreationPorts } from './CreationFacts';
import {
  abandon,
  findCreation,
  intend,
  reinstate,
  settleMade,
} from './creationRows';
import { decideTopic, type FieldRefusal, type TopicFacts } from './decideTopic';
import { refusedByKafka } from './kafkaRefusal';
import {
  askConfigs,
  awaitTopic,
  itemOf,
  keptConfigs,
  noteTopic,
} from './liveTopics';
import { refuseCreation } from './refuseCreation';

/** What is known of a topic before it is there. */
export type TopicPlan = {
  refusal?: FieldRefusal;
  /** As Kafka would make it, its defaults included. */
  planned?: PlannedTopic;
  results: PolicyResult[];
};

export type TopicCreatorOptions = Pick<CreationPorts, 'kafkaOf'> & {
  db: Knex;
  facts: Pick<CreationFacts, 'ofTopic'>;
  policies: Pick<PolicyService, 'checkTopic'>;
  /** Brings the mesh in line, in the transaction given. */
  onChange: (tx: Knex, now: number) => Promise<void>;
  /** Has the next pass over a cluster come at once. */
  kick: (cluster: string) => void;
  clock?: () => number;
};

// For how long a call waits for its twin to note what that has made.
const SIBLING_MS = 10_000;
const SIBLING_POLL_MS = 50;

/** A topic as it is wanted, what was left out filled in. */
export function toWantedTopic(input: TopicInput): WantedTopic {
  return {
    name: input.name,
    partitions: input.partitions,
    replicationFactor: input.replicationFactor ?? -1,
    configs: input.configs ?? {},
  };
}

/**
 * Creates topics at Kafka. What is about to be created is written down before:
 * the same call of the same run finishes whatever died in between.
 */
export class TopicCreator {
  readonly #options: TopicCreatorOptions;
  readonly #clock: () => number;

  constructor(options: TopicCreatorOptions) {
    this.#options = options;
    this.#clock = options.clock ?? Date.now;
  }

  /**
   * @throws InputError that names the field; NotAllowedError that says who
   *   could; ConflictError where it is there already, or a policy stops it;
   *   ServiceUnavailableError where Kafka cannot be asked, which the same call
   *   of the same run finishes later
   */
  async create(
    cluster: string,
    input: TopicInput,
    credentials: UserCredentials,
  ): Promise<TopicCreation> {
    const { db, facts: reader } = this.#options;
    const run = input.run ?? randomUUID();
    const wanted = toWantedTopic(input);
    const facts = await reader.ofTopic(cluster, wanted, run, credentials);
    const actor = credentials.principal.userEntityRef;
    const stop = (refusal: FieldRefusal) =>
      refuseCreation(
        db,
        {
          action: 'topic.refused',
          attempt: 'create',
          cluster,
          topic: wanted.name,
          run,
        },
        refusal,
        { actor, now: this.#clock() },
      );
    const refusal = decideTopic(facts);
    if (refusal) return stop(refusal);
    const port = this.#port(cluster);
    let { own } = facts;
    const outcome = own && own.state !== 'undone' ? 'resumed' : 'created';
    if (own?.state === 'created') {
      return { creation: toShownCreation(own), outcome };
    }
    if (facts.live.state === 'absent') {
      const planned = await this.plan(facts, credentials);
      if (planned.refusal) return stop(planned.refusal);
      own = await intend(
        db,
        { run, kind: 'topic', cluster, name: wanted.name },
        { wanted, before: {} },
        { actor, now: this.#clock() },
      );
      const failed = await this.#createAt(port, cluster, own);
      if (failed) return stop(failed);
    }
    if (!own) throw new Error(`topic ${wanted.name} has no creation`);
    const creation = await this.#settle(port, own, input.reason);
    this.#options.kick(cluster);
    return { creation: toShownCreation(creation), outcome };
  }

  /** What Kafka and the policies say to a topic that may be created. */
  async plan(
    { cluster: { name: cluster }, wanted, domainRef }: TopicFacts,
    credentials: UserCredentials,
  ): Promise<TopicPlan> {
    const port = this.#port(cluster);
    let topic: CreatedTopic;
    try {
      topic = itemOf(
        await port.createTopics([wanted], { validateOnly: true }),
        wanted.name,
      );
    } catch (error) {
      if (!(error instanceof KafkaError)) throw error;
      return {
        refusal: refusedByKafka(error.info(), cluster, wanted),
        results: [],
      };
    }
    const { partitions, replicationFactor, configs } = topic;
    if (!partitions || !replicationFactor || !configs) {
      return {
        refusal: {
          code: 'UNAVAILABLE',
          message: `What topic ${wanted.name} would be like cannot be read; give the provisioning credential of cluster ${cluster} ALTER_CONFIGS on it`,
        },
        results: [],
      };
    }
    const planned: PlannedTopic = {
      cluster,
      name: wanted.name,
      partitions,
      replicationFactor,
      configs: keptConfigs(configs),
      ...(domainRef ? { domainRef } : {}),
    };
    const results = await this.#options.policies.checkTopic(
      planned,
      credentials,
    );
    const stopped = policyRefusal(
      `Topic ${wanted.name} of cluster ${cluster}`,
      results,
      'created',
    );
    return { planned, results, ...(stopped ? { refusal: stopped } : {}) };
  }

  #port(cluster: string): KafkaPort {
    const port = this.#options.kafkaOf(cluster);
    if (!port) throw new Error(`cluster ${cluster} cannot be provisioned`);
    return port;
  }

  /**
   * @returns why Kafka does not take it for good, if so. That it is there already
   *   may be the doing of the same call, made twice at once: it is waited for.
   */
  async #createAt(
    port: KafkaPort,
    cluster: string,
    own: CreationOf<'topic'>,
  ): Promise<FieldRefusal | undefined> {
    const { wanted } = own;
    try {
      itemOf(await port.createTopics([wanted]), wanted.name);
      return undefined;
    } catch (error) {
      if (!(error instanceof KafkaError)) throw error;
      if (error.code === 'ALREADY_EXISTS' && (await this.#isMade(own))) {
        return undefined;
      }
      const refusal = refusedByKafka(error.info(), cluster, wanted);
      // It may have come to be all the same; the same call finds out.
      if (refusal.code !== 'UNAVAILABLE') {
        await abandon(this.#options.db, own);
      }
      return refusal;
    }
  }

  /** Whether the same call, made at the same time, has made it. */
  async #isMade(own: CreationOf<'topic'>): Promise<boolean> {
    const end = Date.now() + SIBLING_MS;
    for (;;) {
      const found = await findCreation(this.#options.db, own);
      if (found?.state === 'created') return true;
      if (!found || Date.now() > end) return false;
      await setTimeout(SIBLING_POLL_MS);
    }
  }

  async #settle(
    port: KafkaPort,
    own: CreationOf<'topic'>,
    reason: string | undefined,
  ): Promise<CreationOf<'topic'>> {
    const { db, onChange } = this.#options;
    const { name, wanted, run, createdBy } = own;
    const cluster = own.cluster ?? '';
    const live = await awaitTopic(port, name);
    if (live.state !== 'there' || !live.description) {
      throw toHttpError({
        code: 'UNAVAILABLE',
        message: `Topic ${name} of cluster ${cluster} was created and cannot be seen yet; try again in a moment`,
      });
    }
    const { description, topicId, partitions, replicationFactor } = live;
    const configs = await this.#configs(port, cluster, wanted);
    const made = { topicId, partitions, replicationFactor };
    const now = this.#clock();
    await db.transaction(async tx => {
      if (!(await settleMade(tx, own, made, now))) {
        // The same call, made at the same time, has given it up meanwhile.
        if (await findCreation(tx, own)) return;
        await reinstate(tx, own);
        await settleMade(tx, own, made, now);
      }
      await noteTopic(tx, cluster, description, configs, now);
      await onChange(tx, now);
      await appendHistory(
        tx,
        [
          {
            actor: createdBy,
            action: 'topic.created',
            cluster,
            topic: name,
            details: {
              run,
              partitions,
              replicationFactor,
              configs: wanted.configs,
              ...(reason?.trim() ? { reason: reason.trim() } : {}),
            },
          },
        ],
        now,
      );
    });
    const settled = await findCreation(db, own);
    if (!settled) throw new Error(`run ${run} has lost topic ${name}`);
    return settled;
  }

  async #configs(port: KafkaPort, cluster: string, wanted: WantedTopic) {
    try {
      return await askConfigs(port, wanted.name, Object.keys(wanted.configs));
    } catch (error) {
      if (!(error instanceof KafkaError)) throw error;
      throw toHttpError(refusedByKafka(error.info(), cluster, wanted));
    }
  }
}
