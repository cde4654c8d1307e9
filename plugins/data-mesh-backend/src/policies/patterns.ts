import { RE2JS } from '@bufbuild/re2';

const MAX_PATTERN = 500;
const MAX_KNOWN = 500;
const known = new Map<string, RE2JS>();

/**
 * A pattern of RE2, whose time grows with the text alone, whatever the pattern:
 * patterns come from documents that many can write.
 *
 * @returns whether a whole text matches it
 * @throws Error if it cannot be read
 */
export function compilePattern(pattern: string): (text: string) => boolean {
  if (pattern.length > MAX_PATTERN) {
    throw new Error(
      `a pattern of ${pattern.length} characters is longer than ${MAX_PATTERN}`,
    );
  }
  let compiled = known.get(pattern);
  if (!compiled) {
    try {
      compiled = RE2JS.compile(pattern);
    } catch (error) {
      throw new Error(
        `'${pattern}' is no regular expression of RE2: ${
          (error as Error).message
        }`,
      );
    }
    if (known.size >= MAX_KNOWN) known.clear();
    known.set(pattern, compiled);
  }
  const found = compiled;
  return text => found.matches(text);
}
