import { createHash } from 'node:crypto';
import type { SchemaBreak } from '@data-mesh/backstage-plugin-data-mesh-common';
import type { Knex } from 'knex';
import type { HistoryFact } from '../history/appendHistory';
import { locked, parseJson, toNumber, toOptionalNumber } from '../rows';
import { valueSubjectOf } from '../products/schemaFacts';
import type {
  SchemaFormat,
  SchemaReference,
} from '../schema-registry/SchemaRegistryPort';
import type { SchemaChangeRow } from '../tables';
import type { Silence } from './decideChange';

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

/** A change as lists need it, without what is long. */
export type ChangeHead = {
  id: string;
  productRef: string;
  port: string;
  environment: string;
  cluster: string;
  topic: string;
  /** Whose schema changes. */
  subject: string;
  /** Where the schema becomes a port of its own, with its topic. */
  newPort?: { name: string; topic: string };
  format: SchemaFormat;
  level?: string;
  compatible: boolean;
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

/** A change as stored, without its readers. */
export type StoredChange = ChangeHead & {
  schema: string;
  references: SchemaReference[];
  base?: { version: number; schema: string };
  /** Nothing where it could not be told. */
  breaks?: SchemaBreak[];
  /** What the schema registry says to it. */
  messages: string[];
};

/** Columns that may hold hundreds of kilobytes. */
type LongColumn =
  | 'schema'
  | 'references'
  | 'base_schema'
  | 'breaks'
  | 'messages';

function toHead(row: Omit<SchemaChangeRow, LongColumn>): ChangeHead {
  return {
    id: row.id,
    productRef: row.product_ref,
    port: row.port,
    environment: row.environment,
    cluster: row.cluster,
    topic: row.topic,
    subject: row.subject,
    newPort:
      row.new_port !== null && row.new_topic !== null
        ? { name: row.new_port, topic: row.new_topic }
        : undefined,
    format: row.format as SchemaFormat,
    level: row.level ?? undefined,
    compatible: row.compatible === 1,
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

function toChange(row: SchemaChangeRow): StoredChange {
  return {
    ...toHead(row),
    schema: row.schema,
    references: parseJson(row.references) ?? [],
    base:
      row.base_version === null
        ? undefined
        : { version: row.base_version, schema: row.base_schema ?? '' },
    breaks: parseJson<SchemaBreak[] | null>(row.breaks) ?? undefined,
    messages: parseJson(row.messages) ?? [],
  };
}

/** The key by which a subject has one unfinished change at a time. */
function openKey(cluster: string, subject: string): string {
  return createHash('sha256')
    .update(JSON.stringify([cluster, subject]))
    .digest('hex');
}

/** The subject that the schema is registered under. */
export function targetOf({
  subject,
  newPort,
}: Pick<ChangeHead, 'subject' | 'newPort'>): string {
  return newPort ? valueSubjectOf(newPort.topic) : subject;
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
    new_port: change.newPort?.name ?? null,
    new_topic: change.newPort?.topic ?? null,
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

const SHORT_COLUMNS = [
  'id',
  'product_ref',
  'port',
  'environment',
  'cluster',
  'topic',
  'subject',
  'new_port',
  'new_topic',
  'format',
  'base_version',
  'level',
  'compatible',
  'message',
  'silence',
  'respond_by',
  'state',
  'open_key',
  'proposed_by',
  'proposed_at',
  'idempotency_key',
  'accepted_at',
  'overridden_by',
  'override_reason',
  'withdrawn_by',
  'withdraw_reason',
  'closed_at',
  'registered_version',
  'registered_id',
  'attempts',
  'next_attempt_at',
  'failure',
  'reminded_at',
  'escalated_at',
  'version',
] as const satisfies Array<Exclude<keyof SchemaChangeRow, LongColumn>>;

function matching(tx: Knex, filter: ChangeFilter) {
  const query = tx<SchemaChangeRow>('schema_changes').orderBy([
    { column: 'proposed_at', order: 'desc' },
    { column: 'id' },
  ]);
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
  return query;
}

/** Changes that match, the newest first. */
export async function readChanges(
  tx: Knex,
  filter: ChangeFilter,
): Promise<StoredChange[]> {
  return (await matching(tx, filter).select()).map(toChange);
}

/** The same without what is long. */
export async function readChangeHeads(
  tx: Knex,
  filter: ChangeFilter,
): Promise<ChangeHead[]> {
  return (await matching(tx, filter).select(...SHORT_COLUMNS)).map(toHead);
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
