import type { Knex } from 'knex';
import type { IndexedEntity } from '../catalog-index/indexRows';
import { isConsumer } from '../principals/register';
import { ROWS_PER_STATEMENT } from '../rows';
import type { ResponsibilityRow } from '../tables';
import type { Mesh } from './computeMesh';
import { ownerRefOf } from './MeshFacts';

/** Who stands behind each product and each consumer of the index. */
export function toResponsibilities(
  mesh: Mesh,
  index: IndexedEntity[],
): ResponsibilityRow[] {
  const rows = new Map<string, ResponsibilityRow>();
  const add = (
    entity_ref: string,
    role: ResponsibilityRow['role'],
    owner_ref: string | undefined,
  ) => {
    if (!owner_ref) return;
    rows.set(`${entity_ref} ${role} ${owner_ref}`, {
      entity_ref,
      role,
      owner_ref,
    });
  };
  for (const { ref, ownerRef, domainRef } of mesh.products.values()) {
    const domain = domainRef ? mesh.domains.get(domainRef) : undefined;
    add(ref, 'product-owner', ownerRef ?? domain?.ownerRef);
    add(ref, 'domain-steward', domain?.ownerRef);
    add(ref, 'domain-steward', domain?.stewardRef);
  }
  for (const { ref, entity } of index) {
    if (isConsumer(entity)) add(ref, 'consumer-owner', ownerRefOf(entity));
  }
  return [...rows.values()];
}

/** Brings the stored responsibilities in line; writes only what differs. */
export async function writeResponsibilities(
  tx: Knex,
  wanted: ResponsibilityRow[],
): Promise<void> {
  const keyOf = (row: ResponsibilityRow) =>
    JSON.stringify([row.entity_ref, row.role, row.owner_ref]);
  const before = new Map(
    (await tx<ResponsibilityRow>('responsibilities').select()).map(row => [
      keyOf(row),
      row,
    ]),
  );
  const added = wanted.filter(row => !before.delete(keyOf(row)));
  for (const row of before.values()) {
    await tx('responsibilities').where(row).delete();
  }
  for (let i = 0; i < added.length; i += ROWS_PER_STATEMENT) {
    await tx('responsibilities').insert(added.slice(i, i + ROWS_PER_STATEMENT));
  }
}
