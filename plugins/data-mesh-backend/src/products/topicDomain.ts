import type { ClusterSettings } from '../config/DataMeshConfig';
import { toEntityName } from '@data-mesh/backstage-plugin-data-mesh-common';
import {
  parseTopicName,
  type NamingTemplate,
  type ParsedTopicName,
} from './naming';

/** What configuration and name say of a topic. */
export type TopicPlace = {
  /** Fixed by the cluster's prefixes, else by the naming template. */
  domainRef?: string;
  /** Absent where the name follows no template. */
  parsed?: ParsedTopicName;
};

/** Reference of the domain that a naming template's token names. */
export function domainRefOf(token: string): string {
  return `domain:default/${toEntityName([token])}`;
}

/**
 * Which domain a topic belongs to. Nothing in the catalog can change that:
 * only the cluster's configuration says it.
 */
export function placeOf(
  topic: string,
  prefixes: ClusterSettings['domains'],
  templates: NamingTemplate[],
): TopicPlace {
  const fixed = prefixes.find(({ prefix }) => topic.startsWith(prefix));
  if (fixed) {
    const parsed = parseTopicName(templates, topic, fixed.prefix);
    return { domainRef: fixed.domainRef, ...(parsed ? { parsed } : {}) };
  }
  const parsed = parseTopicName(templates, topic);
  if (!parsed) return {};
  return {
    parsed,
    ...(parsed.domain ? { domainRef: domainRefOf(parsed.domain) } : {}),
  };
}
