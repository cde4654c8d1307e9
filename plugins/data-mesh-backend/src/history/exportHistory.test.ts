import { Writable } from 'node:stream';
import type { HistoryEntry } from '@data-mesh/backstage-plugin-data-mesh-common';
import fc from 'fast-check';
import { exportHistory, type ExportFormat } from './exportHistory';

function entry(seq: number, over: object = {}): HistoryEntry {
  return {
    seq,
    at: '2026-11-25T10:00:00.000Z',
    actor: 'user:default/olivia',
    action: 'item.approved',
    sentence: 'Olivia approved it',
    details: {},
    hash: 'h',
    ...over,
  };
}

async function* chunksOf(...chunks: HistoryEntry[][]) {
  yield* chunks;
}

async function exported(
  chunks: AsyncIterable<HistoryEntry[]>,
  format: ExportFormat,
): Promise<string> {
  const parts: string[] = [];
  await exportHistory(
    chunks,
    format,
    new Writable({
      write(chunk, _encoding, done) {
        parts.push(chunk.toString());
        done();
      },
    }),
  );
  return parts.join('');
}

/** A second opinion on RFC 4180. */
function parseCsv(text: string): string[][] {
  const records: string[][] = [];
  let record: string[] = [];
  const field = /("(?:[^"]|"")*"|[^",\r\n]*)(,|\r\n)/y;
  while (field.lastIndex < text.length) {
    const match = field.exec(text);
    if (!match) throw new Error('not RFC 4180');
    const [, value, end] = match;
    record.push(
      value.startsWith('"') ? value.slice(1, -1).replaceAll('""', '"') : value,
    );
    if (end === '\r\n') {
      records.push(record);
      record = [];
    }
  }
  return records;
}

describe('exporting the history', () => {
  it('writes a JSON array, an empty one too', async () => {
    expect(JSON.parse(await exported(chunksOf(), 'json'))).toEqual([]);
    const entries = [entry(1), entry(2), entry(3)];
    expect(
      JSON.parse(
        await exported(chunksOf(entries.slice(0, 2), entries.slice(2)), 'json'),
      ),
    ).toEqual(entries);
  });

  it('writes CSV with a header, also without entries', async () => {
    const [header, ...rest] = parseCsv(await exported(chunksOf(), 'csv'));
    expect(header).toEqual([
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
    ]);
    expect(rest).toEqual([]);
    const [, record] = parseCsv(
      await exported(
        chunksOf([entry(7, { details: { comment: 'a "b",\nc' } })]),
        'csv',
      ),
    );
    expect(record[0]).toBe('7');
    expect(JSON.parse(record[13])).toEqual({ comment: 'a "b",\nc' });
    expect(record[14]).toBe('');
  });

  it('gives whatever is in a field back, and no spreadsheet a formula', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({
          unit: fc.oneof(
            fc.constantFrom('=', '+', '-', '@', '\t', '\r', '\n', '"', ','),
            fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
          ),
        }),
        async topic => {
          const [, record] = parseCsv(
            await exported(chunksOf([entry(1, { topic })]), 'csv'),
          );
          const guarded = /^[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/.test(topic);
          expect(record[8]).toBe(guarded ? `'${topic}` : topic);
        },
      ),
    );
  });

  it.each<ExportFormat>(['json', 'csv'])(
    'breaks %s off where reading fails, rather than ending it',
    async format => {
      async function* failing() {
        yield [entry(1)];
        throw new Error('the database is gone');
      }
      await expect(exported(failing(), format)).rejects.toThrow(
        'the database is gone',
      );
    },
  );

  it.each<ExportFormat>(['json', 'csv'])(
    'reads no further than %s is taken',
    async format => {
      let read = 0;
      async function* endless() {
        for (;;) {
          read += 1;
          yield [entry(read, { details: { text: 'x'.repeat(10_000) } })];
        }
      }
      let written = 0;
      const reader = new Writable({
        highWaterMark: 1,
        write(_chunk, _encoding, done) {
          written += 1;
          // Whoever downloads it has seen enough.
          if (written === 5) this.destroy();
          setImmediate(done);
        },
      });
      await exportHistory(endless(), format, reader);
      expect(read).toBeLessThan(100);
    },
  );
});
