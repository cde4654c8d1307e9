import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import type { CreationRow } from '../tables';
import { findCreation, requireRoom, takeRun } from './creationRows';

/**
 * Notes that a run has published a product or domain, in the transaction that
 * does: there is nothing to be finished then.
 *
 * @param before - the version that was there, if it was changed
 * @throws ConflictError where the run is somebody else's, or has made too much
 */
export async function notePublication(
  tx: Knex,
  run: string,
  kind: 'domain' | 'product',
  {
    ref,
    version,
    changedBy,
    changedAt,
  }: { ref: string; version: number; changedBy: string; changedAt: number },
  before: number | undefined,
): Promise<void> {
  await takeRun(tx, run, { actor: changedBy, now: changedAt });
  const known = await findCreation(tx, { run, kind, name: ref });
  if (!known) await requireRoom(tx, run);
  // Of several versions of one run, undoing goes back before the first.
  const isNext = known?.state === 'created';
  const row = {
    state: 'created',
    wanted: '{}',
    before: JSON.stringify(isNext ? known.before : { version: before }),
    made: JSON.stringify({ version }),
    created_by: changedBy,
    intended_at: isNext ? known.intendedAt : changedAt,
    created_at: changedAt,
    undone_at: null,
  };
  await tx<CreationRow>('creations')
    .insert({
      id: known?.id ?? randomUUID(),
      run,
      kind,
      cluster: '',
      name: ref,
      ...row,
    })
    .onConflict(['run', 'kind', 'cluster', 'name'])
    .merge(row);
}
