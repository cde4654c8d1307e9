import type { DataProductEntityV1alpha1 } from '@data-mesh/backstage-plugin-data-mesh-common';
import type { Knex } from 'knex';
import type { PublishedProduct } from '../products/claims';
import { ROWS_PER_STATEMENT, toNumber } from '../rows';
import type { PublishedProductRow } from '../tables';

/** Whether a version counts, or takes the product out of the mesh. */
export type ProductState = 'published' | 'unpublished';

/** What was published of a product in the portal, at one time. */
export type ProductVersion = {
  ref: string;
  /** From 1. */
  version: number;
  state: ProductState;
  /** The descriptor, as it would stand in Git. */
  document: DataProductEntityV1alpha1;
  ownerRef: string;
  /** Since when it is published, over all changes; in milliseconds. */
  heldSince: number;
  changedBy: string;
  changedAt: number;
  reason?: string;
};

/** Topics of the ports of a product; none of one that there is not. */
export function topicsOf(current: ProductVersion | undefined) {
  return (current?.document.spec.outputPorts ?? []).flatMap(
    port => port.locations,
  );
}

function toVersion(row: PublishedProductRow): ProductVersion {
  return {
    ref: row.product_ref,
    version: row.version,
    state: row.state as ProductState,
    document: JSON.parse(row.document),
    ownerRef: row.owner_ref,
    heldSince: toNumber(row.held_since),
    changedBy: row.changed_by,
    changedAt: toNumber(row.changed_at),
    ...(row.reason === null ? {} : { reason: row.reason }),
  };
}

/** All versions of one product, the newest first. */
export async function readVersions(
  db: Knex,
  ref: string,
): Promise<ProductVersion[]> {
  const rows = await db<PublishedProductRow>('published_products')
    .where({ product_ref: ref })
    .orderBy('version', 'desc')
    .select();
  return rows.map(toVersion);
}

/** The newest version of one product, if it was ever published. */
export async function readCurrentVersion(
  db: Knex,
  ref: string,
): Promise<ProductVersion | undefined> {
  const row = await db<PublishedProductRow>('published_products')
    .where({ product_ref: ref })
    .orderBy('version', 'desc')
    .first();
  return row && toVersion(row);
}

/** All products that are published now, in the order of their refs. */
export async function readPublished(db: Knex): Promise<PublishedProduct[]> {
  const newest = db<PublishedProductRow>('published_products')
    .groupBy('product_ref')
    .select('product_ref')
    .max({ version: 'version' })
    .as('newest');
  const rows: PublishedProductRow[] = await db('published_products as p')
    .join(newest, join =>
      join
        .on('newest.product_ref', 'p.product_ref')
        .andOn('newest.version', 'p.version'),
    )
    .where({ 'p.state': 'published' })
    .orderBy('p.product_ref')
    .select('p.*');
  return rows.map(toVersion).map(({ ref, document, version, heldSince }) => ({
    ref,
    entity: document,
    version,
    since: heldSince,
  }));
}

/** Descriptors of given versions of products, by the products' refs. */
export async function readDocuments(
  db: Knex,
  versions: Map<string, number>,
): Promise<Map<string, DataProductEntityV1alpha1>> {
  const wanted = [...versions];
  const found = new Map<string, DataProductEntityV1alpha1>();
  for (let i = 0; i < wanted.length; i += ROWS_PER_STATEMENT) {
    const rows = await db<PublishedProductRow>('published_products')
      .whereIn(
        ['product_ref', 'version'],
        wanted.slice(i, i + ROWS_PER_STATEMENT),
      )
      .select('product_ref', 'document');
    for (const row of rows)
      found.set(row.product_ref, JSON.parse(row.document));
  }
  return found;
}

/**
 * Adds a version.
 *
 * @throws what the database throws where there is one of the same number: the
 *   first of two at the same instant is the one
 */
export async function insertVersion(
  tx: Knex,
  version: ProductVersion,
): Promise<void> {
  await tx<PublishedProductRow>('published_products').insert({
    product_ref: version.ref,
    version: version.version,
    state: version.state,
    document: JSON.stringify(version.document),
    owner_ref: version.ownerRef,
    held_since: version.heldSince,
    changed_by: version.changedBy,
    changed_at: version.changedAt,
    reason: version.reason ?? null,
  });
}
