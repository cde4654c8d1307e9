import { schema as avro, Type, types } from 'avsc';
import type { PayloadDecoder } from './decodePayload';

/** Whole, where avsc's own type refuses what JavaScript's numbers cannot hold. */
const wholeLong = types.LongType.__with({
  fromBuffer: (buffer: Buffer) => buffer.readBigInt64LE(),
  toBuffer: (value: bigint) => {
    const buffer = Buffer.alloc(8);
    buffer.writeBigInt64LE(value);
    return buffer;
  },
  fromJSON: BigInt,
  toJSON: String,
  isValid: (value: unknown) => typeof value === 'bigint',
  compare: (a: bigint, b: bigint) => Number(a > b) - Number(a < b),
});

const asSchema = (text: string): avro.AvroSchema => {
  // A primitive may stand there by its bare name.
  try {
    return JSON.parse(text);
  } catch {
    return text as avro.AvroSchema;
  }
};

/**
 * @param schema - in Avro's JSON
 * @param references - schemas that it names, each after those that it names itself
 * @throws Error if they are not Avro
 */
export function avroDecoder(
  schema: string,
  references: string[],
): PayloadDecoder {
  const registry: { [name: string]: Type } = {};
  const parse = (text: string) =>
    Type.forSchema(asSchema(text), {
      registry,
      typeHook: each => (each === 'long' ? wholeLong : undefined),
    });
  for (const each of references) parse(each);
  const type = parse(schema);
  return payload => type.fromBuffer(payload);
}
