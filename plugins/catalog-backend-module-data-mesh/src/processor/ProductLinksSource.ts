import { CatalogProcessorCache } from '@backstage/plugin-catalog-node';
import { SyncState } from '@data-mesh/backstage-plugin-data-mesh-common';

/**
 * What the data mesh backend knows of a product that its descriptor does not
 * say.
 *
 * @public
 */
export type ProductLinks = {
  /** How the descriptor compares with what is live; `unknown` if unset. */
  syncState?: {
    state: SyncState;
    /** One short sentence. Nothing volatile: it becomes part of the entity. */
    reason?: string;
  };
  /** Refs of the consumers that a grant lets read the product. */
  consumedBy: string[];
  /** Refs of the services that a grant lets write the product. */
  producedBy: string[];
};

/**
 * Where the processor asks for {@link ProductLinks}.
 *
 * @public
 */
export interface ProductLinksSource {
  /**
   * Asks for what the backend knows of a product.
   *
   * @param ref - the product's entity ref, in lower case
   * @param cache - the processor's cache of this product. The key `links` in
   *   it belongs to the processor, which keeps the last answer there.
   * @returns the links, or undefined if the backend does not know the product
   *   (yet)
   * @throws if the backend could not be asked. The last answer then holds;
   *   an empty list would drop relations, so that an outage must throw.
   */
  linksFor(
    ref: string,
    cache: CatalogProcessorCache,
  ): Promise<ProductLinks | undefined>;
}
