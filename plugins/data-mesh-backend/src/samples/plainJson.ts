/** What a decoded record may hold, as JSON can say it. */
export type PlainJson =
  | null
  | boolean
  | number
  | string
  | PlainJson[]
  | { [key: string]: PlainJson };

/**
 * Says in JSON what decoders give: whole numbers that JavaScript's cannot hold
 * and bytes become text, the latter in base64.
 */
export function toPlainJson(value: unknown): PlainJson {
  if (value === null || value === undefined) return null;
  switch (typeof value) {
    case 'boolean':
    case 'string':
      return value;
    case 'number':
      // Neither NaN nor the infinities are in JSON.
      return Number.isFinite(value) ? value : String(value);
    case 'bigint':
      return value >= Number.MIN_SAFE_INTEGER &&
        value <= Number.MAX_SAFE_INTEGER
        ? Number(value)
        : String(value);
    case 'object':
      if (value instanceof Uint8Array) {
        return Buffer.from(value).toString('base64');
      }
      if (Array.isArray(value)) return value.map(toPlainJson);
      return Object.fromEntries(
        Object.entries(value).map(([key, inner]) => [key, toPlainJson(inner)]),
      );
    default:
      return String(value);
  }
}
