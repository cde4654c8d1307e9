import type { KafkaMessage } from 'kafkajs';
import { Refusal } from './Refusal.ts';

/** A record as its table has it. */
export type Row = {
  key: string | null;
  /** JSON; null deletes what had this key before. */
  value: string | null;
  writtenAt: string | null;
  offset: bigint;
};

/** Reads a value by the schema whose ID it begins with. */
export type Decode = (value: Buffer) => Promise<unknown>;

// As Confluent's serializers begin: a zero, then four bytes of the schema's ID.
const MAGIC_BYTE = 0;
const HEADER_BYTES = 5;

/** @throws Refusal if the value cannot be read by its schema */
export async function toRow(
  { key, value, timestamp, offset }: Pick<KafkaMessage, 'key' | 'value' | 'timestamp' | 'offset'>,
  decode: Decode,
): Promise<Row> {
  return {
    key: key && (await keyOf(key, decode)),
    value: value && (await valueOf(value, decode)),
    writtenAt: timeOf(Number(timestamp)),
    offset: BigInt(offset),
  };
}

async function valueOf(value: Buffer, decode: Decode): Promise<string> {
  if (!hasSchema(value)) return plainJson(textOf(value));
  try {
    return toJson(await decode(value));
  } catch (error) {
    if (isAway(error)) throw error;
    throw new Refusal(`it cannot be read by its schema (${(error as Error).message})`, error);
  }
}

// Binary keys, such as numbers, may begin as if they had a schema: then the
// registry does not know it.
async function keyOf(key: Buffer, decode: Decode): Promise<string> {
  if (!hasSchema(key)) return textOf(key);
  try {
    const decoded = await decode(key);
    return typeof decoded === 'string' ? storable(decoded) : toJson(decoded);
  } catch (error) {
    if (isAway(error)) throw error;
    return textOf(key);
  }
}

function hasSchema(bytes: Buffer): boolean {
  return bytes[0] === MAGIC_BYTE && bytes.length >= HEADER_BYTES;
}

// The client of the registry puts a status on what the registry says.
function isAway(error: unknown): boolean {
  const status = (error as { status?: number }).status;
  return status !== undefined && status !== 404;
}

/** Text if it is any that PostgreSQL keeps, else its bytes in hexadecimal: never two alike. */
function textOf(bytes: Buffer): string {
  const text = bytes.toString();
  return Buffer.from(text).equals(bytes) && !text.includes('\0') && !text.startsWith('\\x')
    ? text
    : `\\x${bytes.toString('hex')}`;
}

// What JSON can say and PostgreSQL refuses: NUL, half characters, huge exponents.
const STRINGS = /"(?:[^"\\]+|\\.)*"/g;
const REFUSED = /\\u(?:0000|d[89a-f])/i;
const HUGE = /e[+-]?\d{5}/i;

/** JSON stays as it was written, numbers of any length included; other text is a string. */
function plainJson(text: string): string {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return toJson(text);
  }
  const isRefused = REFUSED.test(text) || HUGE.test(text.replace(STRINGS, '""'));
  return isRefused ? toJson(parsed) : text;
}

/** JSON that PostgreSQL keeps: no NUL, no half characters; bytes in base64. */
export function toJson(value: unknown): string {
  return JSON.stringify(storable(value)) ?? 'null';
}

// TypeScript does not know it yet.
const { rawJSON } = JSON as unknown as { rawJSON: (text: string) => unknown };

function storable<T>(value: T): T;
function storable(value: unknown): unknown {
  if (typeof value === 'string') return value.toWellFormed().replaceAll('\0', '\ufffd');
  if (typeof value === 'bigint') return rawJSON(`${value}`);
  if (typeof value === 'number') return Number.isFinite(value) ? value : `${value}`;
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if ('toJSON' in value && typeof value.toJSON === 'function') return storable(value.toJSON());
  if (Array.isArray(value)) return value.map(each => storable(each));
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [storable(name), storable(each)]),
  );
}

// Kafka takes any number for a time, even none at all.
function timeOf(milliseconds: number): string | null {
  const time = new Date(milliseconds);
  const year = time.getUTCFullYear();
  return milliseconds >= 0 && year <= 9999 ? time.toISOString() : null;
}
