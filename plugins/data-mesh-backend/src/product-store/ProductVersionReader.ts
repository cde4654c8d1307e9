import { NotFoundError } from '@backstage/errors';
import type { ProductVersion as ShownVersion } from '@data-mesh/backstage-plugin-data-mesh-common';
import type { Knex } from 'knex';
import { stringify } from 'yaml';
import { page } from '../mesh/paging';
import { changesOf } from '../policies/store/documentChanges';
import { toIso } from '../rows';
import {
  readCurrentVersion,
  readVersions,
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

  constructor(options: { db: Knex }) {
    this.#db = options.db;
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
      throw new NotFoundError(
        `${ref} is not published in the portal; its descriptor is where it is declared`,
      );
    }
    return stringify(current.document);
  }
}
