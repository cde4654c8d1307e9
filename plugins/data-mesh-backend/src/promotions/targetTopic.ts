import type { ClusterSettings } from '../config/DataMeshConfig';
import type { NamingTemplate } from '../products/naming';

/** What of a cluster says how its topics are named. */
export type NamedCluster = Pick<ClusterSettings, 'environment' | 'domains'>;

/** A name with its environment replaced; nothing where it tells none. */
function renamed(
  template: string,
  pattern: RegExp,
  name: string,
  from: string,
  to: string,
): string | undefined {
  const groups = pattern.exec(name)?.groups;
  if (groups?.environment !== from) return undefined;
  return template.replace(/\{(\w+)\}/g, (_, token) =>
    token === 'environment' ? to : groups[token],
  );
}

/**
 * The name of a topic in another environment: the same, unless a naming
 * template with `{environment}` fits it. Pure.
 */
export function targetTopic(
  topic: string,
  from: NamedCluster,
  to: NamedCluster,
  templates: NamingTemplate[],
): string {
  const prefix = from.domains.find(each =>
    topic.startsWith(each.prefix),
  )?.prefix;
  for (const { template, pattern, afterDomain } of templates) {
    const found =
      prefix === undefined || !afterDomain
        ? renamed(template, pattern, topic, from.environment, to.environment)
        : renamed(
            template.replace(/^\{domain\}[^{]*/, ''),
            afterDomain,
            topic.slice(prefix.length),
            from.environment,
            to.environment,
          );
    if (found !== undefined) {
      return prefix === undefined || !afterDomain ? found : prefix + found;
    }
  }
  return topic;
}
