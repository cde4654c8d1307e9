import { NotFoundError } from '@backstage/errors';
import type {
  DomainStanding,
  DomainVersion as ShownVersion,
  MeshDomain,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import type { Knex } from 'knex';
import { stringify } from 'yaml';
import type { UserCredentials } from '../authorization/Authorizer';
import { readObject } from '../feed/meshRows';
import { page } from '../mesh/paging';
import { changesOf } from '../policies/store/documentChanges';
import { toIso } from '../rows';
import { readOpenTransfer } from '../transfers/transferRows';
import { toShownTransfer } from '../transfers/Transfers';
import { rightsOn } from './decideDomain';
import {
  readCurrentDomain,
  readDomainVersions,
  type DomainVersion,
} from './domainVersions';
import type { FactsOfDomain } from './FactsOfDomain';

/**
 * A version as the API shows it.
 *
 * @param before - the one before it
 */
export function toShownDomainVersion(
  version: DomainVersion,
  before: DomainVersion | undefined,
): ShownVersion {
  const { state, document, ownerRef, changedBy, changedAt, reason } = version;
  return {
    version: version.version,
    state,
    entity: { ...document },
    owner: ownerRef,
    changedBy,
    changedAt: toIso(changedAt),
    ...(reason ? { reason } : {}),
    changes: before ? changesOf({ ...before.document }, { ...document }) : [],
  };
}

/** What was published of domains; who may see one is not asked here. */
export class DomainVersionReader {
  readonly #db: Knex;
  readonly #facts: Pick<FactsOfDomain, 'ofVersion'>;

  constructor(options: { db: Knex; facts: Pick<FactsOfDomain, 'ofVersion'> }) {
    this.#db = options.db;
    this.#facts = options.facts;
  }

  /**
   * How a published domain stands in the store, also while a declaration
   * counts instead of it.
   *
   * @throws NotFoundError unless it is published
   */
  async standing(
    ref: string,
    credentials: UserCredentials,
  ): Promise<DomainStanding> {
    const { facts, current } = await this.#facts.ofVersion(ref, credentials);
    if (current?.state !== 'published') throw notPublished(ref);
    const [open, domain] = await Promise.all([
      readOpenTransfer(this.#db, 'domain', ref),
      readObject<MeshDomain>(this.#db, 'domain', ref),
    ]);
    const { declaredAt, speaksFor } = facts;
    return {
      ...toShownDomainVersion(current, undefined),
      ...(declaredAt === undefined ? {} : { shadowedBy: declaredAt }),
      ...(domain?.pendingDeclaration
        ? { pendingDeclaration: domain.pendingDeclaration }
        : {}),
      ...(open ? { transfer: toShownTransfer(open) } : {}),
      ...rightsOn(facts),
      mayAccept: open !== undefined && speaksFor.has(open.to),
    };
  }

  /** All versions, the newest first; none of a domain never published. */
  async versions(ref: string, query: { limit: number; cursor?: string }) {
    const all = await readDomainVersions(this.#db, ref);
    const shown = all.map((version, i) => [version, all[i + 1]] as const);
    const cut = page([...shown], query.limit, query.cursor);
    return {
      ...cut,
      items: cut.items.map(([version, before]) =>
        toShownDomainVersion(version, before),
      ),
    };
  }

  /**
   * The descriptor as a file that can be committed as it is.
   *
   * @throws NotFoundError unless it is published
   */
  async descriptor(ref: string): Promise<string> {
    const current = await readCurrentDomain(this.#db, ref);
    if (current?.state !== 'published') throw notPublished(ref);
    return stringify(current.document);
  }
}

function notPublished(ref: string): NotFoundError {
  return new NotFoundError(
    `${ref} is not published in the portal; where it is declared, its descriptor is there`,
  );
}
