import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import type {
  ProductStanding,
  ProductVersion as ShownVersion,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import type { Knex } from 'knex';
import { stringify } from 'yaml';
import type { Authorizer } from '../authorization/Authorizer';
import type { DataMeshConfig } from '../config/DataMeshConfig';
import { page } from '../mesh/paging';
import { changesOf } from '../policies/store/documentChanges';
import { toIso } from '../rows';
import { readOpenTransfer } from '../transfers/transferRows';
import { toShownTransfer } from '../transfers/Transfers';
import type { FactsOfPublication } from './FactsOfPublication';
import {
  readCurrentVersion,
  readVersions,
  topicsOf,
  type ProductVersion,
} from './productVersions';

/**
 * A version as the API shows it.
 *
 * @param before - the one before it
 */
export function toShownVersion(
  version: ProductVersion,
  before: ProductVersion | undefined,
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

/**
 * What was published of products. Who may see a product is not asked here: the
 * mesh still knows one that was unpublished only by its topics.
 */
export class ProductVersionReader {
  readonly #db: Knex;

  readonly #config: Pick<DataMeshConfig, 'governance'>;
  readonly #facts: Pick<FactsOfPublication, 'declaredAt' | 'stewardsOf'>;
  readonly #authorizer: Pick<Authorizer, 'speaksFor'>;

  constructor(options: {
    db: Knex;
    config: Pick<DataMeshConfig, 'governance'>;
    facts: Pick<FactsOfPublication, 'declaredAt' | 'stewardsOf'>;
    authorizer: Pick<Authorizer, 'speaksFor'>;
  }) {
    this.#db = options.db;
    this.#config = options.config;
    this.#facts = options.facts;
    this.#authorizer = options.authorizer;
  }

  /**
   * How a published product stands in the store, also while a declaration
   * counts instead of it.
   *
   * @throws NotFoundError unless it is published
   */
  async standing(
    ref: string,
    credentials: BackstageCredentials,
  ): Promise<ProductStanding> {
    const current = await readCurrentVersion(this.#db, ref);
    if (current?.state !== 'published') throw notPublished(ref);
    const [open, declaredAt, stewards, speaksFor] = await Promise.all([
      readOpenTransfer(this.#db, 'product', ref),
      this.#facts.declaredAt(ref),
      this.#facts.stewardsOf(topicsOf(current)),
      this.#authorizer.speaksFor(credentials),
    ]);
    return {
      ...toShownVersion(current, undefined),
      ...(declaredAt === undefined ? {} : { shadowedBy: declaredAt }),
      ...(open ? { transfer: toShownTransfer(open) } : {}),
      isOwner: speaksFor.has(current.ownerRef),
      mayAccept: open !== undefined && speaksFor.has(open.to),
      mayOverride: [...this.#config.governance, ...stewards].some(each =>
        speaksFor.has(each),
      ),
    };
  }

  /** All versions, the newest first; none of a product never published. */
  async versions(ref: string, query: { limit: number; cursor?: string }) {
    const all = await readVersions(this.#db, ref);
    const shown = all.map((version, i) => [version, all[i + 1]] as const);
    const cut = page([...shown], query.limit, query.cursor);
    return {
      ...cut,
      items: cut.items.map(([version, before]) =>
        toShownVersion(version, before),
      ),
    };
  }

  /**
   * The descriptor as a file that can be committed as it is.
   *
   * @throws NotFoundError unless it is published
   */
  async descriptor(ref: string): Promise<string> {
    const current = await readCurrentVersion(this.#db, ref);
    if (current?.state !== 'published') {
      throw notPublished(ref);
    }
    return stringify(current.document);
  }
}

function notPublished(ref: string): NotFoundError {
  return new NotFoundError(
    `${ref} is not published in the portal; where it is declared, its descriptor is there`,
  );
}
