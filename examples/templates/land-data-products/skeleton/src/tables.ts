import { createHash } from 'node:crypto';
import type { Input } from './inputs.ts';

// PostgreSQL cuts longer names short without an error.
const LONGEST_NAME = 63;
const LATEST = '_latest';
/** Where each partition is read on. */
export const OFFSETS = 'landed_offsets';

/**
 * The table of each topic, as its input names it. Where that is too long, or the
 * name is taken by another table or view, a part of the topic's hash tells them apart.
 */
export function tablesOf(inputs: Input[]): Map<string, string> {
  const taken = new Set([OFFSETS]);
  const tables = new Map<string, string>();
  for (const { topic, table } of inputs) {
    if (tables.has(topic)) continue;
    const name = [shortened(table, ''), shortened(table, `_${hashOf(topic)}`)].find(
      each => !taken.has(each) && !taken.has(each + LATEST),
    );
    if (!name) throw new Error(`There is no name left for the table of ${topic}`);
    taken.add(name).add(name + LATEST);
    tables.set(topic, name);
  }
  return tables;
}

function shortened(name: string, suffix: string): string {
  const longest = LONGEST_NAME - LATEST.length;
  if (name.length + suffix.length <= longest) return name + suffix;
  const ending = suffix || `_${hashOf(name)}`;
  return name.slice(0, longest - ending.length) + ending;
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8);
}

/** Of SQL, whatever words it reserves. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** What makes the tables and views that are not there yet. */
export function definitionsOf(tables: Iterable<string>): string[] {
  return [
    `create table if not exists ${OFFSETS} (
      topic text not null,
      partition int not null,
      next_offset bigint not null,
      primary key (topic, partition)
    )`,
    ...[...tables].flatMap(definitionOf),
  ];
}

// A key is not always in one partition: a topic may have been given more of them.
// A hash takes keys of any length, which the usual index does not.
function definitionOf(table: string): string[] {
  return [
    `create table if not exists ${quoted(table)} (
      key text,
      value jsonb,
      written_at timestamptz,
      kafka_partition int not null,
      kafka_offset bigint not null,
      primary key (kafka_partition, kafka_offset)
    )`,
    `create index if not exists ${quoted(`${table}_key`)} on ${quoted(table)} using hash (key)`,
    `create or replace view ${quoted(table + LATEST)} as
      select key, value, written_at, kafka_partition, kafka_offset
      from (
        select distinct on (key) *
        from (
          select distinct on (key, kafka_partition) *
          from ${quoted(table)}
          where key is not null
          order by key, kafka_partition, kafka_offset desc
        ) as last_of_partition
        order by key, written_at desc nulls last, kafka_partition
      ) as last_of_all
      where value is not null`,
  ];
}
