import micromatch from 'micromatch';
import type { TopicDescription } from '../kafka/KafkaPort';

// Topics that machinery keeps for itself, by the names it gives them.
const INTERNAL = [
  '__*',
  '_schemas',
  '_confluent*',
  // Kafka Connect's, by its documented defaults and with a prefix
  'connect-{configs,offsets,status}',
  '*[-_.]connect-{configs,offsets,status}',
  // Kafka Streams': <application.id>-<operator>-{changelog,repartition}
  '*-*-{changelog,repartition}',
  '*-KTABLE-FK-JOIN-SUBSCRIPTION-{REGISTRATION,RESPONSE}-*-topic',
  '*-subscription-{registration,response}-topic',
  // MirrorMaker 2
  'mm2-*.internal',
  '*.checkpoints.internal',
  'heartbeats',
];

/** Tells which topics of a cluster the mesh follows. */
export function topicFilter(patterns: {
  include: string[];
  exclude: string[];
}): (topic: Pick<TopicDescription, 'name' | 'internal'>) => boolean {
  const options = { dot: true };
  const compile = (list: string[]) =>
    list.map(pattern => micromatch.matcher(pattern, options));
  const includes = compile(patterns.include);
  const excludes = compile([...INTERNAL, ...patterns.exclude]);
  return ({ name, internal }) =>
    !internal &&
    includes.some(matches => matches(name)) &&
    !excludes.some(matches => matches(name));
}
