/**
 * How sensitive data is, from open to everyone to known by few.
 *
 * @public
 */
export const CLASSIFICATIONS = [
  'public',
  'internal',
  'confidential',
  'restricted',
] as const;

/**
 * One of {@link CLASSIFICATIONS}.
 *
 * @public
 */
export type Classification = (typeof CLASSIFICATIONS)[number];

/**
 * Tells whether a value is one of {@link CLASSIFICATIONS}.
 *
 * @public
 */
export function isClassification(value: unknown): value is Classification {
  return CLASSIFICATIONS.some(known => known === value);
}

/**
 * Tells whether the first classification protects more than the second one.
 * Equal ones are not tighter.
 *
 * @public
 */
export function isTighterClassification(
  candidate: Classification,
  than: Classification,
): boolean {
  return CLASSIFICATIONS.indexOf(candidate) > CLASSIFICATIONS.indexOf(than);
}
