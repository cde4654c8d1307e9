import type { DataDomainEntity } from '@data-mesh/backstage-plugin-data-mesh-common';
import type { Knex } from 'knex';
import type { PublishedDomain } from '../products/domainPrecedence';
import { ROWS_PER_STATEMENT, toNumber } from '../rows';
import type { PublishedDomainRow } from '../tables';

/** What was published of a domain in the portal, at one time. */
export type DomainVersion = {
  ref: string;
  /** From 1. */
  version: number;
  /** Whether it counts, or takes the domain out of the mesh. */
  state: 'published' | 'unpublished';
  /** The descriptor, as it would stand in Git. */
  document: DataDomainEntity;
  ownerRef: string;
  /** ID of the run that published it. */
  run?: string;
  changedBy: string;
  /** In milliseconds. */
  changedAt: number;
  reason?: string;
};

/** What people call a domain. */
export function titleOfDomain({
  document: { metadata },
}: Pick<DomainVersion, 'document'>): string {
  return metadata.title ?? metadata.name;
}

function toVersion(row: PublishedDomainRow): DomainVersion {
  return {
    ref: row.domain_ref,
    version: row.version,
    state: row.state as DomainVersion['state'],
    document: JSON.parse(row.document),
    ownerRef: row.owner_ref,
    ...(row.run === null ? {} : { run: row.run }),
    changedBy: row.changed_by,
    changedAt: toNumber(row.changed_at),
    ...(row.reason === null ? {} : { reason: row.reason }),
  };
}

/** All versions of one domain, the newest first. */
export async function readDomainVersions(
  db: Knex,
  ref: string,
): Promise<DomainVersion[]> {
  const rows = await db<PublishedDomainRow>('published_domains')
    .where({ domain_ref: ref })
    .orderBy('version', 'desc')
    .select();
  return rows.map(toVersion);
}

/** The newest version of one domain, if it was ever published. */
export async function readCurrentDomain(
  db: Knex,
  ref: string,
): Promise<DomainVersion | undefined> {
  const row = await db<PublishedDomainRow>('published_domains')
    .where({ domain_ref: ref })
    .orderBy('version', 'desc')
    .first();
  return row && toVersion(row);
}

/** All domains that are published now, in the order of their refs. */
export async function readPublishedDomains(
  db: Knex,
): Promise<PublishedDomain[]> {
  const newest = db<PublishedDomainRow>('published_domains')
    .groupBy('domain_ref')
    .select('domain_ref')
    .max({ version: 'version' })
    .as('newest');
  const rows: PublishedDomainRow[] = await db('published_domains as d')
    .join(newest, join =>
      join
        .on('newest.domain_ref', 'd.domain_ref')
        .andOn('newest.version', 'd.version'),
    )
    .where({ 'd.state': 'published' })
    .orderBy('d.domain_ref')
    .select('d.*');
  return rows
    .map(toVersion)
    .map(({ ref, document, version }) => ({ ref, entity: document, version }));
}

/** Descriptors of given versions of domains, by the domains' refs. */
export async function readDomainDocuments(
  db: Knex,
  versions: Map<string, number>,
): Promise<Map<string, DataDomainEntity>> {
  const wanted = [...versions];
  const found = new Map<string, DataDomainEntity>();
  for (let i = 0; i < wanted.length; i += ROWS_PER_STATEMENT) {
    const rows = await db<PublishedDomainRow>('published_domains')
      .whereIn(
        ['domain_ref', 'version'],
        wanted.slice(i, i + ROWS_PER_STATEMENT),
      )
      .select('domain_ref', 'document');
    for (const row of rows) found.set(row.domain_ref, JSON.parse(row.document));
  }
  return found;
}

/**
 * Adds a version.
 *
 * @throws what the database throws where there is one of the same number
 */
export async function insertDomainVersion(
  tx: Knex,
  version: DomainVersion,
): Promise<void> {
  await tx<PublishedDomainRow>('published_domains').insert({
    domain_ref: version.ref,
    version: version.version,
    state: version.state,
    document: JSON.stringify(version.document),
    owner_ref: version.ownerRef,
    run: version.run ?? null,
    changed_by: version.changedBy,
    changed_at: version.changedAt,
    reason: version.reason ?? null,
  });
}
