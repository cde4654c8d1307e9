import type { SearchResult } from '@backstage/plugin-search-common';
import { DATA_PRODUCT_DOCUMENT } from '@data-mesh/backstage-plugin-data-mesh-common';

/** Whether a result of the search is a data product. */
export function isDataProductResult({ type }: SearchResult): boolean {
  return type === DATA_PRODUCT_DOCUMENT;
}
