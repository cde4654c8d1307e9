/** What each level of a schema registry guarantees. */
const GUARANTEES: Record<string, string[]> = {
  NONE: [],
  BACKWARD: ['backward'],
  FORWARD: ['forward'],
  FULL: ['backward', 'forward'],
  BACKWARD_TRANSITIVE: ['backward', 'all backward'],
  FORWARD_TRANSITIVE: ['forward', 'all forward'],
  FULL_TRANSITIVE: ['backward', 'forward', 'all backward', 'all forward'],
};

/** Levels that a schema registry knows, the laxest first. */
export const COMPATIBILITY_LEVELS = Object.keys(GUARANTEES);

/** Whether a level promises all that another one does. */
export function isAtLeast(level: string, wanted: string): boolean {
  const given = GUARANTEES[level] ?? [];
  return (GUARANTEES[wanted] ?? []).every(each => given.includes(each));
}

/** The laxest level that promises what both do. */
export function strictest(a: string, b: string): string {
  return (
    COMPATIBILITY_LEVELS.find(
      level => isAtLeast(level, a) && isAtLeast(level, b),
    ) ?? 'FULL_TRANSITIVE'
  );
}
