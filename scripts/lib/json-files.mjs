import fs from 'node:fs';

/** @param {string} file */
export const readJson = file => JSON.parse(fs.readFileSync(file, 'utf8'));

/**
 * Rewrites a JSON file.
 *
 * @param {string} file
 * @param {(content: any) => void} change - of the content, in place
 */
export function changeJson(file, change) {
  const content = readJson(file);
  change(content);
  fs.writeFileSync(file, `${JSON.stringify(content, null, 2)}\n`);
}
