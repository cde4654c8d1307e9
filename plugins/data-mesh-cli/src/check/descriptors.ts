import { isMap, LineCounter, parseAllDocuments, type Document } from 'yaml';
import type { SourceFile } from './files';

/** Where something stands, both counted from 1. */
export type Position = { line: number; column: number };

/** A data product's descriptor, and where things are in it. */
export type Descriptor = {
  file: string;
  /** Its name, or its place in the file while it has none. */
  title: string;
  entity: Record<string, unknown>;
  /** Of a path such as `spec.outputPorts[0].name`, or of what is above it. */
  positionOfPath(path: string): Position;
  /** Of the first value that is this text. */
  positionOfText(text: string): Position | undefined;
};

/** Something in a file that is no YAML. */
export type Unreadable = { file: string; message: string; position: Position };

function keysOf(path: string): Array<string | number> {
  return [...path.matchAll(/[^.[\]]+/g)].map(([key]) =>
    /^\d+$/.test(key) ? Number(key) : key,
  );
}

function toDescriptor(
  file: string,
  document: Document,
  counter: LineCounter,
  number: number,
): Descriptor {
  const entity = document.toJS() as Record<string, unknown>;
  const at = (offset: number): Position => {
    const { line, col } = counter.linePos(offset);
    return { line, column: col };
  };
  const rangeOf = (node: unknown): number | undefined => {
    const range = Reflect.get(Object(node), 'range') as number[] | undefined;
    return range?.[0];
  };
  const start = rangeOf(document.contents) ?? 0;
  const positionOfPath = (path: string): Position => {
    for (let keys = keysOf(path); keys.length > 0; keys = keys.slice(0, -1)) {
      const offset = rangeOf(document.getIn(keys, true));
      if (offset !== undefined) return at(offset);
    }
    return at(start);
  };
  const name = Reflect.get(Object(entity.metadata), 'name');
  return {
    file,
    title: typeof name === 'string' ? name : `document ${number}`,
    entity,
    positionOfPath,
    positionOfText(text) {
      const found = findScalar(document.contents, text);
      return found === undefined ? undefined : at(found);
    },
  };
}

function findScalar(node: unknown, text: string): number | undefined {
  const value = Reflect.get(Object(node), 'value');
  if (value === text) return Reflect.get(Object(node), 'range')?.[0];
  const items = Reflect.get(Object(node), 'items') as unknown[] | undefined;
  for (const item of items ?? []) {
    const inner = isMap(node) ? Reflect.get(Object(item), 'value') : item;
    const found = findScalar(inner, text);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The data products that a file describes; other entities are passed over. */
export function readDescriptors({ name, text }: SourceFile): {
  descriptors: Descriptor[];
  unreadable: Unreadable[];
} {
  const counter = new LineCounter();
  const documents = parseAllDocuments(text, { lineCounter: counter });
  const descriptors: Descriptor[] = [];
  const unreadable: Unreadable[] = [];
  for (const [i, document] of [...documents].entries()) {
    const [error] = document.errors;
    if (error) {
      const { line, col } = counter.linePos(error.pos[0]);
      unreadable.push({
        file: name,
        message: error.message.split('\n')[0].replace(/ at line .*$/, ''),
        position: { line, column: col },
      });
    } else if (document.get('kind') === 'DataProduct') {
      descriptors.push(toDescriptor(name, document, counter, i + 1));
    }
  }
  return { descriptors, unreadable };
}
