import { avroBreaks } from './avroBreaks';
import type { FoundBreak } from './foundBreak';
import { jsonSchemaBreaks } from './jsonSchemaBreaks';
import { protobufBreaks } from './protobufBreaks';

/**
 * Whom a difference breaks: `backward`, readers of the new schema, who cannot
 * read what was written before; `forward`, readers of the old one, who cannot
 * read what is written from now on.
 *
 * @public
 */
export type BreakDirection = 'backward' | 'forward';

/** One difference between two schemas that breaks readers. @public */
export type SchemaBreak = {
  /** Dotted, as deep as the field is nested; empty for the schema itself. */
  path: string;
  direction: BreakDirection;
  kind: 'added' | 'removed' | 'type';
  /** What is different, and what that does, in one sentence. */
  sentence: string;
};

// More than anybody reads; the registry's own answer decides.
const MAX_BREAKS = 200;

type Compare = (reader: string, writer: string) => FoundBreak[];

const FORMATS: Array<[RegExp, Compare]> = [
  [/^proto/i, protobufBreaks],
  [/^json/i, jsonSchemaBreaks],
  [/^avro$/i, avroBreaks],
];

function backwardSentence({ path, kind, reader, writer }: FoundBreak): string {
  const what = path || 'the schema';
  if (kind === 'missing') {
    return `${what} is new and has to be there, but records written before do not have it`;
  }
  if (kind === 'unexpected') {
    return `${what} is no longer allowed, but records written before may have it`;
  }
  return `${what} changes from ${writer} to ${reader}, so that records written before cannot be read`;
}

function forwardSentence({ path, kind, reader, writer }: FoundBreak): string {
  const what = path || 'the schema';
  if (kind === 'missing') {
    return `${what} is no longer there, but readers of the old schema need it`;
  }
  if (kind === 'unexpected') {
    return `${what} is new, but readers of the old schema do not allow it`;
  }
  return `${what} changes from ${reader} to ${writer}, which readers of the old schema cannot read`;
}

function toBreak(found: FoundBreak, direction: BreakDirection): SchemaBreak {
  const backward = direction === 'backward';
  const added = backward
    ? found.kind === 'missing'
    : found.kind === 'unexpected';
  return {
    path: found.path,
    direction,
    kind: found.kind === 'type' ? 'type' : (added && 'added') || 'removed',
    sentence: backward ? backwardSentence(found) : forwardSentence(found),
  };
}

/**
 * What a new schema breaks, field by field; `undefined` where one of the two
 * cannot be read, so that nothing can be told.
 *
 * It explains; whether a version may be registered is the schema registry's to
 * say.
 *
 * @param format - `AVRO`, `JSON` or `PROTOBUF`
 * @public
 */
export function schemaBreaks(
  format: string,
  before: string,
  after: string,
): SchemaBreak[] | undefined {
  const compare = FORMATS.find(([name]) => name.test(format))?.[1];
  if (!compare) return undefined;
  try {
    return [
      ...compare(after, before).map(found => toBreak(found, 'backward')),
      ...compare(before, after).map(found => toBreak(found, 'forward')),
    ].slice(0, MAX_BREAKS);
  } catch {
    // No schema of that format, or nested too deeply to be followed.
    return undefined;
  }
}

/**
 * The directions that a compatibility level promises to keep.
 *
 * @public
 */
export function directionsOf(level: string | undefined): BreakDirection[] {
  const name = level?.replace(/_TRANSITIVE$/, '');
  switch (name) {
    case 'BACKWARD':
      return ['backward'];
    case 'FORWARD':
      return ['forward'];
    case 'FULL':
      return ['backward', 'forward'];
    default:
      return [];
  }
}
