import { parse, Root, Type, type Namespace } from 'protobufjs';
import type { PayloadDecoder } from './decodePayload';

/** Zig-zag varint, as Confluent's wire format writes it. */
function readVarint(
  payload: Buffer,
  at: number,
): { value: number; next: number } {
  let result = 0;
  let shift = 0;
  for (let next = at; next < payload.length && shift < 35; next += 1) {
    result += (payload[next] % 128) * 2 ** shift;
    shift += 7;
    if (payload[next] < 128) {
      const value = result % 2 ? -(result + 1) / 2 : result / 2;
      return { value, next: next + 1 };
    }
  }
  throw new Error('its message index is cut off');
}

/** Which message of the file it is: `[0]`, the first one, is a single zero byte. */
function readIndexes(payload: Buffer): { indexes: number[]; next: number } {
  const count = readVarint(payload, 0);
  if (count.value === 0) return { indexes: [0], next: count.next };
  if (count.value < 0 || count.value > 32) {
    throw new Error(`its message is nested ${count.value} deep`);
  }
  const indexes: number[] = [];
  let { next } = count;
  for (let i = 0; i < count.value; i += 1) {
    const read = readVarint(payload, next);
    indexes.push(read.value);
    next = read.next;
  }
  return { indexes, next };
}

const messagesOf = (namespace: Namespace) =>
  namespace.nestedArray.filter((each): each is Type => each instanceof Type);

/**
 * The indexes count the messages of the file alone, so it is read by itself for
 * that, and once more with what it imports.
 *
 * @param schema - a `.proto` file
 * @param references - the files that it imports, each after those that it imports itself
 * @throws Error if they are not Protobuf
 */
export function protobufDecoder(
  schema: string,
  references: string[],
): PayloadDecoder {
  const options = { keepCase: true };
  const alone = parse(schema, new Root(), options);
  const own = alone.package
    ? (alone.root.lookup(alone.package) as Namespace)
    : alone.root;
  const root = new Root();
  for (const text of [...references, schema]) parse(text, root, options);
  root.resolveAll();
  return payload => {
    const { indexes, next } = readIndexes(payload);
    let found: Namespace = own;
    for (const index of indexes) {
      const inner = messagesOf(found)[index];
      if (!inner) throw new Error(`its schema has no message ${indexes}`);
      found = inner;
    }
    const type = root.lookupType(found.fullName);
    return type.toObject(type.decode(payload.subarray(next)), {
      longs: BigInt,
      enums: String,
      defaults: true,
      oneofs: false,
    });
  };
}
