import { toError } from '@backstage/errors';
import { toPlainJson, type PlainJson } from './plainJson';

/** Reads what follows the ID of its schema. */
export type PayloadDecoder = (payload: Buffer) => unknown;

/** How a key or a value was written, as far as it can be told. */
export type PayloadFormat = 'avro' | 'json' | 'protobuf' | 'text' | 'bytes';

/** A key or a value that people can read. */
export type DecodedPayload = {
  format: PayloadFormat;
  /** Bytes in base64; cut off text ends where it was cut. */
  value: PlainJson;
  schemaId?: number;
  /** Why it is not shown as what it is. */
  problem?: string;
  /** Whether the rest is left out. */
  truncated?: boolean;
};

/** Asks a schema registry how to read what was written by a schema. */
export type DecoderSource = (
  schemaId: number,
) => Promise<{ format: PayloadFormat; decode: PayloadDecoder }>;

/** Of text and of bytes, and of what JSON says of something decoded. */
export const MOST_CHARACTERS = 16_384;

const HEAD_BYTES = 5;
const utf8 = new TextDecoder('utf-8', { fatal: true });

/** The ID of the schema, of what is in Confluent's wire format: zero, then four bytes. */
const schemaIdOf = (payload: Buffer) =>
  payload.length >= HEAD_BYTES && payload[0] === 0
    ? payload.readUInt32BE(1)
    : undefined;

function decodePlain(payload: Buffer): DecodedPayload {
  let text: string;
  try {
    text = utf8.decode(payload);
  } catch {
    return bounded({ format: 'bytes', value: payload.toString('base64') });
  }
  try {
    return bounded({ format: 'json', value: JSON.parse(text) });
  } catch {
    return bounded({ format: 'text', value: text });
  }
}

/** What is too long to be looked at becomes text that is cut off. */
function bounded(decoded: DecodedPayload): DecodedPayload {
  const { value } = decoded;
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length <= MOST_CHARACTERS
    ? decoded
    : { ...decoded, value: text.slice(0, MOST_CHARACTERS), truncated: true };
}

/**
 * Makes a key or a value readable. What cannot be read by its schema is shown
 * as bytes, with the reason: a record that is broken is what one looks for.
 */
export async function decodePayload(
  payload: Buffer | null,
  decoderOf: DecoderSource | undefined,
): Promise<DecodedPayload | undefined> {
  if (payload === null) return undefined;
  const schemaId = schemaIdOf(payload);
  if (schemaId === undefined) return decodePlain(payload);
  const unread = (problem: string) =>
    bounded({
      format: 'bytes' as const,
      value: payload.toString('base64'),
      schemaId,
      problem,
    });
  if (!decoderOf) {
    return unread(
      `it names schema ${schemaId}, and the cluster has no schema registry configured`,
    );
  }
  try {
    const { format, decode } = await decoderOf(schemaId);
    const value = toPlainJson(decode(payload.subarray(HEAD_BYTES)));
    return bounded({ format, value, schemaId });
  } catch (error) {
    return unread(
      `it cannot be read by schema ${schemaId}: ${toError(error).message}`,
    );
  }
}
