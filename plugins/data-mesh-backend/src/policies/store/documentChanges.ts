import { isDeepStrictEqual } from 'node:util';

/** A key of a document that differs between two versions of it. */
export type DocumentChange = {
  /** Dotted, as `rule.maxPartitions`. */
  path: string;
  /** Left out where it was not there. */
  before?: unknown;
  /** Left out where it is not there any more. */
  after?: unknown;
};

const MAX_TOLD = 5;
const MAX_VALUE = 80;
// What is written in sentences is too long to be told twice in another one.
const PROSE = ['title', 'why', 'remedy', 'metadata.description'];

// What is told by its parts: of policies, and of descriptors.
const WHOLES = ['scope', 'rule', 'metadata', 'spec', 'spec.dataMesh'];

function flat(
  document: Record<string, unknown>,
  prefix = '',
): Map<string, unknown> {
  const found = new Map<string, unknown>();
  for (const [key, value] of Object.entries(document)) {
    const path = `${prefix}${key}`;
    const isWhole = WHOLES.includes(path);
    if (isWhole && typeof value === 'object' && value !== null) {
      for (const [below, each] of flat({ ...value }, `${path}.`)) {
        found.set(below, each);
      }
    } else {
      found.set(path, value);
    }
  }
  return found;
}

/** The keys in which a document differs from the one before it. */
export function changesOf(
  before: Record<string, unknown>,
  after: Record<string, unknown>,
): DocumentChange[] {
  const [was, is] = [flat(before), flat(after)];
  return [...new Set([...was.keys(), ...is.keys()])].flatMap(path => {
    const change = { path, before: was.get(path), after: is.get(path) };
    return isDeepStrictEqual(change.before, change.after)
      ? []
      : [JSON.parse(JSON.stringify(change)) as DocumentChange];
  });
}

function valueWords(value: unknown): string {
  if (value === undefined) return 'not set';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > MAX_VALUE ? `${text.slice(0, MAX_VALUE - 1)}…` : text;
}

/** The same as a short text: "stage warn → enforce, why". */
export function changeWords(changes: DocumentChange[]): string {
  const told = changes.map(({ path, before, after }) =>
    PROSE.includes(path)
      ? path
      : `${path} ${valueWords(before)} → ${valueWords(after)}`,
  );
  const more = told.length - MAX_TOLD;
  return [
    ...told.slice(0, MAX_TOLD),
    ...(more > 0 ? [`and ${more} more`] : []),
  ].join(', ');
}
