import type { PolicyFacts, PortFacts, TopicFacts } from '../PolicyFacts';

/** A topic that was seen. */
export type LiveTopic = TopicFacts & Required<Pick<TopicFacts, 'live'>>;

/** Every topic of a product once, with the port that it is of. */
export function topicsOf({
  ports,
}: PolicyFacts): Array<{ port: PortFacts; topic: TopicFacts }> {
  return ports.flatMap(port => port.topics.map(topic => ({ port, topic })));
}

/** The same of those that were seen, about which something is known. */
export function liveTopicsOf(
  facts: PolicyFacts,
): Array<{ port: PortFacts; topic: LiveTopic }> {
  return topicsOf(facts).flatMap(({ port, topic }) =>
    topic.live ? [{ port, topic: { ...topic, live: topic.live } }] : [],
  );
}

/** The value of a topic's configuration, if it was read and is a number. */
export function numberOf(topic: LiveTopic, key: string): number | undefined {
  const value = topic.live.configs[key]?.value;
  const number = value === null || value === undefined ? NaN : Number(value);
  return Number.isFinite(number) ? number : undefined;
}
