import { InputError } from '@backstage/errors';

/**
 * Cuts one page out of a list.
 *
 * @throws InputError if the cursor is not one that we gave
 */
export function page<T>(
  list: T[],
  limit: number,
  cursor: string | undefined,
): { items: T[]; totalItems: number; nextCursor?: string } {
  let offset = 0;
  if (cursor !== undefined) {
    const match = /^o(\d{1,9})$/.exec(cursor);
    if (!match) {
      throw new InputError(
        `cursor '${cursor}' is not one of this list; leave it out to begin at the first page`,
      );
    }
    offset = Number(match[1]);
  }
  const end = offset + limit;
  return {
    items: list.slice(offset, end),
    totalItems: list.length,
    ...(end < list.length ? { nextCursor: `o${end}` } : {}),
  };
}
