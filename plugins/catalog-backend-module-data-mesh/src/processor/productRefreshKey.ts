/**
 * The key by which a provider asks the catalog to process a product again,
 * when its topic or its grants have changed.
 *
 * @param ref - the product's entity ref; case does not matter
 * @public
 */
export function productRefreshKey(ref: string): string {
  return `data-mesh/product:${ref.toLocaleLowerCase('en-US')}`;
}
