import type { Knex } from 'knex';
import {
  parseJson,
  ROWS_PER_STATEMENT,
  toNumber,
  toOptionalNumber,
} from '../rows';
import type { SchemaChangeReaderRow } from '../tables';
import type { ReaderAnswer, ReaderKind } from './decideChange';
import type { Reader } from './readersOf';

/** A reader of a change, with what they said. */
export type StoredReader = Reader & {
  askedAt: number;
  leftAt?: number;
  answer?: ReaderAnswer;
  answerDate?: number;
  comment?: string;
  answeredBy?: string;
  answeredAt?: number;
};

function toReader(row: SchemaChangeReaderRow): StoredReader {
  return {
    kind: row.kind as ReaderKind,
    key: row.key,
    groups: parseJson(row.groups) ?? [],
    askedAt: toNumber(row.asked_at),
    leftAt: toOptionalNumber(row.left_at),
    answer: (row.answer ?? undefined) as ReaderAnswer | undefined,
    answerDate: toOptionalNumber(row.answer_date),
    comment: row.comment ?? undefined,
    answeredBy: row.answered_by ?? undefined,
    answeredAt: toOptionalNumber(row.answered_at),
  };
}

/** Readers of some changes, by the ID of the change. */
export async function readReadersOf(
  tx: Knex,
  ids: string[],
): Promise<Map<string, StoredReader[]>> {
  const found = new Map<string, StoredReader[]>(ids.map(id => [id, []]));
  for (let i = 0; i < ids.length; i += ROWS_PER_STATEMENT) {
    const rows = await tx<SchemaChangeReaderRow>('schema_change_readers')
      .whereIn('change_id', ids.slice(i, i + ROWS_PER_STATEMENT))
      .orderBy([{ column: 'kind' }, { column: 'key' }])
      .select();
    for (const row of rows) found.get(row.change_id)?.push(toReader(row));
  }
  return found;
}

/**
 * Brings the stored readers of a change in line with who reads now. Who has
 * left keeps what they said, and is asked no more.
 *
 * @returns who is asked from now on
 */
export async function syncReaders(
  tx: Knex,
  id: string,
  stored: StoredReader[],
  live: Reader[],
  now: number,
): Promise<Reader[]> {
  const keyOf = ({ kind, key }: Reader) => `${kind} ${key}`;
  const wanted = new Map(live.map(reader => [keyOf(reader), reader]));
  const known = new Map(stored.map(reader => [keyOf(reader), reader]));
  const alter = (reader: Reader, to: Partial<SchemaChangeReaderRow>) =>
    tx<SchemaChangeReaderRow>('schema_change_readers')
      .where({ change_id: id, kind: reader.kind, key: reader.key })
      .update(to);
  const asked: Reader[] = [];
  for (const [key, reader] of wanted) {
    const before = known.get(key);
    const groups = JSON.stringify(reader.groups);
    if (!before) {
      await tx<SchemaChangeReaderRow>('schema_change_readers').insert({
        change_id: id,
        kind: reader.kind,
        key: reader.key,
        groups,
        asked_at: now,
      });
      asked.push(reader);
    } else if (before.leftAt !== undefined) {
      await alter(reader, { groups, left_at: null });
      if (!before.answer) asked.push(reader);
    } else if (JSON.stringify(before.groups) !== groups) {
      await alter(reader, { groups });
    }
  }
  for (const [key, reader] of known) {
    if (wanted.has(key) || reader.leftAt !== undefined) continue;
    await alter(reader, { left_at: now });
  }
  return asked;
}

/** Keeps what a reader says. */
export async function answerFor(
  tx: Knex,
  id: string,
  key: string,
  answer: Pick<
    SchemaChangeReaderRow,
    'answer' | 'answer_date' | 'comment' | 'answered_by' | 'answered_at'
  >,
): Promise<void> {
  await tx<SchemaChangeReaderRow>('schema_change_readers')
    .where({ change_id: id, kind: 'consumer', key })
    .update(answer);
}
