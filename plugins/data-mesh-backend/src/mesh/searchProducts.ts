import type {
  MeshProduct,
  ProductPage,
  ProductQuery,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import { page } from './paging';

const NONE = 'none';

type Facet =
  | 'domain'
  | 'owner'
  | 'lifecycle'
  | 'classification'
  | 'origin'
  | 'state';

const FACETS: Record<Facet, (product: MeshProduct) => string> = {
  domain: p => p.domainRef ?? NONE,
  owner: p => p.ownerRef ?? NONE,
  lifecycle: p => p.lifecycle,
  classification: p => p.classification ?? NONE,
  origin: p => p.origin,
  state: p => p.state,
};
const FACET_NAMES = Object.keys(FACETS) as Facet[];

function text(product: MeshProduct): string {
  return [
    product.name,
    product.title,
    product.description,
    product.domainRef,
    product.ownerRef,
    ...product.ports.flatMap(port => port.locations.map(l => l.topic)),
  ]
    .join('\n')
    .toLocaleLowerCase('en-US');
}

function matches(
  product: MeshProduct,
  query: ProductQuery,
  except?: Facet,
): boolean {
  return FACET_NAMES.every(facet => {
    const wanted = query[facet];
    return facet === except || !wanted || FACETS[facet](product) === wanted;
  });
}

function countFacets(
  products: MeshProduct[],
  query: ProductQuery,
): ProductPage['facets'] {
  return Object.fromEntries(
    FACET_NAMES.map(facet => {
      const counts = new Map<string, number>();
      for (const product of products) {
        // A facet's own filter must not hide its other values.
        if (!matches(product, query, facet)) continue;
        const value = FACETS[facet](product);
        counts.set(value, (counts.get(value) ?? 0) + 1);
      }
      return [
        facet,
        [...counts]
          .map(([value, count]) => ({ value, count }))
          .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1)),
      ];
    }),
  );
}

/** A page of the products that match, sorted, with facets over all that do. */
export function searchProducts(
  products: MeshProduct[],
  query: ProductQuery,
): ProductPage {
  const words = (query.q ?? '')
    .toLocaleLowerCase('en-US')
    .split(/\s+/)
    .filter(Boolean);
  const found = words.length
    ? products.filter(product => {
        const haystack = text(product);
        return words.every(word => haystack.includes(word));
      })
    : products;
  const { sort = 'title', order = 'asc', limit = 50, cursor } = query;
  const keyOf = sort === 'title' ? (p: MeshProduct) => p.title : FACETS[sort];
  const sign = order === 'desc' ? -1 : 1;
  const sorted = found
    .filter(product => matches(product, query))
    .sort(
      (a, b) =>
        sign * keyOf(a).localeCompare(keyOf(b), 'en-US') ||
        a.title.localeCompare(b.title, 'en-US') ||
        (a.ref < b.ref ? -1 : 1),
    );
  return { ...page(sorted, limit, cursor), facets: countFacets(found, query) };
}
