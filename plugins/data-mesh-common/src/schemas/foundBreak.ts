/** What one direction finds: `of` is whose schema lacks the field. */
export type FoundBreak = {
  path: string;
  /** `missing`: the reader wants a field that the writer does not write. */
  kind: 'missing' | 'unexpected' | 'type';
  reader?: string;
  writer?: string;
};

const MOST_LISTED = 10;

/** Values in words; the first of them where they are many. */
export function listed(values: unknown[]): string {
  return [
    ...values.slice(0, MOST_LISTED).map(String),
    ...(values.length > MOST_LISTED
      ? [`and ${values.length - MOST_LISTED} more`]
      : []),
  ].join(', ');
}
