import {
  CompoundEntityRef,
  DEFAULT_NAMESPACE,
  makeValidator,
  parseEntityRef,
} from '@backstage/catalog-model';

/**
 * What a field may refer to. The first kind is meant where the ref names none.
 *
 * @public
 */
export type RefKinds = readonly [string, ...string[]];

const validators = makeValidator();

/**
 * Says what is wrong with a ref, in words that continue the field's path, or
 * nothing if it parses and has one of the given kinds.
 *
 * @public
 */
export function refProblem(ref: string, kinds: RefKinds): string | undefined {
  let parsed: CompoundEntityRef;
  try {
    parsed = parseEntityRef(ref, {
      defaultKind: kinds[0],
      defaultNamespace: DEFAULT_NAMESPACE,
    });
  } catch {
    return `must be an entity ref such as ${example(kinds)}, not "${ref}"`;
  }
  const legal =
    validators.isValidKind(parsed.kind) &&
    validators.isValidNamespace(parsed.namespace) &&
    validators.isValidEntityName(parsed.name);
  if (!legal) {
    return `must be an entity ref such as ${example(kinds)}, not "${ref}"`;
  }
  if (!kinds.some(kind => kind.toLowerCase() === parsed.kind.toLowerCase())) {
    return `must refer to a ${kinds.join(' or ')}, not "${ref}"`;
  }
  return undefined;
}

function example(kinds: RefKinds): string {
  return `${kinds[0].toLowerCase()}:${DEFAULT_NAMESPACE}/name`;
}
