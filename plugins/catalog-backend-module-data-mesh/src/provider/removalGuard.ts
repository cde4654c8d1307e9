/** Removals that always pass: a few are everyday work. */
const FREE_REMOVALS = 5;

/**
 * Whether, after a reset, entities that the catalog has of us and the mesh does
 * not may be removed. The backend guards what a cluster loses; this guards
 * against a backend that has lost its database.
 *
 * @param held - how many entities the catalog has of us
 * @param gone - how many of them are to go
 * @param maxPercent - as in `dataMesh.sync.maxRemovalPercent`
 */
export function maySubtract(
  held: number,
  gone: number,
  maxPercent: number,
): boolean {
  if (gone === 0) return true;
  if (held > 1 && gone === held) return false;
  return gone <= Math.max(FREE_REMOVALS, Math.floor((held * maxPercent) / 100));
}
