import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';

const MAX_LENGTH = 63;
const HASH_LENGTH = 20;
const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567';

// The catalog compares names without case, so a name that has capitals is as
// good as taken by another one. `--` marks the hashed form; a plain name never
// holds it, which keeps the two forms apart.
const PLAIN = /^[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?$/;

function isPlain(name: string): boolean {
  return name.length <= MAX_LENGTH && PLAIN.test(name) && !name.includes('--');
}

/** 100 bits of SHA-256 as lower-case base 32. */
function shortHash(text: string): string {
  const digest = sha256(utf8ToBytes(text));
  let bits = 0;
  let value = 0;
  let out = '';
  for (const byte of digest) {
    value = (value * 256 + byte) % 2 ** 32;
    bits += 8;
    while (bits >= 5) {
      out += BASE32[Math.floor(value / 2 ** (bits - 5)) % 32];
      bits -= 5;
      value %= 2 ** bits;
    }
    if (out.length >= HASH_LENGTH) break;
  }
  return out.slice(0, HASH_LENGTH);
}

function slug(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9._-]+/g, '-')
    .replace(/-{2,}/g, '-')
    .replace(/^[._-]+/, '')
    .slice(0, MAX_LENGTH - HASH_LENGTH - 2)
    .replace(/[._-]+$/, '');
}

/**
 * Maps parts of any text to one legal entity name, such that different parts
 * always give names that differ even after lower-casing, which is how the
 * catalog compares them.
 *
 * Parts that are plain already are joined by dots (`main.sales.orders.v1`).
 * Anything else becomes a readable slug and a hash of the exact parts
 * (`main.orders.tmp--3k2c…`). Only the last part may hold dots in the plain
 * form; otherwise `['a.b', 'c']` and `['a', 'b.c']` would meet.
 *
 * @param parts - at least one part, in the order in which they are to be read
 * @returns at most 63 characters, valid as `metadata.name`
 * @public
 */
export function toEntityName(parts: readonly [string, ...string[]]): string {
  const joined = parts.join('.');
  const leading = parts.slice(0, -1);
  const unambiguous = leading.every(
    part => isPlain(part) && !part.includes('.'),
  );
  if (unambiguous && isPlain(parts[parts.length - 1]) && isPlain(joined)) {
    return joined;
  }
  const readable = slug(joined);
  const hash = shortHash(JSON.stringify(parts));
  return readable ? `${readable}--${hash}` : `x--${hash}`;
}

/**
 * Name of the `Resource` entity that stands for a topic of a cluster, in the
 * namespace `default`. Topics that differ (`a.b` and `a_b`, `Other` and
 * `other`) have names that differ.
 *
 * @public
 */
export function topicEntityName(cluster: string, topic: string): string {
  return toEntityName([cluster, topic]);
}

/**
 * Reference of the `Resource` entity that stands for a topic of a cluster.
 *
 * @public
 */
export function topicEntityRef(cluster: string, topic: string): string {
  return `resource:default/${topicEntityName(cluster, topic)}`;
}
