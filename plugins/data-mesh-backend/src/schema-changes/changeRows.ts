import { createHash } from 'node:crypto';
import type { SchemaBreak } from '@data-mesh/backstage-plugin-data-mesh-common';
import type { Knex } from 'knex';
import type { HistoryFact } from '../history/appendHistory';
import {
  locked,
  parseJson,
  ROWS_PER_STATEMENT,
  toNumber,
  toOptionalNumber,
} from '../rows';
import type {
  SchemaFormat,
  SchemaReference,
} from '../schema-registry/SchemaRegistryPort';
import type { SchemaChangeReaderRow, SchemaChangeRow } from '../tables';
import type { ReaderAnswer, ReaderKind, Silence } from './decideChange';
import type { Reader } from './readersOf';

/**
 * Where a change stands: `open` until its readers agree or somebody overrides
 * them, `accepted` until the schema registry has it; `failed` waits for a click.
 */
export type ChangeState =
  | 'open'
  | 'accepted'
  | 'registered'
  | 'failed'
  | 'withdrawn';

/** A change as stored, without its readers. */
export type StoredChange = {
  id: string;
  productRef: string;
  port: string;
  environment: string;
  cluster: string;
  topic: string;
  subject: string;
  format: SchemaFormat;
  schema: string;
  references: SchemaReference[];
  base?: { version: number; schema: string };
  level?: string;
  compatible: boolean;
  /** Nothing where it could not be told. */
  breaks?: SchemaBreak[];
  /** What the schema registry says to it. */
  messages: string[];
  message: string;
  silence: Silence;
  respondBy?: number;
  state: ChangeState;
  proposedBy: string;
  proposedAt: number;
  acceptedAt?: number;
  overriddenBy?: string;
  overrideReason?: string;
  withdrawnBy?: string;
  withdrawReason?: string;
  closedAt?: number;
  registered?: { version: number; id: number };
  attempts: number;
  nextAttemptAt?: number;
  failure?: string;
  remindedAt?: number;
  escalatedAt?: number;
  version: number;
};

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

function toChange(row: SchemaChangeRow): StoredChange {
  return {
    id: row.id,
    productRef: row.product_ref,
    port: row.port,
    environment: row.environment,
    cluster: row.cluster,
    topic: row.topic,
    subject: row.subject,
    format: row.format as SchemaFormat,
    schema: row.schema,
    references: parseJson(row.references) ?? [],
    base:
      row.base_version === null
        ? undefined
        : { version: row.base_version, schema: row.base_schema ?? '' },
    level: row.level ?? undefined,
    compatible: row.compatible === 1,
    breaks: parseJson<SchemaBreak[] | null>(row.breaks) ?? undefined,
    messages: parseJson(row.messages) ?? [],
    message: row.message,
    silence: row.silence as Silence,
    respondBy: toOptionalNumber(row.respond_by),
    state: row.state as ChangeState,
    proposedBy: row.proposed_by,
    proposedAt: toNumber(row.proposed_at),
    acceptedAt: toOptionalNumber(row.accepted_at),
    overriddenBy: row.overridden_by ?? undefined,
    overrideReason: row.override_reason ?? undefined,
    withdrawnBy: row.withdrawn_by ?? undefined,
    withdrawReason: row.withdraw_reason ?? undefined,
    closedAt: toOptionalNumber(row.closed_at),
    registered:
      row.registered_version === null
        ? undefined
        : { version: row.registered_version, id: row.registered_id ?? 0 },
    attempts: row.attempts,
    nextAttemptAt: toOptionalNumber(row.next_attempt_at),
    failure: row.failure ?? undefined,
    remindedAt: toOptionalNumber(row.reminded_at),
    escalatedAt: toOptionalNumber(row.escalated_at),
    version: row.version,
  };
}

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

/** The key by which a subject has one unfinished change at a time. */
export function openKey(cluster: string, subject: string): string {
  return createHash('sha256')
    .update(JSON.stringify([cluster, subject]))
    .digest('hex');
}

/** What every fact of the history says of the change that it is about. */
export function changeFact(
  change: Pick<
    StoredChange,
    'id' | 'productRef' | 'port' | 'cluster' | 'topic' | 'subject'
  >,
): Pick<HistoryFact, 'productRef' | 'cluster' | 'topic'> & {
  details: { change: string; port: string; subject: string };
} {
  const { id, productRef, port, cluster, topic, subject } = change;
  return { productRef, cluster, topic, details: { change: id, port, subject } };
}

/** Stores a change that somebody has proposed. */
export async function insertChange(
  tx: Knex,
  change: StoredChange,
  idempotencyKey: string | undefined,
): Promise<void> {
  await tx<SchemaChangeRow>('schema_changes').insert({
    id: change.id,
    product_ref: change.productRef,
    port: change.port,
    environment: change.environment,
    cluster: change.cluster,
    topic: change.topic,
    subject: change.subject,
    format: change.format,
    schema: change.schema,
    references: JSON.stringify(change.references),
    base_version: change.base?.version ?? null,
    base_schema: change.base?.schema ?? null,
    level: change.level ?? null,
    compatible: change.compatible ? 1 : 0,
    breaks: JSON.stringify(change.breaks ?? null),
    messages: JSON.stringify(change.messages),
    message: change.message,
    silence: change.silence,
    respond_by: change.respondBy ?? null,
    state: change.state,
    open_key: openKey(change.cluster, change.subject),
    proposed_by: change.proposedBy,
    proposed_at: change.proposedAt,
    idempotency_key: idempotencyKey ?? null,
    accepted_at: change.acceptedAt ?? null,
    attempts: 0,
    version: change.version,
  });
}

/** What to look for among changes; all that is given must hold. */
export type ChangeFilter = {
  id?: string;
  productRef?: string;
  state?: string;
  cluster?: string;
  subject?: string;
};

/** Changes that match, the newest first. */
export async function readChanges(
  tx: Knex,
  filter: ChangeFilter,
): Promise<StoredChange[]> {
  const query = tx<SchemaChangeRow>('schema_changes')
    .orderBy([{ column: 'proposed_at', order: 'desc' }, { column: 'id' }])
    .select();
  const conditions: Array<[string, string | undefined]> = [
    ['id', filter.id],
    ['product_ref', filter.productRef],
    ['state', filter.state],
    ['cluster', filter.cluster],
    ['subject', filter.subject],
  ];
  for (const [column, value] of conditions) {
    if (value !== undefined) query.where(column, value);
  }
  return (await query).map(toChange);
}

/** The change that a caller has made with a key, if there is one. */
export async function findByIdempotencyKey(
  tx: Knex,
  proposedBy: string,
  key: string | undefined,
): Promise<string | undefined> {
  if (key === undefined) return undefined;
  const row = await tx<SchemaChangeRow>('schema_changes')
    .where({ proposed_by: proposedBy, idempotency_key: key })
    .first('id');
  return row?.id;
}

/** The unfinished change of a subject, if there is one. */
export async function findUnfinished(
  tx: Knex,
  cluster: string,
  subject: string,
): Promise<StoredChange | undefined> {
  const row = await tx<SchemaChangeRow>('schema_changes')
    .where({ open_key: openKey(cluster, subject) })
    .first();
  return row && toChange(row);
}

/**
 * A change that nobody else alters until the transaction ends. Whatever decides
 * on one begins with it, so that two answers at the same instant wait for each
 * other.
 */
export async function lockChange(
  tx: Knex,
  id: string,
): Promise<StoredChange | undefined> {
  const rows = await locked(
    tx,
    tx<SchemaChangeRow>('schema_changes').where({ id }).select(),
  );
  return rows.map(toChange)[0];
}

/** Alters a change, if it still is as it was read. */
export async function alterChange(
  tx: Knex,
  change: Pick<StoredChange, 'id' | 'version'>,
  to: Partial<SchemaChangeRow>,
): Promise<boolean> {
  const altered = await tx<SchemaChangeRow>('schema_changes')
    .where({ id: change.id, version: change.version })
    .update({ ...to, version: change.version + 1 });
  return altered === 1;
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
