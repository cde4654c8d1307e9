import { Failure } from './failure.mjs';

/**
 * Reads Java's properties format: comments, the three separators, continued lines, escapes.
 *
 * @param {string} text
 * @returns {Record<string, string>}
 */
export function parseProperties(text) {
  /** @type {Record<string, string>} */
  const result = {};
  for (const line of logicalLines(text)) {
    const [, key, value] = line.match(
      /^((?:\\.|[^\\:=\s])+)(?:\s*[:=]\s*|\s+|$)(.*)$/s,
    ) ?? [line, line, ''];
    result[unescape(key)] = unescape(value);
  }
  return result;
}

/** @param {string} text - comments and empty lines left out, continued lines joined */
function logicalLines(text) {
  const lines = [];
  let open;
  for (const raw of text.split(/\r\n|\n|\r/)) {
    const line = raw.replace(/^[ \t\f]+/, '');
    if (open === undefined && (line === '' || /^[#!]/.test(line))) continue;
    const joined = (open ?? '') + line;
    const backslashes = joined.match(/\\*$/)[0].length;
    if (backslashes % 2 === 1) {
      open = joined.slice(0, -1);
    } else {
      lines.push(joined);
      open = undefined;
    }
  }
  if (open !== undefined) lines.push(open);
  return lines;
}

/** @param {string} text */
function unescape(text) {
  const plain = { t: '\t', n: '\n', r: '\r', f: '\f' };
  return text.replace(/\\(u[0-9a-fA-F]{4}|.)/gs, (_, c) =>
    c.length === 5
      ? String.fromCharCode(parseInt(c.slice(1), 16))
      : plain[c] ?? c,
  );
}

/**
 * User name and password of a `sasl.jaas.config`.
 *
 * @param {string} jaas - `<module> required username="…" password="…";`
 * @returns {{ username: string, password: string }}
 */
export function loginOf(jaas) {
  const option = (/** @type {string} */ name) => {
    const match = jaas.match(
      new RegExp(
        `(?:^|\\s)${name}\\s*=\\s*(?:"((?:\\\\.|[^"\\\\])*)"|'([^']*)'|([^\\s;]+))`,
      ),
    );
    return match?.[1]?.replace(/\\(.)/g, '$1') ?? match?.[2] ?? match?.[3];
  };
  const username = option('username');
  const password = option('password');
  if (username === undefined || password === undefined) {
    throw new Failure(
      'sasl.jaas.config names no username and password: it should read `<login module> required username="…" password="…";`.',
    );
  }
  return { username, password };
}
