import { Readable, type Transform, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { HistoryEntry } from '@data-mesh/backstage-plugin-data-mesh-common';
import { stringify } from 'csv-stringify';

/** How the history can be exported. */
export type ExportFormat = 'json' | 'csv';

/** Media type of an export. */
export const EXPORT_TYPES: Record<ExportFormat, string> = {
  json: 'application/json; charset=utf-8',
  csv: 'text/csv; charset=utf-8; header=present',
};

const COLUMNS = [
  'seq',
  'at',
  'actor',
  'action',
  'sentence',
  'product',
  'consumer',
  'cluster',
  'topic',
  'principal',
  'requestId',
  'itemId',
  'grantId',
  'details',
  'previousHash',
  'hash',
];

async function* toJson(
  chunks: AsyncIterable<HistoryEntry[]>,
): AsyncGenerator<string> {
  let separator = '[\n';
  for await (const entries of chunks) {
    for (const entry of entries) {
      yield `${separator}${JSON.stringify(entry)}`;
      separator = ',\n';
    }
  }
  yield separator === '[\n' ? '[]\n' : '\n]\n';
}

async function* toRecords(
  chunks: AsyncIterable<HistoryEntry[]>,
): AsyncGenerator<object> {
  for await (const entries of chunks) {
    for (const entry of entries) {
      yield { ...entry, details: JSON.stringify(entry.details) };
    }
  }
}

/** CSV by RFC 4180 that a spreadsheet does not take for formulas. */
function csvWriter(): Transform {
  return stringify({
    header: true,
    columns: COLUMNS,
    record_delimiter: 'windows',
    // Also where a field has a line break that ends no record.
    quoted_string: true,
    // What people wrote may begin with = + - @ and be run as a formula.
    escape_formulas: true,
  });
}

function isAborted(error: unknown): boolean {
  const { code } = Object(error) as { code?: unknown };
  return code === 'ERR_STREAM_PREMATURE_CLOSE';
}

/**
 * Writes entries as they come, never all at once, and ends the output. Where
 * reading fails midway the output breaks off, so that nobody takes a part for
 * the whole; where nobody listens any more, that is no error.
 */
export async function exportHistory(
  chunks: AsyncIterable<HistoryEntry[]>,
  format: ExportFormat,
  output: Writable,
): Promise<void> {
  try {
    if (format === 'csv') {
      await pipeline(Readable.from(toRecords(chunks)), csvWriter(), output);
    } else {
      await pipeline(Readable.from(toJson(chunks)), output);
    }
  } catch (error) {
    if (!isAborted(error)) throw error;
  }
}
