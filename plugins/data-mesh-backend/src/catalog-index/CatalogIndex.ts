import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { Knex } from 'knex';
import { toOptionalNumber } from '../rows';
import type { CatalogIndexStateRow } from '../tables';
import { writeIndex } from './indexRows';
import { readCatalog } from './readCatalog';

export type CatalogIndexOptions = {
  db: Knex;
  auth: AuthService;
  catalog: CatalogService;
  clusters: string[];
  /** Brings the mesh in line, in the transaction given. */
  onChange: (tx: Knex, now: number) => Promise<void>;
  logger: LoggerService;
  clock?: () => number;
};

/** How old our picture of the catalog is. */
export type CatalogIndexState = { readAt?: number; error?: string };

export async function readCatalogIndexState(
  tx: Knex,
): Promise<CatalogIndexState> {
  const row = await tx<CatalogIndexStateRow>('catalog_index_state')
    .where({ id: 1 })
    .first();
  return {
    readAt: toOptionalNumber(row?.read_at ?? null),
    ...(row?.error ? { error: row.error } : {}),
  };
}

/**
 * Keeps what the mesh needs of the catalog. While the catalog cannot be asked,
 * everything stays as it was.
 */
export class CatalogIndex {
  readonly #options: CatalogIndexOptions;
  readonly #clock: () => number;
  #firstReading: string | undefined;
  // A mesh computed by other configuration is brought in line.
  #recomputed = false;

  constructor(options: CatalogIndexOptions) {
    this.#options = options;
    this.#clock = options.clock ?? Date.now;
  }

  async tick(): Promise<void> {
    const { db, auth, catalog, clusters, onChange, logger } = this.#options;
    let entities;
    try {
      entities = await readCatalog(
        catalog,
        await auth.getOwnServiceCredentials(),
        clusters,
      );
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      const before = await readCatalogIndexState(db);
      if (before.error !== message) {
        logger.warn(
          `Could not read the catalog, so declared products stay as they were: ${message}`,
        );
      }
      await this.#save(db, { error: message });
      return;
    }
    const now = this.#clock();
    if (await this.#isStillFilling(entities)) return;
    await db.transaction(async tx => {
      const first = (await readCatalogIndexState(tx)).readAt === undefined;
      const changed = await writeIndex(tx, entities, now);
      await this.#save(tx, { read_at: now, error: null });
      if (changed || first || !this.#recomputed) await onChange(tx, now);
    });
    this.#recomputed = true;
  }

  /**
   * Whether a catalog that we see for the first time is still reading its
   * locations: until two readings agree, everything would look undeclared.
   */
  async #isStillFilling(entities: unknown): Promise<boolean> {
    const { readAt } = await readCatalogIndexState(this.#options.db);
    if (readAt !== undefined) return false;
    const reading = JSON.stringify(entities);
    const settled = reading === this.#firstReading;
    this.#firstReading = settled ? undefined : reading;
    return !settled;
  }

  async #save(tx: Knex, state: Partial<CatalogIndexStateRow>): Promise<void> {
    await tx<CatalogIndexStateRow>('catalog_index_state')
      .insert({ id: 1, ...state })
      .onConflict('id')
      .merge(Object.keys(state) as Array<keyof CatalogIndexStateRow>);
  }
}
