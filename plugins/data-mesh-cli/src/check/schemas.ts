import fs from 'node:fs';
import path from 'node:path';
import type { Position } from './descriptors';
import { readFile } from './files';

/** A schema that would be registered, and the file that it is in. */
export type SchemaFile = {
  file: string;
  subject: string;
  format: 'AVRO' | 'JSON' | 'PROTOBUF';
  schema: string;
};

const FORMATS: Record<string, SchemaFile['format']> = {
  '.avsc': 'AVRO',
  '.json': 'JSON',
  '.proto': 'PROTOBUF',
};
const MOST = 50;

/**
 * The schemas in a folder: each file is named by its subject, and its ending
 * tells the format.
 *
 * @throws Error where the folder cannot be read, or has too much in it
 */
export function readSchemaFolder(folder: string, cwd: string): SchemaFile[] {
  let names;
  try {
    names = fs.readdirSync(path.resolve(cwd, folder));
  } catch {
    throw new Error(
      `${folder} cannot be read: --schemas is a folder with a file for each subject, such as sales.orders.v1-value.avsc`,
    );
  }
  const schemas = names.sort().flatMap(name => {
    const { name: subject, ext } = path.parse(name);
    const format = FORMATS[ext];
    if (!format) return [];
    const { name: file, text } = readFile(path.join(folder, name), cwd);
    return [{ file, subject, format, schema: text }];
  });
  if (schemas.length > MOST) {
    throw new Error(
      `${folder} has ${schemas.length} schemas, and ${MOST} can be checked at a time: give a folder for each product`,
    );
  }
  return schemas;
}

/** Where a schema speaks of a field, by its dotted path. */
export function positionOfField(
  { schema }: SchemaFile,
  field: string,
): Position {
  const name = field.split('.').pop() ?? field;
  const escaped = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const offset = schema.search(
    new RegExp(`(^|[^\\w])${escaped}([^\\w]|$)`, 'm'),
  );
  const before = schema.slice(0, Math.max(offset, 0)).split('\n');
  return { line: before.length, column: 1 };
}
