import { listed, type FoundBreak } from './foundBreak';

type Json = Record<string, unknown>;
type Names = Map<string, Json>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

// https://avro.apache.org/docs/1.12.0/specification/#schema-resolution
const PROMOTIONS: Record<string, string[]> = {
  long: ['int'],
  float: ['int', 'long'],
  double: ['int', 'long', 'float'],
  string: ['bytes'],
  bytes: ['string'],
};
const NAMED = ['record', 'error', 'enum', 'fixed'];
const MAX_DEPTH = 100;
// Types that use each other's names can be many more than their text is long.
const MAX_STEPS = 50_000;

function shortName(name: unknown): string {
  const text = String(name);
  return text.slice(text.lastIndexOf('.') + 1);
}

function collect(schema: unknown, names: Names, depth = 0): void {
  if (depth > MAX_DEPTH) throw new Error('nested too deeply');
  if (Array.isArray(schema)) {
    for (const branch of schema) collect(branch, names, depth + 1);
    return;
  }
  if (!isObject(schema)) return;
  if (NAMED.includes(String(schema.type))) {
    names.set(shortName(schema.name), schema);
  }
  for (const inner of [schema.items, schema.values, schema.type]) {
    if (typeof inner === 'object') collect(inner, names, depth + 1);
  }
  if (Array.isArray(schema.fields)) {
    for (const field of schema.fields.filter(isObject)) {
      collect(field.type, names, depth + 1);
    }
  }
}

/** A type with its name looked up, `{type: 'string'}` taken for `string`. */
function resolve(schema: unknown, names: Names): unknown {
  if (typeof schema === 'string') return names.get(shortName(schema)) ?? schema;
  if (isObject(schema) && isObject(schema.type)) {
    return resolve(schema.type, names);
  }
  return schema;
}

function typeName(schema: unknown): string {
  if (typeof schema === 'string') return schema;
  return isObject(schema) ? String(schema.type) : 'union';
}

function inWords(schema: unknown): string {
  if (Array.isArray(schema)) return schema.map(inWords).join(' or ');
  if (!isObject(schema)) return String(schema);
  if (schema.type === 'array') return `array of ${inWords(schema.items)}`;
  if (schema.type === 'map') return `map of ${inWords(schema.values)}`;
  if (schema.type === 'enum' && Array.isArray(schema.symbols)) {
    return `one of ${listed(schema.symbols)}`;
  }
  if (NAMED.includes(String(schema.type))) return String(schema.name);
  return typeof schema.type === 'object'
    ? inWords(schema.type)
    : String(schema.type);
}

const fieldsOf = (record: Json): Json[] =>
  Array.isArray(record.fields) ? record.fields.filter(isObject) : [];
const symbolsOf = (type: Json): unknown[] =>
  Array.isArray(type.symbols) ? type.symbols : [];

class Resolution {
  readonly #readerNames: Names = new Map();
  readonly #writerNames: Names = new Map();
  // Records may be within themselves.
  readonly #under = new Set<string>();
  #steps = 0;

  constructor(reader: unknown, writer: unknown) {
    collect(reader, this.#readerNames);
    collect(writer, this.#writerNames);
  }

  compare(
    readerType: unknown,
    writerType: unknown,
    path: string,
    depth = 0,
  ): FoundBreak[] {
    if (depth > MAX_DEPTH) throw new Error('nested too deeply');
    this.#spend(1);
    const reader = resolve(readerType, this.#readerNames);
    const writer = resolve(writerType, this.#writerNames);
    const mismatch = (): FoundBreak[] => [
      { path, kind: 'type', reader: inWords(reader), writer: inWords(writer) },
    ];
    if (Array.isArray(writer)) {
      return this.#fromUnion(reader, writer, path, depth, mismatch);
    }
    if (Array.isArray(reader)) {
      return this.#intoUnion(reader, writer, path, depth, mismatch);
    }
    const type = typeName(reader);
    const written = typeName(writer);
    if (type !== written) {
      return PROMOTIONS[type]?.includes(written) ? [] : mismatch();
    }
    if (!isObject(reader) || !isObject(writer)) return [];
    switch (type) {
      case 'array':
        return this.compare(reader.items, writer.items, path, depth + 1);
      case 'map':
        return this.compare(reader.values, writer.values, path, depth + 1);
      case 'enum': {
        this.#spend(symbolsOf(reader).length + symbolsOf(writer).length);
        const known = new Set(symbolsOf(reader));
        const fits = symbolsOf(writer).every(symbol => known.has(symbol));
        return fits || 'default' in reader ? [] : mismatch();
      }
      case 'fixed':
        return reader.size === writer.size ? [] : mismatch();
      case 'record':
      case 'error':
        return this.#records(reader, writer, path, depth, mismatch);
      default:
        return [];
    }
  }

  #spend(steps: number): void {
    this.#steps += steps;
    if (this.#steps > MAX_STEPS) throw new Error('too much to be compared');
  }

  /** Each branch that may have been written has to be readable. */
  #fromUnion(
    reader: unknown,
    writer: unknown[],
    path: string,
    depth: number,
    mismatch: () => FoundBreak[],
  ): FoundBreak[] {
    const found = writer.map(branch =>
      this.compare(reader, branch, path, depth + 1),
    );
    const nested = found.flat().filter(one => one.path !== path);
    // What is wrong within a record says more than that the union differs.
    if (found.flat().length > nested.length) return mismatch();
    return nested;
  }

  #intoUnion(
    reader: unknown[],
    writer: unknown,
    path: string,
    depth: number,
    mismatch: () => FoundBreak[],
  ): FoundBreak[] {
    let closest: FoundBreak[] | undefined;
    for (const branch of reader) {
      const found = this.compare(branch, writer, path, depth + 1);
      if (found.length === 0) return [];
      if (found.every(one => one.path !== path)) closest = found;
    }
    return closest ?? mismatch();
  }

  #records(
    reader: Json,
    writer: Json,
    path: string,
    depth: number,
    mismatch: () => FoundBreak[],
  ): FoundBreak[] {
    const aliases = Array.isArray(reader.aliases) ? reader.aliases : [];
    const names = [reader.name, ...aliases].map(shortName);
    if (!names.includes(shortName(writer.name))) return mismatch();
    const pair = `${reader.name} ${writer.name}`;
    if (this.#under.has(pair)) return [];
    this.#under.add(pair);
    const written = new Map(fieldsOf(writer).map(f => [String(f.name), f]));
    const found = fieldsOf(reader).flatMap((field): FoundBreak[] => {
      const others = Array.isArray(field.aliases) ? field.aliases : [];
      const at = path ? `${path}.${field.name}` : String(field.name);
      const source = [field.name, ...others]
        .map(name => written.get(String(name)))
        .find(Boolean);
      if (source) return this.compare(field.type, source.type, at, depth + 1);
      if ('default' in field) return [];
      return [{ path: at, kind: 'missing', reader: inWords(field.type) }];
    });
    this.#under.delete(pair);
    return found;
  }
}

/**
 * What keeps a reader from reading what a writer writes, by Avro's own rules.
 *
 * @throws if one of them is no JSON, or nested too deeply
 */
export function avroBreaks(reader: string, writer: string): FoundBreak[] {
  const [r, w]: unknown[] = [JSON.parse(reader), JSON.parse(writer)];
  return new Resolution(r, w).compare(r, w, '');
}
