import avro from 'avsc';

// JavaScript's numbers hold 53 bits; what is larger must not be read as something near.
const LONG = avro.types.LongType.__with({
  fromBuffer: (bytes: Buffer): number | bigint => {
    const value = bytes.readBigInt64LE();
    return Number.isSafeInteger(Number(value)) ? Number(value) : value;
  },
  toBuffer: (value: number | bigint): Buffer => {
    const bytes = Buffer.alloc(8);
    bytes.writeBigInt64LE(BigInt(value));
    return bytes;
  },
  fromJSON: BigInt,
  toJSON: Number,
  isValid: (value: unknown) => typeof value === 'bigint' || Number.isSafeInteger(value),
  compare: (one: bigint, other: bigint) => Number(one > other) - Number(one < other),
});

/** How Avro is read: 64-bit numbers whole, as bigint where a number does not hold them. */
export const AVRO_OPTIONS: Partial<avro.ForSchemaOptions> = {
  typeHook: (schema: unknown): avro.Type | undefined => {
    const name = typeof schema === 'object' && schema && 'type' in schema ? schema.type : schema;
    return name === 'long' ? LONG : undefined;
  },
};
