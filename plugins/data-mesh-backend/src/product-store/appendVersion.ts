import { ConflictError, ServiceUnavailableError } from '@backstage/errors';
import type { MeshProduct } from '@data-mesh/backstage-plugin-data-mesh-common';
import type { Knex } from 'knex';
import { toHttpError } from '../access/refusal';
import { lockHead, readObject } from '../feed/meshRows';
import { appendHistory, type HistoryFact } from '../history/appendHistory';
import { nameOf } from '../history/wording';
import type { TopicHoldRow } from '../tables';
import { refuseStale, type PublicationFacts } from './decidePublication';
import {
  insertVersion,
  readCurrentVersion,
  type ProductVersion,
} from './productVersions';

/** What of the mesh must still be as it was when it was decided. */
export type Basis = Pick<PublicationFacts, 'current'> & {
  topics: Array<{ cluster: string; topic: string }>;
};

async function requireUnchanged(
  tx: Knex,
  { ref }: ProductVersion,
  { current: before, topics }: Basis,
): Promise<void> {
  const current = await readCurrentVersion(tx, ref);
  if (current && current.version !== before?.version) {
    const stale = refuseStale(ref, current, before?.version ?? 0);
    throw stale
      ? toHttpError(stale)
      : new ConflictError(
          `${ref} was changed by ${nameOf(
            current.changedBy,
          )} meanwhile; load it again`,
        );
  }
  for (const { cluster, topic } of topics) {
    const hold = await tx<TopicHoldRow>('topic_holds')
      .where({ cluster, topic })
      .first();
    if (hold && hold.product_ref !== ref) {
      throw new ConflictError(
        `Topic ${topic} of cluster ${cluster} is held by ${hold.product_ref} since a moment ago; have its owner transfer that product, or give the topic up`,
      );
    }
  }
}

/**
 * Adds a version of a product, brings the mesh in line with it and appends
 * what happened to the history, in one transaction and one at a time.
 *
 * @returns the product as the mesh has it then
 * @throws ConflictError where somebody else was there first
 */
export async function appendVersion(
  db: Knex,
  version: ProductVersion,
  basis: Basis,
  facts: HistoryFact | HistoryFact[],
  onChange: (tx: Knex, now: number) => Promise<void>,
): Promise<MeshProduct | undefined> {
  return db.transaction(async tx => {
    await lockHead(tx);
    await requireUnchanged(tx, version, basis);
    await insertVersion(tx, version);
    await onChange(tx, version.changedAt);
    const product = await readObject<MeshProduct>(tx, 'product', version.ref);
    const isThere = product?.version === version.version;
    if (version.state === 'published' && !isThere) {
      throw new ServiceUnavailableError(
        `${version.ref} cannot be published now, since the mesh cannot be computed; see what the page of the clusters says is wrong with the configuration`,
      );
    }
    await appendHistory(
      tx,
      Array.isArray(facts) ? facts : [facts],
      version.changedAt,
    );
    return product;
  });
}
