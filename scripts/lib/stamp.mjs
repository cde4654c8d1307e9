import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

/**
 * A hash over files: their names and contents.
 *
 * @param {string[]} files
 * @param {string} [extra] - whatever else the result depends on
 */
export function hashFiles(files, extra = '') {
  const hash = createHash('sha256').update(extra);
  for (const file of [...files].sort()) {
    hash.update(`\0${path.basename(file)}\0`).update(fs.readFileSync(file));
  }
  return hash.digest('hex');
}

/**
 * All files under a directory.
 *
 * @param {string} dir
 * @returns {string[]}
 */
export function filesUnder(dir) {
  return fs
    .readdirSync(dir, { withFileTypes: true })
    .flatMap(entry =>
      entry.isDirectory()
        ? filesUnder(path.join(dir, entry.name))
        : [path.join(dir, entry.name)],
    );
}

/**
 * Runs a step unless it succeeded before with the same inputs.
 *
 * @param {string} stampFile
 * @param {string} hash
 * @param {() => Promise<void>} step
 */
export async function unlessDone(stampFile, hash, step) {
  if (isDone(stampFile, hash)) return;
  await step();
  fs.mkdirSync(path.dirname(stampFile), { recursive: true });
  fs.writeFileSync(stampFile, hash);
}

/**
 * @param {string} stampFile
 * @param {string} hash
 */
export function isDone(stampFile, hash) {
  try {
    return fs.readFileSync(stampFile, 'utf8') === hash;
  } catch {
    return false;
  }
}
