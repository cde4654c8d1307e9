import type { AclBinding, PatternType, ResourceType } from '../kafka/KafkaPort';
import { matchesAnyName } from './matchesResource';

/**
 * The bindings of one cluster by the resource that they are about. It pays
 * where many resources are asked about; for one, a list is as fast.
 */
export class BindingIndex {
  readonly #byType = new Map<
    ResourceType,
    Record<PatternType, Map<string, AclBinding[]>>
  >();

  constructor(bindings: Iterable<AclBinding>) {
    for (const binding of bindings) {
      const { resourceType, patternType, resourceName } = binding;
      let patterns = this.#byType.get(resourceType);
      if (!patterns) {
        patterns = { LITERAL: new Map(), PREFIXED: new Map() };
        this.#byType.set(resourceType, patterns);
      }
      // A newer broker's pattern matches nothing, see matchesResource.
      const names: Map<string, AclBinding[]> | undefined =
        patterns[patternType];
      const found = names?.get(resourceName);
      if (found) found.push(binding);
      else names?.set(resourceName, [binding]);
    }
  }

  /** What {@link matchesResource} says yes to, in no particular order. */
  matching(resourceType: ResourceType, resourceName: string): AclBinding[] {
    const patterns = this.#byType.get(resourceType);
    if (!patterns) return [];
    const { LITERAL, PREFIXED } = patterns;
    const found = [LITERAL.get(resourceName)];
    if (matchesAnyName(resourceName)) found.push(LITERAL.get('*'));
    for (let end = 1; end <= resourceName.length; end++) {
      found.push(PREFIXED.get(resourceName.slice(0, end)));
    }
    return found.flatMap(bindings => bindings ?? []);
  }

  /** All that are about resources of a type. */
  ofType(resourceType: ResourceType): AclBinding[] {
    const patterns = this.#byType.get(resourceType);
    if (!patterns) return [];
    return [...patterns.LITERAL.values(), ...patterns.PREFIXED.values()].flat();
  }
}
