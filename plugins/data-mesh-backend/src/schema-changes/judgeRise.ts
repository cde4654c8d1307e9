import {
  directionsOf,
  schemaBreaks,
  type SchemaBreak,
} from '@data-mesh/backstage-plugin-data-mesh-common';

/** A schema, as far as it can be compared. */
export type ComparedSchema = { format: string; schema: string };

function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, canonical(inner)]),
  );
}

/** Whether two texts are one schema; registries may lay them out anew. */
export function isSameSchema(a: string, b: string): boolean {
  if (a === b) return true;
  try {
    const [x, y] = [a, b].map(text =>
      JSON.stringify(canonical(JSON.parse(text))),
    );
    return x === y;
  } catch {
    const [x, y] = [a, b].map(text => text.replace(/\s+/g, ' ').trim());
    return x === y;
  }
}

/**
 * What of a new version breaks readers under the level that they were promised:
 * pure. Nothing where it cannot be told.
 */
export function judgeRise(
  before: ComparedSchema,
  after: ComparedSchema,
  level: string | undefined,
): SchemaBreak[] {
  const promised = directionsOf(level);
  if (promised.length === 0) return [];
  if (before.format !== after.format) {
    return promised.map(direction => ({
      path: '',
      direction,
      kind: 'type',
      sentence: `the schema changes from ${before.format} to ${after.format}`,
    }));
  }
  const breaks = schemaBreaks(before.format, before.schema, after.schema) ?? [];
  return breaks.filter(({ direction }) => promised.includes(direction));
}
