import type {
  SampledPayload,
  SampledRecord,
} from '@data-mesh/backstage-plugin-data-mesh-common';

const LONGEST_TITLE = 60;

const FORMATS: Record<SampledPayload['format'], string> = {
  avro: 'Avro',
  json: 'JSON',
  protobuf: 'Protobuf',
  text: 'Text',
  bytes: 'Bytes, in base64',
};

/** A key or a value as text: indented where it has parts. */
export function payloadText({ value }: SampledPayload): string {
  return typeof value === 'string' ? value : JSON.stringify(value, null, 2);
}

/** How it was written, by which schema, and why it cannot be read if so. */
export function payloadWords(payload: SampledPayload): string {
  const { format, schemaId, problem, truncated } = payload;
  return [
    schemaId === undefined
      ? FORMATS[format]
      : `${FORMATS[format]}, schema ${schemaId}`,
    problem,
    truncated && 'cut off here',
  ]
    .filter(Boolean)
    .join('; ');
}

/** A header's value, which may be of any form. */
export function headerText(value: unknown): string | undefined {
  if (value === undefined) return undefined;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** What a record is recognised by: its key, if it has one. */
export function titleOf({ key, offset }: SampledRecord): string {
  if (!key || key.format === 'bytes') return `Record ${offset}`;
  const text = headerText(key.value) ?? '';
  return text.length <= LONGEST_TITLE
    ? text || `Record ${offset}`
    : `${text.slice(0, LONGEST_TITLE)}…`;
}
