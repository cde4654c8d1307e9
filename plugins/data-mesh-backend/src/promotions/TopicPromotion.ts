import {
  dataMeshTopicCreatePermission,
  type PromotedTopic,
  type SettingDifference,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import type { Authorizer, UserCredentials } from '../authorization/Authorizer';
import type { CreationFacts, CreationPorts } from '../creations/CreationFacts';
import { decideTopic, type FieldRefusal } from '../creations/decideTopic';
import { topicStep } from '../creations/planSteps';
import type { TopicCreator } from '../creations/TopicCreator';
import type { KafkaPort } from '../kafka/KafkaPort';
import type { PlannedTopic } from '../policies/checkTopic';
import { refusal } from '../product-store/decidePublication';
import type { TopicChangePlanner } from '../topic-changes/TopicChangePlanner';
import {
  askRoom,
  askSettings,
  reasonIn,
  type AskedSettings,
} from './askSettings';
import {
  differencesOf,
  toChange,
  toNewTopic,
  type ClusterRoom,
} from './differencesOf';
import { notAllowed } from './notAllowed';
import type {
  Place,
  PromotionItem,
  PromotionStep,
  TopicSettings,
} from './promotion';
import type { HashPart } from './promotionHash';
import type { SourcePorts } from './SourcePorts';

export type TopicPromotionOptions = Pick<CreationPorts, 'kafkaOf'> & {
  sources: Pick<SourcePorts, 'kafkaOf'>;
  creations: Pick<CreationFacts, 'ofTopic' | 'holderOf'>;
  topics: Pick<TopicCreator, 'plan'>;
  changes: Pick<TopicChangePlanner, 'plan'>;
  authorizer: Pick<Authorizer, 'isAllowed'>;
};

/** For whom something is planned, and as part of what. */
export type PromotionCall = {
  ref: string;
  run: string;
  /** Keys of what stays as it is at the target. */
  keep: ReadonlySet<string>;
  credentials: UserCredentials;
};

/** What becomes of a topic, on what that was decided, and how it is done. */
export type PlannedTopicPart = {
  topic: PromotedTopic;
  parts: HashPart[];
  step?: PromotionStep;
  /** As Kafka would make it, where it is not there yet. */
  planned?: PlannedTopic;
};

type Verdict = Omit<PlannedTopicPart, 'parts'>;

const nameOf = ({ topic, cluster }: Place) =>
  `topic ${topic} of cluster ${cluster}`;

function settingWords(asked: AskedSettings): string {
  if (asked.state === 'absent') return 'does not exist';
  if (asked.state === 'unknown') return `cannot be read (${asked.reason})`;
  const { partitions, replicationFactor, configs } = asked.settings;
  const set = Object.entries(configs).map(([key, value]) => `${key}=${value}`);
  return `has ${[
    `${partitions} partitions`,
    `${replicationFactor} replicas`,
    ...set,
  ].join(', ')}`;
}

function partOf(place: Place, asked: AskedSettings): HashPart {
  return {
    what: `${nameOf(place)} ${settingWords(asked)}`,
    value: asked.state === 'there' ? asked.settings : asked.state,
  };
}

function refused(
  why: FieldRefusal,
  differences: SettingDifference[] = [],
): Verdict {
  return {
    topic: {
      state: 'refused',
      differences,
      consequences: [],
      results: [],
      refusal: why,
    },
  };
}

function unreadable(place: Place, reason: string): FieldRefusal {
  return refusal(
    'UNAVAILABLE',
    `Kafka could not say what ${nameOf(
      place,
    )} is like, so nothing can be promoted; try again once it answers (${reason})`,
  );
}

/** What was adapted to what the cluster can hold, so that nobody overlooks it. */
function adaptations(differences: SettingDifference[]): string[] {
  return differences.flatMap(({ key, source, target, becomes, note }) =>
    note && source !== undefined && becomes !== source && becomes !== target
      ? [`${key} becomes ${becomes} rather than ${source}: ${note}`]
      : [],
  );
}

/** Says what promoting a topic would come to; changes nothing. */
export class TopicPromotion {
  readonly #options: TopicPromotionOptions;

  constructor(options: TopicPromotionOptions) {
    this.#options = options;
  }

  async plan(
    item: PromotionItem,
    call: PromotionCall,
  ): Promise<PlannedTopicPart> {
    const { kafkaOf, sources } = this.#options;
    const port = kafkaOf(item.to.cluster);
    if (!port) {
      throw new Error(`cluster ${item.to.cluster} cannot be provisioned`);
    }
    const sourcePort = sources.kafkaOf(item.from.cluster);
    const [source, target] = await Promise.all([
      sourcePort
        ? askSettings(sourcePort, item.from.topic)
        : ({ state: 'unknown', reason: 'it is not configured' } as const),
      askSettings(port, item.to.topic),
    ]);
    return {
      ...(await this.#decide(port, item, source, target, call)),
      parts: [partOf(item.from, source), partOf(item.to, target)],
    };
  }

  async #decide(
    port: KafkaPort,
    item: PromotionItem,
    source: AskedSettings,
    target: AskedSettings,
    call: PromotionCall,
  ): Promise<Verdict> {
    const foreign = await this.#refuseHolder(item, call.ref);
    if (foreign) return refused(foreign);
    if (source.state === 'unknown') {
      return refused(unreadable(item.from, source.reason));
    }
    if (source.state === 'absent') {
      return refused(
        refusal(
          'NOT_FOUND',
          `There is no ${nameOf(item.from)}; correct port ${item.port} of ${
            call.ref
          }`,
        ),
      );
    }
    if (target.state === 'unknown') {
      return refused(
        await this.#refuseUnknown(item, source.settings, target.reason, call),
      );
    }
    let room: ClusterRoom;
    try {
      room = await askRoom(port, item.to.topic);
    } catch (error) {
      return refused(unreadable(item.to, reasonIn(error)));
    }
    const now = target.state === 'there' ? target.settings : undefined;
    const differences = differencesOf(source.settings, now, room, call.keep);
    return now
      ? this.#change(item, differences, call)
      : this.#create(item, differences, call);
  }

  /**
   * Whatever a descriptor says, only a topic that the product holds is its own
   * to take elsewhere, and what another one holds is not its to take.
   */
  async #refuseHolder(
    { from, to, port }: PromotionItem,
    ref: string,
  ): Promise<FieldRefusal | undefined> {
    const { creations } = this.#options;
    const [source, target] = await Promise.all([
      creations.holderOf(from.cluster, from.topic),
      creations.holderOf(to.cluster, to.topic),
    ]);
    if (source?.ref !== ref) {
      return refusal(
        'CONFLICT',
        `Port ${port} names ${nameOf(from)}, which ${ref} does not hold; ${
          source
            ? `${source.ref} does, so settle that first`
            : 'have the owner of its domain accept the declaration first'
        }`,
      );
    }
    return target && target.ref !== ref
      ? refusal(
          'CONFLICT',
          `${nameOf(to).replace(/^t/, 'T')} is held by ${
            target.ref
          }; promote port ${port} to a topic of another name`,
        )
      : undefined;
  }

  /** Whoever may not make the topic is told that, rather than of Kafka. */
  async #refuseUnknown(
    { to }: PromotionItem,
    source: TopicSettings,
    reason: string,
    { run, keep, credentials }: PromotionCall,
  ): Promise<FieldRefusal> {
    const room = { brokers: source.replicationFactor };
    const wanted = toNewTopic(
      to.topic,
      differencesOf(source, undefined, room, keep),
    );
    const facts = await this.#options.creations.ofTopic(
      to.cluster,
      wanted,
      run,
      credentials,
    );
    return decideTopic(facts) ?? unreadable(to, reason);
  }

  async #create(
    { to: { cluster, topic } }: PromotionItem,
    differences: SettingDifference[],
    { run, credentials }: PromotionCall,
  ): Promise<Verdict> {
    const { authorizer, creations, topics } = this.#options;
    const permission = dataMeshTopicCreatePermission;
    if (!(await authorizer.isAllowed(credentials, permission))) {
      return refused(notAllowed(permission), differences);
    }
    const wanted = toNewTopic(topic, differences);
    const facts = await creations.ofTopic(cluster, wanted, run, credentials);
    const why = decideTopic(facts);
    if (why) return refused(why, differences);
    const verdict = await topics.plan(facts, credentials);
    const { planned, results } = verdict;
    if (verdict.refusal) {
      const found = refused(verdict.refusal, differences);
      return { topic: { ...found.topic, results } };
    }
    const { consequences } = topicStep(facts, verdict);
    return {
      topic: {
        state: 'create',
        differences,
        consequences: [...consequences, ...adaptations(differences)],
        results,
      },
      step: { kind: 'create', cluster, topic: wanted },
      ...(planned ? { planned } : {}),
    };
  }

  async #change(
    { to: { cluster, topic } }: PromotionItem,
    differences: SettingDifference[],
    { credentials }: PromotionCall,
  ): Promise<Verdict> {
    const change = toChange(differences);
    if (
      change.partitions === undefined &&
      Object.keys(change.configs).length === 0
    ) {
      return {
        topic: { state: 'same', differences, consequences: [], results: [] },
      };
    }
    const plan = await this.#options.changes.plan(
      cluster,
      topic,
      change,
      credentials,
    );
    const { consequences, results, hash } = plan;
    if (plan.refusal) {
      const found = refused(plan.refusal as FieldRefusal, differences);
      return { topic: { ...found.topic, results } };
    }
    return {
      topic: {
        state: 'change',
        differences,
        consequences: [...consequences, ...adaptations(differences)],
        results,
      },
      step: { kind: 'change', cluster, topic, change, planHash: hash },
    };
  }
}
