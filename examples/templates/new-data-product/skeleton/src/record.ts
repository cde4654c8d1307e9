/**
 * One record of ${{ values.topic }}, as its schema has it. Begin here: make
 * records of what your service knows.
 */
export function exampleRecord(): Record<string, unknown> {
  return ${{ values.example | safe }};
}

/** By what a record is found again: records of one key stay in order. */
export function keyOf(record: Record<string, unknown>): string {
  const [first = ''] = Object.values(record);
  return String(first);
}
