import {
  dataMeshTopicChangePermission,
  type TopicChangeInput,
  type TopicChangePlan,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import type { Authorizer, UserCredentials } from '../authorization/Authorizer';
import type { CreationPorts } from '../creations/CreationFacts';
import type { FieldRefusal } from '../creations/decideTopic';
import { itemOf, keptConfigs } from '../creations/liveTopics';
import type { KafkaPort } from '../kafka/KafkaPort';
import type { PolicyService } from '../policies/PolicyService';
import { refusal as refused } from '../product-store/decidePublication';
import { policyRefusal } from '../product-store/policyRefusal';
import { consequencesOf } from './consequencesOf';
import {
  refuseChange,
  refuseChanger,
  refuseLive,
  type ChangerFacts,
} from './decideTopicChange';
import { hashOf, type PlanBasis } from './planHash';
import { refusedByKafkaOf } from './refusedByKafkaOf';
import {
  changesOf,
  stateAfter,
  type TopicState,
  type WantedChange,
} from './topicChange';
import type { TopicChangeFacts } from './TopicChangeFacts';

export type TopicChangePlannerOptions = Pick<CreationPorts, 'kafkaOf'> & {
  facts: Pick<TopicChangeFacts, 'of' | 'ask' | 'promises'>;
  policies: Pick<PolicyService, 'checkTopicChange'>;
  authorizer: Pick<Authorizer, 'isAllowed'>;
};

/** A plan, and what it was made on. */
export type PlannedChange = { plan: TopicChangePlan; basis: PlanBasis };

/** Who wants which topic to be like what. */
export type ChangeCall = {
  cluster: string;
  topic: string;
  wanted: WantedChange;
  credentials: UserCredentials;
};

/** What a request wants, what was left out filled in. */
export function toWanted({
  partitions,
  configs,
}: TopicChangeInput): WantedChange {
  return {
    ...(partitions === undefined ? {} : { partitions }),
    configs: configs ?? {},
  };
}

/** Says what changes of topics would come to; changes nothing. */
export class TopicChangePlanner {
  readonly #options: TopicChangePlannerOptions;

  constructor(options: TopicChangePlannerOptions) {
    this.#options = options;
  }

  /** The plan for whoever asks; that they may not is told in it, too. */
  async plan(
    cluster: string,
    topic: string,
    input: TopicChangeInput,
    credentials: UserCredentials,
  ): Promise<TopicChangePlan> {
    const call = { cluster, topic, wanted: toWanted(input), credentials };
    const { authorizer, facts } = this.#options;
    const permission = dataMeshTopicChangePermission;
    const isAllowed = await authorizer.isAllowed(credentials, permission);
    const changer = await facts.of(cluster, topic, credentials);
    const refusal = isAllowed
      ? refuseChanger(changer, call.wanted)
      : refused(
          'NOT_ALLOWED',
          `The permission policy does not allow ${permission.name}`,
        );
    if (refusal) return toRefused(call, refusal).plan;
    return (await this.planFor(call, changer)).plan;
  }

  /** The plan for somebody who was found to be allowed it. */
  async planFor(
    call: ChangeCall,
    changer: ChangerFacts,
  ): Promise<PlannedChange> {
    const { cluster, topic, wanted } = call;
    const { facts, kafkaOf } = this.#options;
    const port = kafkaOf(cluster);
    if (!port) throw new Error(`cluster ${cluster} cannot be provisioned`);
    let asked;
    try {
      asked = await facts.ask(port, topic, wanted);
    } catch (error) {
      return toRefused(call, refusedByKafkaOf(error, call));
    }
    if (!('now' in asked)) {
      return toRefused(call, refuseLive(changer, asked));
    }
    const { now, defaults } = asked;
    const after = stateAfter(wanted, now, defaults);
    const changes = changesOf(wanted, now);
    const promises = await facts.promises(cluster, topic, changer.holder);
    const told = consequencesOf(
      { before: now, after, promises },
      changes.map(({ key }) => key),
    );
    const consequences = told.map(({ text }) => text);
    const basis = { key: call, wanted, now, consequences };
    const impossible = refuseChange(topic, wanted, now, after);
    const results =
      changes.length === 0 || impossible ? [] : await this.#check(call, after);
    const refusal =
      impossible ??
      (await this.#validate(port, call, now)) ??
      policyRefusal(`Topic ${topic} of cluster ${cluster}`, results, 'changed');
    const plan: TopicChangePlan = {
      hash: hashOf(basis),
      changes: changes.map(change => {
        const own = told.filter(({ key }) => key === change.key);
        return own.length === 0
          ? change
          : { ...change, consequence: own.map(({ text }) => text).join('. ') };
      }),
      consequences,
      results,
      ...(refusal ? { refusal } : {}),
    };
    return { plan, basis };
  }

  /** What policies say of the topic as it would be. */
  #check({ cluster, topic, credentials }: ChangeCall, after: TopicState) {
    const { partitions, replicationFactor, configs } = after;
    return this.#options.policies.checkTopicChange(
      {
        cluster,
        name: topic,
        partitions,
        replicationFactor,
        configs: keptConfigs(configs),
      },
      credentials,
    );
  }

  /** Why Kafka itself would not take the change, if so. */
  async #validate(
    port: KafkaPort,
    call: ChangeCall,
    now: TopicState,
  ): Promise<FieldRefusal | undefined> {
    const { topic, wanted } = call;
    const options = { validateOnly: true };
    try {
      if (Object.keys(wanted.configs).length > 0) {
        const configs = new Map([[topic, wanted.configs]]);
        itemOf(await port.alterTopicConfigs(configs, options), topic);
      }
      const { partitions = now.partitions } = wanted;
      if (partitions > now.partitions) {
        const totals = new Map([[topic, partitions]]);
        itemOf(await port.createPartitions(totals, options), topic);
      }
      return undefined;
    } catch (error) {
      return refusedByKafkaOf(error, call);
    }
  }
}

function toRefused(call: ChangeCall, refusal: FieldRefusal): PlannedChange {
  const basis = { key: call, wanted: call.wanted, consequences: [] };
  return {
    basis,
    plan: {
      hash: hashOf(basis),
      changes: [],
      consequences: [],
      results: [],
      refusal,
    },
  };
}
