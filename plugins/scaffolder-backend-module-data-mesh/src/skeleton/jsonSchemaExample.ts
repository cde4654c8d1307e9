import { isObject, objectLiteral } from './literal';

const FORMATS: Record<string, string> = {
  'date-time': '"2026-01-01T00:00:00Z"',
  date: '"2026-01-01"',
  time: '"00:00:00Z"',
  email: '"someone@example.com"',
  uuid: '"00000000-0000-4000-8000-000000000000"',
  uri: '"https://example.com"',
};

/**
 * A value that a JSON Schema takes, as an expression in JavaScript: what it
 * requires, and no more. Schemas that combine others are followed by their
 * first branch; patterns are not.
 */
export function jsonSchemaExample(schema: unknown): string {
  return valueOf(schema, schema, 0);
}

const MOST_DEEP = 50;

function valueOf(node: unknown, root: unknown, depth: number): string {
  if (depth > MOST_DEEP) throw new Error('The JSON Schema holds itself');
  if (!isObject(node)) return '{}';
  const { $ref: ref, const: constant, examples, enum: values } = node;
  if (typeof ref === 'string')
    return valueOf(follow(ref, root), root, depth + 1);
  if (constant !== undefined) return JSON.stringify(constant);
  if (node.default !== undefined) return JSON.stringify(node.default);
  if (Array.isArray(examples) && examples.length > 0) {
    return JSON.stringify(examples[0]);
  }
  if (Array.isArray(values)) return JSON.stringify(values[0]);
  const branch = [node.oneOf, node.anyOf].find(Array.isArray);
  if (branch) return valueOf(branch[0], root, depth + 1);
  const type = Array.isArray(node.type)
    ? node.type.find(each => each !== 'null')
    : node.type;
  switch (type) {
    case 'string':
      return ofString(node);
    case 'integer':
    case 'number':
      return String(typeof node.minimum === 'number' ? node.minimum : 0);
    case 'boolean':
      return 'false';
    case 'null':
      return 'null';
    case 'array':
      return ofArray(node, root, depth);
    default:
      return ofObject(node, root, depth);
  }
}

function ofString({ format, minLength }: Record<string, unknown>): string {
  if (typeof format === 'string' && Object.hasOwn(FORMATS, format)) {
    return FORMATS[format];
  }
  return JSON.stringify('example'.padEnd(Number(minLength ?? 0), '-'));
}

function ofArray(
  { items, minItems }: Record<string, unknown>,
  root: unknown,
  depth: number,
): string {
  const count = Math.min(Number(minItems ?? 0), 10);
  return `[${Array.from({ length: count }, () =>
    valueOf(items, root, depth + 1),
  ).join(', ')}]`;
}

function ofObject(
  { properties, required }: Record<string, unknown>,
  root: unknown,
  depth: number,
): string {
  const known = isObject(properties) ? properties : {};
  const names = Array.isArray(required)
    ? required.map(String)
    : Object.keys(known);
  return objectLiteral(
    names.map(name => [name, valueOf(known[name], root, depth + 1)]),
  );
}

/** Only within the schema: nothing is fetched. */
function follow(ref: string, root: unknown): unknown {
  const path = /^#\/?(.*)$/.exec(ref)?.[1];
  if (path === undefined) throw new Error(`$ref ${ref} is not in the schema`);
  return path
    .split('/')
    .filter(Boolean)
    .map(part => part.replace(/~1/g, '/').replace(/~0/g, '~'))
    .reduce<unknown>(
      (node, part) => (isObject(node) ? node[part] : undefined),
      root,
    );
}
