const format = new Intl.ListFormat('en', { type: 'conjunction' });

/** "a, b, and c". */
export function listed(parts: string[]): string {
  return format.format(parts);
}
