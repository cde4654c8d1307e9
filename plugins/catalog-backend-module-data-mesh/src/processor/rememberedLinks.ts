import { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import { CatalogProcessorCache } from '@backstage/plugin-catalog-node';
import { ProductLinks, ProductLinksSource } from './ProductLinksSource';

const CACHE_KEY = 'links';

const NOTHING_KNOWN: ProductLinks = { consumedBy: [], producedBy: [] };

/**
 * Asks a {@link ProductLinksSource} once per product and run, and falls back
 * to the last answer when it is away.
 *
 * The catalog hands out one cache object per run, for both the steps before
 * and after validation. It serves as the identity of the run here, so that both
 * steps see the same answer and an entity never mixes two of them.
 */
export class RememberedLinks {
  readonly #source: ProductLinksSource;
  readonly #logger: LoggerService;
  readonly #runs = new WeakMap<CatalogProcessorCache, Promise<ProductLinks>>();

  constructor(source: ProductLinksSource, logger: LoggerService) {
    this.#source = source;
    this.#logger = logger;
  }

  get(ref: string, cache: CatalogProcessorCache): Promise<ProductLinks> {
    let links = this.#runs.get(cache);
    if (!links) {
      links = this.#ask(ref, cache);
      this.#runs.set(cache, links);
    }
    return links;
  }

  async #ask(ref: string, cache: CatalogProcessorCache): Promise<ProductLinks> {
    let answer: ProductLinks | undefined;
    try {
      answer = await this.#source.linksFor(ref, cache);
    } catch (error) {
      this.#logger.debug(
        `Keeping what was last known of ${ref}: ${toError(error).message}`,
      );
    }
    const links =
      answer ?? (await cache.get<ProductLinks>(CACHE_KEY)) ?? NOTHING_KNOWN;
    // Written even if unchanged: the catalog forgets all keys that were not
    // written as soon as anyone writes one.
    await cache.set<ProductLinks>(CACHE_KEY, links);
    return links;
  }
}
