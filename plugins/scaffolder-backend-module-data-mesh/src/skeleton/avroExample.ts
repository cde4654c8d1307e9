import { isObject, objectLiteral } from './literal';

const PRIMITIVES: Record<string, string> = {
  null: 'null',
  boolean: 'false',
  int: '0',
  long: '0',
  float: '0',
  double: '0',
  bytes: 'Buffer.alloc(0)',
  string: '"example"',
};

type Named = Map<string, Record<string, unknown>>;

/**
 * A value that an Avro schema takes, as an expression in JavaScript.
 *
 * @see https://avro.apache.org/docs/1.12.0/specification/
 */
export function avroExample(schema: unknown): string {
  return valueOf(schema, { named: new Map(), within: [] });
}

type Place = { named: Named; namespace?: string; within: unknown[] };

function fullName(name: string, namespace: string | undefined): string {
  return name.includes('.') || !namespace ? name : `${namespace}.${name}`;
}

function valueOf(schema: unknown, place: Place): string {
  if (Array.isArray(schema)) return ofUnion(schema, place);
  if (typeof schema === 'string') {
    if (Object.hasOwn(PRIMITIVES, schema)) return PRIMITIVES[schema];
    const known =
      place.named.get(fullName(schema, place.namespace)) ??
      place.named.get(schema);
    if (!known) throw new Error(`Avro type ${schema} is not defined`);
    return valueOf(known, place);
  }
  if (!isObject(schema)) throw new Error('An Avro type is missing');
  const { type } = schema;
  const inner = declared(schema, place);
  switch (type) {
    case 'record':
    case 'error':
      return ofRecord(schema, inner);
    case 'enum':
      return JSON.stringify((schema.symbols as unknown[])[0]);
    case 'fixed':
      return `Buffer.alloc(${Number(schema.size)})`;
    case 'array':
      return '[]';
    case 'map':
      return '{}';
    default:
      return valueOf(type, place);
  }
}

function declared(schema: Record<string, unknown>, place: Place): Place {
  if (typeof schema.name !== 'string') return place;
  const namespace =
    typeof schema.namespace === 'string' ? schema.namespace : place.namespace;
  const name = fullName(schema.name, namespace);
  place.named.set(name, schema);
  return { ...place, namespace: name.split('.').slice(0, -1).join('.') };
}

function ofRecord(schema: Record<string, unknown>, place: Place): string {
  if (place.within.includes(schema)) {
    throw new Error(
      `Avro record ${schema.name} holds itself without a way to end`,
    );
  }
  const inner = { ...place, within: [...place.within, schema] };
  const fields = Array.isArray(schema.fields) ? schema.fields : [];
  return objectLiteral(
    fields.map(field => [String(field.name), valueOf(field.type, inner)]),
  );
}

/** Null where it may be: a union that holds its own record ends with it. */
function ofUnion(branches: unknown[], place: Place): string {
  // What later fields may refer to is declared in branches, too.
  for (const branch of branches) if (isObject(branch)) declared(branch, place);
  return branches.includes('null') ? 'null' : valueOf(branches[0], place);
}
