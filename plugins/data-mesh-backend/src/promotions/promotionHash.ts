import { planDigest } from '../planDigest';
import type { PromotionWish } from './promotion';

/** One thing that a plan is decided on, in words and by its value. */
export type HashPart = { what: string; value: unknown };

function wishDigest(wish: PromotionWish): string {
  const { ref, cluster, topics, ports, from, keep } = wish;
  const sorted = Object.entries(topics).sort(([a], [b]) => (a < b ? -1 : 1));
  return planDigest(
    [
      ref,
      cluster,
      sorted,
      ports ? [...ports].sort() : null,
      from ?? null,
      keep,
    ],
    16,
  );
}

/**
 * The hash of a plan. It is of one digest a thing, so that {@link staleness}
 * can name what has changed without the plan itself being kept. Pure.
 */
export function hashOf(wish: PromotionWish, parts: HashPart[]): string {
  return [
    wishDigest(wish),
    ...parts.map(({ value }) => planDigest(value, 8)),
  ].join('-');
}

/** Whether a hash is of a plan for the same promotion. Pure. */
export function isForSameWish(hash: string, wish: PromotionWish): boolean {
  return hash.split('-')[0] === wishDigest(wish);
}

/**
 * What has changed since a plan for the same promotion was made, in words;
 * nothing where it holds. Pure.
 */
export function staleness(hash: string, parts: HashPart[]): string[] {
  const [, ...before] = hash.split('-');
  // Which ports there are decides how many parts there are.
  if (before.length !== parts.length) {
    return ['the locations of its ports'];
  }
  return parts
    .filter(({ value }, i) => planDigest(value, 8) !== before[i])
    .map(({ what }) => what);
}
