import {
  topicEntityRef,
  type PolicyCheck,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import type { ActiveExemptions } from '../exemptions/exemption';
import type { TopicConfigs } from '../kafka/KafkaPort';
import { topicKey } from '../products/claims';
import { looseTopics } from './looseTopics';
import type { Policy } from './policy';
import { PolicyFactsMaker, type MeshView } from './readPolicyFacts';
import { resultsOf } from './resultsOf';

/** A topic that is not there yet. */
export type PlannedTopic = {
  cluster: string;
  name: string;
  partitions: number;
  replicationFactor: number;
  configs: TopicConfigs;
  domainRef?: string;
};

// Who holds it and who has ACLs on it comes after a topic is there.
const RULES_OF_NEW_TOPICS: readonly string[] = ['topic-naming', 'topic-size'];

/** The view with topics in it that are not there yet. */
export function withTopics(view: MeshView, planned: PlannedTopic[]): MeshView {
  const topics = new Map(view.topics);
  for (const { cluster, name, ...live } of planned) {
    const known = topics.get(topicKey(cluster, name));
    topics.set(topicKey(cluster, name), {
      cluster,
      name,
      topicId: known?.topicId ?? '',
      partitions: live.partitions,
      replicationFactor: live.replicationFactor,
      configs: live.configs,
      firstSeenAt: known?.firstSeenAt ?? view.now,
    });
  }
  return { ...view, topics };
}

/**
 * What policies say of a topic itself before it is there: its name, and how
 * large it is. Whatever is about its product is said once that is published.
 * Pure.
 */
export function checkTopic(
  topic: PlannedTopic,
  view: MeshView,
  policies: Policy[],
  environment: string | undefined,
  exempt: ActiveExemptions,
  now: number,
): PolicyCheck['results'] {
  const { cluster, name, domainRef } = topic;
  const [product] = looseTopics([
    {
      entityRef: topicEntityRef(cluster, name),
      cluster,
      environment: environment ?? 'unknown',
      name,
      ...(domainRef ? { domainRef } : {}),
    },
  ]);
  const facts = new PolicyFactsMaker(withTopics(view, [topic])).factsOf(
    product,
  );
  return resultsOf(
    facts,
    policies.filter(({ rule }) => RULES_OF_NEW_TOPICS.includes(rule.type)),
    view,
    exempt,
    now,
  );
}
