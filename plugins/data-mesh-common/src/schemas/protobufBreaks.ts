import { protobufFields, type ProtobufField } from './schemaFields';
import type { FoundBreak } from './foundBreak';

// Types that are the same on the wire, so that one can be read as the other.
// https://protobuf.dev/programming-guides/proto3/#updating
const ALIKE = [
  ['int32', 'uint32', 'int64', 'uint64', 'bool'],
  ['sint32', 'sint64'],
  ['fixed32', 'sfixed32'],
  ['fixed64', 'sfixed64'],
  ['string', 'bytes'],
];

function isAlike(a: string, b: string): boolean {
  return a === b || ALIKE.some(types => types.includes(a) && types.includes(b));
}

/** The message that a field is in, with its number. */
function keyOf({ path, number }: ProtobufField): string {
  return `${path.slice(0, path.lastIndexOf('.') + 1)}#${number}`;
}

/**
 * What of a writer's Protobuf messages a reader would take for something else.
 * Fields are known by their numbers; one that is missing has its zero value.
 *
 * @throws if one of them has no fields that could be read
 */
export function protobufBreaks(reader: string, writer: string): FoundBreak[] {
  const wanted = protobufFields(reader);
  const written = protobufFields(writer);
  if (wanted.length === 0 || written.length === 0) {
    throw new Error('no fields to be compared');
  }
  const byKey = new Map(written.map(field => [keyOf(field), field]));
  return wanted.flatMap((field): FoundBreak[] => {
    const source = byKey.get(keyOf(field));
    if (!source) {
      return field.required ? [{ path: field.path, kind: 'missing' }] : [];
    }
    return isAlike(field.type, source.type)
      ? []
      : [
          {
            path: field.path,
            kind: 'type',
            reader: field.type,
            writer: source.type,
          },
        ];
  });
}
