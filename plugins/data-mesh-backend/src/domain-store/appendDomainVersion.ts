import { ConflictError, ServiceUnavailableError } from '@backstage/errors';
import type { MeshDomain } from '@data-mesh/backstage-plugin-data-mesh-common';
import type { Knex } from 'knex';
import { toHttpError } from '../access/refusal';
import { lockHead, readObject } from '../feed/meshRows';
import { appendHistory, type HistoryFact } from '../history/appendHistory';
import { nameOf } from '../history/wording';
import { contentRefusal } from './decideDomain';
import {
  insertDomainVersion,
  readCurrentDomain,
  type DomainVersion,
} from './domainVersions';
import { readDomainContent } from './FactsOfDomain';

/**
 * Adds a version of a domain, brings the mesh in line with it and appends what
 * happened to the history, in one transaction and one at a time.
 *
 * @param before - the newest version when it was decided
 * @param also - runs in that transaction
 * @param isEmptied - whether nothing may be in it, which is asked once more
 * @returns the domain as the mesh has it then
 * @throws ConflictError where somebody else was there first
 */
export async function appendDomainVersion(
  db: Knex,
  version: DomainVersion,
  {
    before,
    isEmptied,
    also,
  }: {
    before?: DomainVersion;
    isEmptied: boolean;
    also?: (tx: Knex) => Promise<void>;
  },
  fact: HistoryFact,
  onChange: (tx: Knex, now: number) => Promise<void>,
): Promise<MeshDomain | undefined> {
  const { ref } = version;
  return db.transaction(async tx => {
    await lockHead(tx);
    const current = await readCurrentDomain(tx, ref);
    if (current && current.version !== before?.version) {
      throw new ConflictError(
        `${ref} was changed to version ${current.version} by ${nameOf(
          current.changedBy,
        )} meanwhile; load it again and repeat the change`,
      );
    }
    if (isEmptied) {
      const stays = contentRefusal(ref, await readDomainContent(tx, ref));
      if (stays) throw toHttpError(stays);
    }
    await insertDomainVersion(tx, version);
    await also?.(tx);
    await onChange(tx, version.changedAt);
    const domain = await readObject<MeshDomain>(tx, 'domain', ref);
    if (version.state === 'published' && domain?.version !== version.version) {
      throw new ServiceUnavailableError(
        `${ref} cannot be published now, since it does not come to be in the mesh; see whether it was declared a moment ago, and what the page of the clusters says is wrong with the configuration`,
      );
    }
    await appendHistory(tx, [fact], version.changedAt);
    return domain;
  });
}
