/**
 * Avro's binary encoding, as far as the demo's schemas use it. A library would do more than is
 * wanted here: the portal is what reads these records.
 */

/**
 * @param {any} schema - parsed
 * @param {any} value
 * @param {Map<string, any>} [named] - records and enums met so far, by full name
 * @returns {Buffer}
 */
export function encodeAvro(schema, value, named = new Map()) {
  if (Array.isArray(schema)) {
    const index = schema.findIndex(
      branch => (branch === 'null') === (value === null),
    );
    return Buffer.concat([
      zigzag(index),
      encodeAvro(schema[index], value, named),
    ]);
  }
  const type = typeof schema === 'string' ? schema : schema.type;
  switch (type) {
    case 'null':
      return Buffer.alloc(0);
    case 'boolean':
      return Buffer.from([value ? 1 : 0]);
    case 'int':
    case 'long':
      return zigzag(value);
    case 'double': {
      const bytes = Buffer.alloc(8);
      bytes.writeDoubleLE(value);
      return bytes;
    }
    case 'string': {
      const text = Buffer.from(value);
      return Buffer.concat([zigzag(text.length), text]);
    }
    case 'enum':
      return zigzag(schema.symbols.indexOf(value));
    case 'array': {
      if (value.length === 0) return zigzag(0);
      const items = value.map(item => encodeAvro(schema.items, item, named));
      return Buffer.concat([zigzag(value.length), ...items, zigzag(0)]);
    }
    case 'record':
      named.set(`${schema.namespace}.${schema.name}`, schema);
      return Buffer.concat(
        schema.fields.map(field =>
          encodeAvro(field.type, value[field.name], named),
        ),
      );
    default: {
      const known = named.get(type);
      if (known) return encodeAvro(known, value, named);
      throw new Error(
        `Avro type ${JSON.stringify(type)} is not supported here.`,
      );
    }
  }
}

/** @param {number} number - Avro's variable-length integer, up to 53 bits */
function zigzag(number) {
  const big = BigInt(number);
  return varint(big >= 0n ? big << 1n : (-big << 1n) - 1n);
}

/** @param {bigint} number */
export function varint(number) {
  const bytes = [];
  let rest = number;
  do {
    const low = Number(rest & 0x7fn);
    rest >>= 7n;
    bytes.push(rest > 0n ? low | 0x80 : low);
  } while (rest > 0n);
  return Buffer.from(bytes);
}
