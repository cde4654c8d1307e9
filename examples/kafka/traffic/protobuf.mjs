import { varint } from './avro.mjs';

/**
 * Encodes a flat message: the demo's have strings, doubles and integers only.
 *
 * @param {string} schema - the text of a .proto file with one message
 * @param {Record<string, string | number>} value
 * @returns {Buffer}
 */
export function encodeProtobuf(schema, value) {
  const parts = [];
  for (const [, type, name, number] of schema.matchAll(
    /^\s+(string|double|int32|int64) (\w+) = (\d+);/gm,
  )) {
    if (value[name] === undefined) continue;
    const tag = wire => varint((BigInt(number) << 3n) | wire);
    if (type === 'string') {
      const text = Buffer.from(String(value[name]));
      parts.push(tag(2n), varint(BigInt(text.length)), text);
    } else if (type === 'double') {
      const bytes = Buffer.alloc(8);
      bytes.writeDoubleLE(Number(value[name]));
      parts.push(tag(1n), bytes);
    } else {
      parts.push(tag(0n), varint(BigInt(value[name])));
    }
  }
  return Buffer.concat(parts);
}
