import type { ReadRecord } from './Reader.ts';

/**
 * One record of ${{ values.topic }}, as its schema has it. A beginning for
 * what is made.
 */
export function exampleRecord(): Record<string, unknown> {
  return ${{ values.example | safe }};
}

/**
 * Begin here: make of a record that was read the one that is written, or nothing.
 * It may be called again for the same record, after a crash.
 */
export function transform(
  _record: ReadRecord,
): Record<string, unknown> | undefined {
  return exampleRecord();
}

/** By what a record is found again: records of one key stay in order. */
export function keyOf(record: Record<string, unknown>): string {
  const [first = ''] = Object.values(record);
  return String(first);
}
