import { listed, type FoundBreak } from './foundBreak';

type Json = Record<string, unknown>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const MAX_DEPTH = 100;

const listOf = (value: unknown): unknown[] =>
  (Array.isArray(value) && value) || (value === undefined ? [] : [value]);

function inWords(node: Json): string {
  if (Array.isArray(node.enum)) return `one of ${listed(node.enum)}`;
  if (node.type === 'array' && isObject(node.items)) {
    return `array of ${inWords(node.items)}`;
  }
  return listOf(node.type).join(' or ') || 'any';
}

/** Whether values of all types of the writer are of one of the reader's. */
function typesFit(reader: Json, writer: Json): boolean {
  const wanted = listOf(reader.type);
  if (wanted.length === 0) return true;
  const written = listOf(writer.type);
  return (
    written.length > 0 &&
    written.every(
      type =>
        wanted.includes(type) ||
        (type === 'integer' && wanted.includes('number')),
    )
  );
}

function valuesFit(reader: Json, writer: Json): boolean {
  if (!Array.isArray(reader.enum)) return true;
  const allowed = new Set(reader.enum.map(value => JSON.stringify(value)));
  return (
    Array.isArray(writer.enum) &&
    writer.enum.every(value => allowed.has(JSON.stringify(value)))
  );
}

function propertiesOf(node: Json): Map<string, Json> {
  const { properties } = node;
  if (!isObject(properties)) return new Map();
  return new Map(
    Object.entries(properties).filter((one): one is [string, Json] =>
      isObject(one[1]),
    ),
  );
}

function compare(
  reader: Json,
  writer: Json,
  path: string,
  depth: number,
): FoundBreak[] {
  if (depth > MAX_DEPTH) throw new Error('nested too deeply');
  if (!typesFit(reader, writer) || !valuesFit(reader, writer)) {
    return [
      { path, kind: 'type', reader: inWords(reader), writer: inWords(writer) },
    ];
  }
  if (isObject(reader.items) && isObject(writer.items)) {
    return compare(reader.items, writer.items, path, depth + 1);
  }
  const wanted = propertiesOf(reader);
  const written = propertiesOf(writer);
  const always = new Set(listOf(writer.required).map(String));
  const at = (name: string) => (path ? `${path}.${name}` : name);
  return [
    ...listOf(reader.required)
      .map(String)
      .filter(name => !always.has(name))
      .map((name): FoundBreak => ({ path: at(name), kind: 'missing' })),
    ...[...written].flatMap(([name, node]): FoundBreak[] => {
      const known = wanted.get(name);
      if (known) return compare(known, node, at(name), depth + 1);
      return reader.additionalProperties === false
        ? [{ path: at(name), kind: 'unexpected' }]
        : [];
    }),
  ];
}

/**
 * What of the documents that one JSON Schema allows another one refuses, as far
 * as types, allowed values and required properties tell.
 *
 * @throws if one of them is no JSON object, or nested too deeply
 */
export function jsonSchemaBreaks(reader: string, writer: string): FoundBreak[] {
  const [r, w]: unknown[] = [JSON.parse(reader), JSON.parse(writer)];
  if (!isObject(r) || !isObject(w)) throw new Error('no JSON Schema');
  return compare(r, w, '', 0);
}
