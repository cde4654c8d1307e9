import fs from 'node:fs';
import path from 'node:path';

const MAX_BYTES = 5_000_000;

/** A file that a descriptor or a schema is in. */
export type SourceFile = {
  /** As it was named, with slashes; annotations need it so. */
  name: string;
  text: string;
};

/**
 * Reads a file.
 *
 * @throws Error that names the file, what is wrong and what to do
 */
export function readFile(name: string, cwd: string): SourceFile {
  const file = path.resolve(cwd, name);
  let size;
  try {
    size = fs.statSync(file).size;
  } catch {
    throw new Error(
      `${name} cannot be read: give the path of a descriptor, from where you are`,
    );
  }
  if (size > MAX_BYTES) {
    throw new Error(
      `${name} has ${size} bytes, and a file may have ${MAX_BYTES}: leave out what is not a descriptor or schema`,
    );
  }
  return {
    name: name.split(path.sep).join('/'),
    text: fs.readFileSync(file, 'utf8'),
  };
}
