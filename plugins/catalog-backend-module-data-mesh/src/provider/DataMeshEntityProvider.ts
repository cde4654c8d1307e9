import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import {
  ANNOTATION_LOCATION,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import { ServiceUnavailableError } from '@backstage/errors';
import type {
  CatalogService,
  EntityProvider,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import type {
  FeedEntry,
  FeedPage,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import type { DataMeshService } from '@data-mesh/backstage-plugin-data-mesh-node';
import {
  productRefreshKey,
  type ProductLinks,
  type ProductLinksSource,
} from '../processor';
import { PROVIDER_LOCATION } from './entities';
import { MeshMirror } from './MeshMirror';
import { maySubtract } from './removalGuard';

const PAGE_SIZE = 500;
const REFRESH_CHUNK = 100;
const MAX_BACKOFF_MS = 60_000;
const FIRST_BACKOFF_MS = 1_000;
const RECONCILE_MS = 10_000;
const MAX_RECONCILE_MS = 600_000;
// Time for the catalog to show what was emitted.
const SETTLE_MS = 8_000;

const HELD = {
  [`metadata.annotations.${ANNOTATION_LOCATION}`]: PROVIDER_LOCATION,
};

/**
 * Follows the mesh and keeps its topics, products and domains in the catalog.
 *
 * Entities are emitted without a `locationKey`: one that somebody declares
 * takes over in place then, keeping its uid, and a keyed one would shut it out.
 */
export class DataMeshEntityProvider
  implements EntityProvider, ProductLinksSource
{
  readonly #mesh: Pick<DataMeshService, 'getFeed'>;
  readonly #catalog: CatalogService;
  readonly #auth: AuthService;
  readonly #logger: LoggerService;
  readonly #clock: () => number;
  readonly #mirror = new MeshMirror();
  #connection: EntityProviderConnection | undefined;
  #cursor: string | undefined;
  #loaded = false;
  #reconcileAt = 0;
  #reconcileMs = RECONCILE_MS;
  #uncompared = true;
  #lastMissing = '';
  #mutatedAt = 0;
  #failures = 0;
  #nextAttemptAt = 0;
  #refused = '';

  constructor(options: {
    mesh: Pick<DataMeshService, 'getFeed'>;
    catalog: CatalogService;
    auth: AuthService;
    logger: LoggerService;
    clock?: () => number;
  }) {
    this.#mesh = options.mesh;
    this.#catalog = options.catalog;
    this.#auth = options.auth;
    this.#logger = options.logger;
    this.#clock = options.clock ?? Date.now;
  }

  getProviderName(): string {
    return 'data-mesh';
  }

  /** Only keeps the connection: asking the mesh here would stall the catalog. */
  async connect(connection: EntityProviderConnection): Promise<void> {
    this.#connection = connection;
  }

  async linksFor(ref: string): Promise<ProductLinks | undefined> {
    if (!this.#loaded) {
      throw new ServiceUnavailableError('The data mesh has not been read yet');
    }
    const product = this.#mirror.product(ref);
    if (!product) return undefined;
    const { state, reason } = product;
    return {
      syncState: { state, ...(reason ? { reason } : {}) },
      consumedBy: product.consumedBy ?? [],
      producedBy: product.producedBy ?? [],
    };
  }

  /** Catches up with the mesh; called every few seconds. */
  async tick(): Promise<void> {
    const connection = this.#connection;
    if (!connection || this.#clock() < this.#nextAttemptAt) return;
    try {
      await this.#catchUp(connection);
      if (this.#failures > 0) this.#logger.info('The data mesh answers again');
      this.#failures = 0;
    } catch (error) {
      const wait = Math.min(
        MAX_BACKOFF_MS,
        FIRST_BACKOFF_MS * 2 ** this.#failures,
      );
      this.#nextAttemptAt = this.#clock() + wait;
      this.#failures += 1;
      // The first refusals are a backend that is still starting.
      if (this.#failures === 4) {
        this.#logger.warn(
          `The catalog cannot be brought in line with the data mesh, so it keeps what it has of it: ${error}`,
        );
      }
    }
  }

  async #catchUp(connection: EntityProviderConnection): Promise<void> {
    let page = await this.#mesh.getFeed({
      cursor: this.#cursor,
      limit: PAGE_SIZE,
    });
    if (page.reset) {
      const entries = [...page.entries];
      while (page.more) {
        page = await this.#mesh.getFeed({
          cursor: page.cursor,
          limit: PAGE_SIZE,
        });
        if (page.reset) entries.length = 0;
        entries.push(...page.entries);
      }
      await this.#reset(connection, entries);
    } else {
      await this.#apply(connection, page.entries);
    }
    this.#cursor = page.cursor || undefined;
    if (page.more) await this.#catchUp(connection);
    else await this.#reconcile(connection, page);
  }

  async #apply(
    connection: EntityProviderConnection,
    entries: FeedEntry[],
  ): Promise<void> {
    if (entries.length === 0) return;
    const { upsert, remove, refresh } = this.#mirror.apply(entries);
    await this.#mutate(connection, upsert, remove);
    await this.#refresh(connection, refresh);
  }

  async #reset(
    connection: EntityProviderConnection,
    entries: FeedEntry[],
  ): Promise<void> {
    const { entities, refresh } = this.#mirror.reset(entries);
    this.#loaded = true;
    this.#reconcileAt = 0;
    this.#uncompared = true;
    await this.#mutate(connection, entities, []);
    await this.#refresh(connection, refresh);
  }

  /**
   * Compares what the catalog has of us with the mesh: after a reset, which
   * does not tell what is gone; and whenever their numbers differ, since an
   * entity that was declared and withdrawn between two readings of the catalog
   * is gone there without the mesh having changed.
   */
  async #reconcile(
    connection: EntityProviderConnection,
    page: FeedPage,
  ): Promise<void> {
    const now = this.#clock();
    if (!page.settled || now < this.#reconcileAt) return;
    this.#reconcileAt = now + this.#reconcileMs;
    const wanted = this.#mirror.refs();
    if (!this.#uncompared && (await this.#heldCount()) === wanted.size) {
      this.#reconcileMs = RECONCILE_MS;
      return;
    }
    const held = await this.#heldRefs();
    const gone = held.filter(ref => !wanted.has(ref));
    const subtracts = this.#maySubtract(
      held.length,
      gone.length,
      page.maxRemovalPercent,
    );
    if (subtracts) await this.#mutate(connection, [], gone);
    this.#uncompared = !subtracts;
    if (now - this.#mutatedAt >= SETTLE_MS) {
      const there = new Set(held);
      await this.#emitAgain(
        connection,
        [...wanted].filter(ref => !there.has(ref)),
      );
    }
  }

  /**
   * Emits what the catalog lacks, if it lacked the same the last time: else it
   * is still digesting. Ever less often where that does not help.
   */
  async #emitAgain(
    connection: EntityProviderConnection,
    missing: string[],
  ): Promise<void> {
    const key = [...missing].sort().join();
    const stuck = key !== '' && key === this.#lastMissing;
    this.#lastMissing = key;
    if (!stuck) {
      this.#reconcileMs = RECONCILE_MS;
      return;
    }
    this.#reconcileMs = Math.min(this.#reconcileMs * 2, MAX_RECONCILE_MS);
    await this.#mutate(connection, this.#mirror.entities(missing), []);
  }

  #maySubtract(held: number, gone: number, maxPercent = 0): boolean {
    if (maySubtract(held, gone, maxPercent)) return true;
    const refused = `${gone} of ${held}`;
    if (refused !== this.#refused) {
      this.#logger.warn(
        `Kept ${refused} entities that the data mesh does not have any more, since that is more than dataMesh.sync.maxRemovalPercent (${maxPercent} %) lets pass at once; raise it to let them go`,
      );
      this.#refused = refused;
    }
    return false;
  }

  async #heldCount(): Promise<number> {
    const { totalItems } = await this.#catalog.queryEntities(
      { filter: HELD, limit: 1, fields: ['kind'] },
      { credentials: await this.#auth.getOwnServiceCredentials() },
    );
    return totalItems;
  }

  async #heldRefs(): Promise<string[]> {
    const refs: string[] = [];
    const pages = this.#catalog.streamEntities(
      { filter: HELD, fields: ['kind', 'metadata.name', 'metadata.namespace'] },
      { credentials: await this.#auth.getOwnServiceCredentials() },
    );
    for await (const page of pages) {
      refs.push(...page.map(entity => stringifyEntityRef(entity)));
    }
    return refs;
  }

  async #mutate(
    connection: EntityProviderConnection,
    upsert: Entity[],
    remove: string[],
  ): Promise<void> {
    if (upsert.length === 0 && remove.length === 0) return;
    this.#mutatedAt = this.#clock();
    await this.#telling(() =>
      connection.applyMutation({
        type: 'delta',
        added: upsert.map(entity => ({ entity })),
        removed: remove.map(entityRef => ({ entityRef })),
      }),
    );
  }

  async #refresh(
    connection: EntityProviderConnection,
    refs: string[],
  ): Promise<void> {
    for (let i = 0; i < refs.length; i += REFRESH_CHUNK) {
      const keys = refs.slice(i, i + REFRESH_CHUNK).map(productRefreshKey);
      await this.#telling(() => connection.refresh({ keys }));
    }
  }

  /** Where this fails the mirror is ahead of the catalog: start over then. */
  async #telling(tell: () => Promise<void>): Promise<void> {
    try {
      await tell();
    } catch (error) {
      this.#cursor = undefined;
      throw error;
    }
  }
}
