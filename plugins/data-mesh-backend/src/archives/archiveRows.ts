import type { Knex } from 'knex';
import { toNumber } from '../rows';
import type { ArchiveRow } from '../tables';

/** An archive without its content. */
export type StoredArchive = {
  id: string;
  run: string;
  name: string;
  createdBy: string;
  /** Milliseconds since the epoch. */
  createdAt: number;
  expiresAt: number;
  /** Bytes. */
  size: number;
  sha256: string;
};

const COLUMNS = [
  'id',
  'run',
  'name',
  'created_by',
  'created_at',
  'expires_at',
  'size',
  'sha256',
] as const;

function toArchive(row: Omit<ArchiveRow, 'content'>): StoredArchive {
  return {
    id: row.id,
    run: row.run,
    name: row.name,
    createdBy: row.created_by,
    createdAt: toNumber(row.created_at),
    expiresAt: toNumber(row.expires_at),
    size: row.size,
    sha256: row.sha256,
  };
}

/** Archives that are not over, the newest first, without their content. */
export async function readArchives(
  tx: Knex,
  filter: { id?: string; run?: string; createdBy?: string },
  now: number,
): Promise<StoredArchive[]> {
  const query = tx<ArchiveRow>('archives')
    .where('expires_at', '>', now)
    .orderBy([{ column: 'created_at', order: 'desc' }, { column: 'id' }])
    .select(...COLUMNS);
  if (filter.id) query.where({ id: filter.id });
  if (filter.run) query.where({ run: filter.run });
  if (filter.createdBy) query.where({ created_by: filter.createdBy });
  return (await query).map(toArchive);
}

/** What is in an archive. */
export async function readContent(
  tx: Knex,
  id: string,
): Promise<Buffer | undefined> {
  const row = await tx<ArchiveRow>('archives').where({ id }).first('content');
  return row?.content;
}

/** Keeps an archive; one of the same run, name and person is replaced. */
export async function writeArchive(
  tx: Knex,
  archive: StoredArchive,
  content: Buffer,
): Promise<void> {
  const { run, name, createdBy, createdAt, expiresAt, ...rest } = archive;
  await tx<ArchiveRow>('archives')
    .insert({
      ...rest,
      run,
      name,
      created_by: createdBy,
      created_at: createdAt,
      expires_at: expiresAt,
      content,
    })
    .onConflict(['created_by', 'run', 'name'])
    .merge();
}

/** Forgets archives that are over. */
export async function pruneArchives(tx: Knex, now: number): Promise<void> {
  await tx<ArchiveRow>('archives').where('expires_at', '<=', now).delete();
}
