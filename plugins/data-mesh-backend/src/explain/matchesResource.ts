import type { AclBinding } from '../kafka/KafkaPort';

/**
 * Whether the literal `*` matches a name. In Kafka 4.1 it misses those that
 * begin with `*` themselves, for which it is only another literal that differs.
 */
export function matchesAnyName(resourceName: string): boolean {
  return !resourceName.startsWith('*');
}

/**
 * Whether a binding is about a resource, whoever and whatever it is for: it
 * names it, or a prefix of it, or is the literal `*`. A prefix `*` is just a
 * prefix. The rule is that of Kafka's `StandardAuthorizer`, case-sensitive.
 */
export function matchesResource(
  binding: Pick<AclBinding, 'resourceName' | 'patternType'> & {
    resourceType: string;
  },
  resourceType: string,
  resourceName: string,
): boolean {
  if (binding.resourceType !== resourceType) return false;
  switch (binding.patternType) {
    case 'LITERAL':
      return (
        binding.resourceName === resourceName ||
        (binding.resourceName === '*' && matchesAnyName(resourceName))
      );
    case 'PREFIXED':
      return resourceName.startsWith(binding.resourceName);
    // A newer broker's pattern: nothing is known about what it matches.
    default:
      return false;
  }
}
