import { parseEntityRef } from '@backstage/catalog-model';
import { isTopicName } from '@data-mesh/backstage-plugin-data-mesh-common';
import type { ClusterSettings } from '../config/DataMeshConfig';
import type { NamingTemplate } from './naming';
import { placeOf } from './topicDomain';

/** What a topic is to be named by. */
export type TopicNameParts = {
  domainRef: string;
  product: string;
  /** Such as `v1`. */
  version: string;
};

const fill = (template: string, tokens: Record<string, string>) =>
  template.replace(/\{(\w+)\}/g, (whole, token) => tokens[token] ?? whole);

/**
 * The name that the naming templates give a topic, of those that really belong
 * to its domain on a cluster: pure. Nothing where no template leads there, since
 * it has tokens that nobody can guess or another prefix is longer.
 */
export function suggestTopicName(
  { domainRef, product, version }: TopicNameParts,
  prefixes: ClusterSettings['domains'],
  templates: NamingTemplate[],
): string | undefined {
  const tokens = { product, version };
  const own = prefixes.filter(prefix => prefix.domainRef === domainRef);
  const candidates = templates.flatMap(({ template }) => [
    ...own.map(
      ({ prefix }) =>
        prefix + fill(template.replace(/^\{domain\}[^{]*/, ''), tokens),
    ),
    fill(template, { ...tokens, domain: parseEntityRef(domainRef).name }),
  ]);
  return candidates.find(
    name =>
      isTopicName(name) &&
      placeOf(name, prefixes, templates).domainRef === domainRef,
  );
}
