import { createHash } from 'node:crypto';
import type { Entity } from '@backstage/catalog-model';
import type { Knex } from 'knex';
import { toNumber, upsert } from '../rows';
import type { CatalogEntityRow } from '../tables';

/** A catalog entity with what the catalog itself records of its origin. */
export type IndexedEntity = {
  ref: string;
  entity: Entity;
  /** As in `backstage.io/managed-by-origin-location`. */
  originLocation: string;
  firstSeenAt: number;
};

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/**
 * What the index holds, in the order of the refs.
 *
 * @param kind - as entities write it, such as `Domain`; all kinds unless given
 */
export async function readIndex(
  tx: Knex,
  kind?: string,
): Promise<IndexedEntity[]> {
  const rows = await tx<CatalogEntityRow>('catalog_entities')
    .where(kind ? { kind } : {})
    .orderBy('entity_ref')
    .select();
  return rows.map(row => ({
    ref: row.entity_ref,
    entity: JSON.parse(row.entity),
    originLocation: row.origin_location,
    firstSeenAt: toNumber(row.first_seen_at),
  }));
}

/**
 * Brings the index in line with what the catalog holds now.
 *
 * @returns whether anything changed
 */
export async function writeIndex(
  tx: Knex,
  entities: Array<Omit<IndexedEntity, 'firstSeenAt'>>,
  now: number,
): Promise<boolean> {
  const before = new Map(
    (
      await tx<CatalogEntityRow>('catalog_entities').select(
        'entity_ref',
        'hash',
        'origin_location',
        'first_seen_at',
      )
    ).map(row => [row.entity_ref, row]),
  );
  const rows: CatalogEntityRow[] = [];
  for (const { ref, entity, originLocation } of entities) {
    const text = JSON.stringify(entity);
    const hash = hashOf(text);
    const known = before.get(ref);
    before.delete(ref);
    if (known?.hash === hash && known.origin_location === originLocation) {
      continue;
    }
    rows.push({
      entity_ref: ref,
      kind: entity.kind,
      entity: text,
      hash,
      origin_location: originLocation,
      // Another location is another declaration: it starts at the back.
      first_seen_at:
        known?.origin_location === originLocation ? known.first_seen_at : now,
    });
  }
  await upsert(tx, 'catalog_entities', rows, ['entity_ref']);
  const gone = [...before.keys()];
  for (let i = 0; i < gone.length; i += 200) {
    await tx('catalog_entities')
      .whereIn('entity_ref', gone.slice(i, i + 200))
      .delete();
  }
  return rows.length > 0 || gone.length > 0;
}
