/** An object as an expression in JavaScript. */
export function objectLiteral(entries: Array<[string, string]>): string {
  if (entries.length === 0) return '{}';
  const members = entries.map(
    ([name, value]) => `${JSON.stringify(name)}: ${value}`,
  );
  return `{ ${members.join(', ')} }`;
}

/** Whether this is an object with names and values. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
