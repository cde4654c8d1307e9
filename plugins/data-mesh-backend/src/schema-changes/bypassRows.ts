import type { SchemaBreak } from '@data-mesh/backstage-plugin-data-mesh-common';
import type { Knex } from 'knex';
import { parseJson, toNumber } from '../rows';
import type { SchemaFormat } from '../schema-registry/SchemaRegistryPort';
import type { SchemaBypassRow } from '../tables';

/** A version that breaks readers and was registered past the portal. */
export type StoredBypass = {
  cluster: string;
  subject: string;
  version: number;
  productRef: string;
  port: string;
  topic: string;
  format: SchemaFormat;
  base: { version: number; schema: string };
  /** The compatibility that was promised to readers. */
  level: string;
  breaks: SchemaBreak[];
  foundAt: number;
};

const MOST_TOLD = 3;

/** The first differences in words, and how many more there are. */
export function breaksInWords(breaks: SchemaBreak[]): string {
  const more = breaks.length - MOST_TOLD;
  return [
    ...breaks.slice(0, MOST_TOLD).map(({ sentence }) => sentence),
    ...(more > 0 ? [`and ${more} more`] : []),
  ].join('; ');
}

function toBypass(row: SchemaBypassRow): StoredBypass {
  return {
    cluster: row.cluster,
    subject: row.subject,
    version: row.version,
    productRef: row.product_ref,
    port: row.port,
    topic: row.topic,
    format: row.format as SchemaFormat,
    base: { version: row.base_version, schema: row.base_schema },
    level: row.level,
    breaks: parseJson(row.breaks) ?? [],
    foundAt: toNumber(row.found_at),
  };
}

/** Bypasses that nobody has agreed to, and no later version has undone. */
export async function readOpenBypasses(
  tx: Knex,
  filter: { cluster?: string; subject?: string; productRef?: string } = {},
): Promise<StoredBypass[]> {
  const query = tx<SchemaBypassRow>('schema_bypasses')
    .whereNull('resolved_at')
    .orderBy([
      { column: 'cluster' },
      { column: 'subject' },
      { column: 'version' },
    ])
    .select();
  const { cluster, subject, productRef } = filter;
  if (cluster !== undefined) query.where({ cluster });
  if (subject !== undefined) query.where({ subject });
  if (productRef !== undefined) query.where({ product_ref: productRef });
  return (await query).map(toBypass);
}

/** @returns whether it is new */
export async function insertBypass(
  tx: Knex,
  bypass: StoredBypass,
): Promise<boolean> {
  const { cluster, subject, version } = bypass;
  const known = await tx<SchemaBypassRow>('schema_bypasses')
    .where({ cluster, subject, version })
    .first('version');
  if (known) return false;
  await tx<SchemaBypassRow>('schema_bypasses').insert({
    cluster,
    subject,
    version,
    product_ref: bypass.productRef,
    port: bypass.port,
    topic: bypass.topic,
    format: bypass.format,
    base_version: bypass.base.version,
    base_schema: bypass.base.schema,
    level: bypass.level,
    breaks: JSON.stringify(bypass.breaks),
    found_at: bypass.foundAt,
  });
  return true;
}

/** @returns whether it was open */
export async function resolveBypass(
  tx: Knex,
  { cluster, subject, version }: StoredBypass,
  now: number,
): Promise<boolean> {
  const resolved = await tx<SchemaBypassRow>('schema_bypasses')
    .where({ cluster, subject, version })
    .whereNull('resolved_at')
    .update({ resolved_at: now, resolution: 'compatible' });
  return resolved === 1;
}

/**
 * Resolves what readers have agreed to by agreeing to a version.
 *
 * @returns the versions that were open
 */
export async function agreeToBypasses(
  tx: Knex,
  cluster: string,
  subject: string,
  version: number,
  now: number,
): Promise<number[]> {
  const open = await readOpenBypasses(tx, { cluster, subject });
  const agreed = open
    .filter(bypass => bypass.version <= version)
    .map(bypass => bypass.version);
  await tx<SchemaBypassRow>('schema_bypasses')
    .where({ cluster, subject })
    .whereIn('version', agreed)
    .update({ resolved_at: now, resolution: 'agreed' });
  return agreed;
}
