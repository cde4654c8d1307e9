import fs from 'node:fs/promises';
import path from 'node:path';
import { InputError } from '@backstage/errors';
import archiver from 'archiver';

/** Of one archive, before it is compressed. */
export const MAX_FILES = 2_000;
const MAX_BYTES = 50 * 1024 * 1024;

const LEFT_OUT = new Set(['.git', 'node_modules']);

/**
 * Zips the files of a folder, but for `.git` and `node_modules`. Links are left
 * out: they could name what is not the task's own.
 *
 * @throws InputError if there are no files, or more than can be kept
 */
export async function zipFolder(
  folder: string,
): Promise<{ content: Buffer; files: number }> {
  const files = await listFiles(folder);
  if (files.length === 0) {
    throw new InputError(
      'There are no files; let a step such as fetch:template write some first',
    );
  }
  const archive = archiver('zip', { zlib: { level: 9 } });
  for (const { name, file, mode } of files) archive.file(file, { name, mode });
  const chunks: Buffer[] = [];
  const read = (async () => {
    for await (const chunk of archive) chunks.push(chunk as Buffer);
  })();
  await Promise.all([archive.finalize(), read]);
  return { content: Buffer.concat(chunks), files: files.length };
}

type File = { name: string; file: string; mode: number };

async function listFiles(folder: string): Promise<File[]> {
  const found: File[] = [];
  let bytes = 0;
  const pending = [folder];
  for (let dir = pending.pop(); dir; dir = pending.pop()) {
    for (const entry of await fs.readdir(dir, { withFileTypes: true })) {
      const file = path.join(dir, entry.name);
      if (entry.isDirectory() && !LEFT_OUT.has(entry.name)) pending.push(file);
      if (!entry.isFile()) continue;
      const { size, mode } = await fs.stat(file);
      bytes += size;
      const name = path.relative(folder, file).split(path.sep).join('/');
      found.push({ name, file, mode });
      if (found.length > MAX_FILES || bytes > MAX_BYTES) {
        throw new InputError(
          `There is more than can be kept (${MAX_FILES} files, ${
            MAX_BYTES / 1024 / 1024
          } MiB); name a folder of it as path`,
        );
      }
    }
  }
  return found.sort((a, b) => (a.name < b.name ? -1 : 1));
}
