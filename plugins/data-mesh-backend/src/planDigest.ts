import { createHash } from 'node:crypto';

/**
 * A digest of one thing that a plan is decided on: the first hexadecimal
 * digits of the SHA-256 of its JSON. Pure.
 *
 * @param value - JSON, with its keys in an order that is always the same
 * @param length - number of digits
 */
export function planDigest(value: unknown, length: number): string {
  return createHash('sha256')
    .update(JSON.stringify(value) ?? '')
    .digest('hex')
    .slice(0, length);
}
