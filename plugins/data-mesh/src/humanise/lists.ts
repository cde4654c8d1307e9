const format = new Intl.ListFormat('en', { type: 'conjunction' });

/** "a, b, and c". */
export function listed(parts: string[]): string {
  return format.format(parts);
}

const choice = new Intl.ListFormat('en', { type: 'disjunction' });

/** "a, b, or c". */
export function either(parts: string[]): string {
  return choice.format(parts);
}
