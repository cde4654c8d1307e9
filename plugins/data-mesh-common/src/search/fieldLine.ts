import type { SearchDocument } from '../api';

/** Between the parts of a line about a field. @public */
export const FIELD_LINE_SEPARATOR = ' · ';

/**
 * The path of a field in words. Search engines take `shippingAddress` for one
 * word, and some of them `customer.email` for a host.
 *
 * @public
 */
export function fieldWords(path: string): string {
  return path
    .split(/[^\p{L}\p{N}]+|(?<=\p{Ll})(?=\p{Lu})/u)
    .filter(Boolean)
    .join(' ')
    .toLocaleLowerCase('en-US');
}

/**
 * The line of a document's text that is about a field: its path, what it
 * means, its tags, and its path in words.
 *
 * @public
 */
export function toFieldLine({
  path,
  description,
  tags,
}: SearchDocument['fields'][number]): string {
  const words = fieldWords(path);
  return [path, description, tags.join(', '), words === path ? '' : words]
    .filter(Boolean)
    .join(FIELD_LINE_SEPARATOR);
}
