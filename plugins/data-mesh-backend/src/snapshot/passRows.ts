import type { Knex } from 'knex';
import type { AclBinding } from '../kafka/KafkaPort';
import { parseJson, replaceAll, upsert } from '../rows';
import type { SubjectRecord } from '../schema-registry/SchemaRegistryPort';
import type { AclBindingRow, GroupRow, SubjectRow } from '../tables';
import type { FullReading } from './readings';

/** Groups with their members; those that could not be asked stay as they were. */
export async function writeGroups(
  tx: Knex,
  cluster: string,
  reading: FullReading,
  seesAllGroups: boolean,
): Promise<void> {
  if (!reading.groups) return;
  const rows = reading.groups.map(
    (group): GroupRow => ({
      cluster,
      group_id: group.groupId,
      type: group.type,
      state: reading.groupDescriptions.get(group.groupId)?.state ?? group.state,
      members: JSON.stringify(
        reading.groupDescriptions.get(group.groupId)?.members ?? [],
      ),
    }),
  );
  if (seesAllGroups) await replaceAll(tx, 'groups', cluster, rows);
  else await upsert(tx, 'groups', rows, ['cluster', 'group_id']);
}

export async function writeAcls(
  tx: Knex,
  cluster: string,
  acls: AclBinding[],
): Promise<void> {
  const rows = acls.map(
    (acl): AclBindingRow => ({
      cluster,
      resource_type: acl.resourceType,
      resource_name: acl.resourceName,
      pattern_type: acl.patternType,
      principal: acl.principal,
      host: acl.host,
      operation: acl.operation,
      permission: acl.permission,
    }),
  );
  await replaceAll(tx, 'acl_bindings', cluster, rows);
}

function toRow(cluster: string, record: SubjectRecord): SubjectRow {
  return {
    cluster,
    subject: record.subject,
    version: record.version,
    schema_id: record.id,
    schema_type: record.format,
    compatibility: record.compatibility ?? null,
    schema: record.schema,
    references: JSON.stringify(record.references),
    metadata: record.metadata ? JSON.stringify(record.metadata) : null,
  };
}

function toRecord(row: SubjectRow): SubjectRecord & { cluster: string } {
  return {
    cluster: row.cluster,
    subject: row.subject,
    version: row.version,
    id: row.schema_id,
    format: row.schema_type as SubjectRecord['format'],
    schema: row.schema,
    references: parseJson(row.references) ?? [],
    compatibility: row.compatibility ?? undefined,
    metadata: parseJson(row.metadata),
  };
}

export async function readSubjects(
  tx: Knex,
  filter: { cluster?: string } = {},
): Promise<Array<SubjectRecord & { cluster: string }>> {
  const rows = await tx<SubjectRow>('subjects').where(filter).select();
  return rows.map(toRecord);
}

/** @returns whether anything changed, and what was there before */
export async function writeSubjects(
  tx: Knex,
  cluster: string,
  records: SubjectRecord[],
): Promise<{ changed: boolean; before: SubjectRecord[] }> {
  const rows = records.map(record => toRow(cluster, record));
  const before = await tx<SubjectRow>('subjects').where({ cluster }).select();
  const fingerprint = (list: SubjectRow[]) =>
    JSON.stringify(
      list.map(toRecord).sort((a, b) => (a.subject < b.subject ? -1 : 1)),
    );
  const same = fingerprint(before) === fingerprint(rows);
  if (!same) await replaceAll(tx, 'subjects', cluster, rows);
  return { changed: !same, before: before.map(toRecord) };
}

/**
 * Writes the latest version of one subject as the next pass would, so that it
 * need not be waited for.
 *
 * @returns what was there before
 */
export async function writeSubject(
  tx: Knex,
  cluster: string,
  record: SubjectRecord,
): Promise<SubjectRecord | undefined> {
  const { subject } = record;
  const before = await tx<SubjectRow>('subjects')
    .where({ cluster, subject })
    .first();
  await upsert(
    tx,
    'subjects',
    [toRow(cluster, record)],
    ['cluster', 'subject'],
  );
  return before && toRecord(before);
}

/** Takes a subject out of the snapshot whose last version was just deleted. */
export async function forgetSubject(
  tx: Knex,
  cluster: string,
  subject: string,
): Promise<void> {
  await tx<SubjectRow>('subjects').where({ cluster, subject }).delete();
}
