import type {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { catalogEntityReadPermission } from '@backstage/plugin-catalog-common/alpha';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { AuthorizeResult } from '@backstage/plugin-permission-common';

const KEEP_MS = 10_000;

/** Tells which entities of a kind a caller may read; `undefined`: all. */
export type VisibleRefs = Set<string> | undefined;

/**
 * What a caller may see of the catalog. Without conditions in the policy that
 * is all or nothing; with them, the catalog is asked with the caller's own
 * credentials, and its answer kept for some seconds.
 */
export class CatalogVisibility {
  readonly #permissions: PermissionsService;
  readonly #catalog: CatalogService;
  readonly #cache = new Map<
    string,
    { at: number; refs: Promise<Set<string>> }
  >();

  constructor(options: {
    permissions: PermissionsService;
    catalog: CatalogService;
  }) {
    this.#permissions = options.permissions;
    this.#catalog = options.catalog;
  }

  async visible(
    kind: string,
    credentials: BackstageCredentials,
  ): Promise<VisibleRefs> {
    const [{ result }] = await this.#permissions.authorizeConditional(
      [{ permission: catalogEntityReadPermission }],
      { credentials },
    );
    if (result === AuthorizeResult.ALLOW) return undefined;
    if (result === AuthorizeResult.DENY) return new Set();
    const key = `${kind} ${JSON.stringify(credentials.principal)}`;
    const now = Date.now();
    for (const [known, { at }] of this.#cache) {
      if (now - at > KEEP_MS) this.#cache.delete(known);
    }
    const kept = this.#cache.get(key);
    if (kept) return kept.refs;
    const refs = this.#read(kind, credentials);
    this.#cache.set(key, { at: now, refs });
    refs.catch(() => this.#cache.delete(key));
    return refs;
  }

  async #read(
    kind: string,
    credentials: BackstageCredentials,
  ): Promise<Set<string>> {
    const refs = new Set<string>();
    const pages = this.#catalog.streamEntities(
      {
        filter: { kind },
        fields: ['kind', 'metadata.name', 'metadata.namespace'],
      },
      { credentials },
    );
    for await (const page of pages) {
      for (const entity of page) refs.add(stringifyEntityRef(entity));
    }
    return refs;
  }
}
