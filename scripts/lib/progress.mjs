/**
 * Progress lines with the elapsed time.
 *
 * @typedef {(text: string) => void} Progress
 */

/** @param {number} ms */
export const seconds = ms => `${(ms / 1000).toFixed(1)} s`;

/**
 * @param {{ quiet?: boolean, write?: (line: string) => void }} [options]
 * @returns {Progress}
 */
export function createProgress({ quiet = false, write = console.log } = {}) {
  const begin = Date.now();
  if (quiet) return () => {};
  return text => write(`${seconds(Date.now() - begin).padStart(8)}  ${text}`);
}

/**
 * Says when a step begins and how long it took.
 *
 * @template T
 * @param {Progress} progress
 * @param {string} what
 * @param {() => Promise<T>} step
 * @returns {Promise<T>}
 */
export async function timed(progress, what, step) {
  const begin = Date.now();
  progress(`${what} …`);
  const result = await step();
  progress(`${what}: done in ${seconds(Date.now() - begin)}`);
  return result;
}
