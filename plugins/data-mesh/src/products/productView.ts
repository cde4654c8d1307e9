import type { ProductQuery } from '@data-mesh/backstage-plugin-data-mesh-common';

/** What the list can be narrowed by; also the names in URL and API. */
export const FILTERS = [
  'domain',
  'owner',
  'lifecycle',
  'classification',
  'origin',
  'state',
] as const;

/** One of {@link FILTERS}. */
export type FilterName = (typeof FILTERS)[number];

/** What the list can be sorted by. */
export const SORTS = ['title', ...FILTERS] as const;

/** One of {@link SORTS}. */
export type SortName = (typeof SORTS)[number];

/** How many products a page has. */
export const PAGE_SIZE = 50;

/** All that one sees of the list, as it stands in the URL. */
export type ProductView = {
  q: string;
  filters: Partial<Record<FilterName, string>>;
  sort: SortName;
  descending: boolean;
  /** Where the page begins; the first page has none. */
  cursor?: string;
  /** Counted from 1. */
  page: number;
};

/** Reads the view from the URL; what makes no sense there is left out. */
export function readView(params: URLSearchParams): ProductView {
  const filters: ProductView['filters'] = {};
  for (const name of FILTERS) {
    const value = params.get(name);
    if (value) filters[name] = value;
  }
  const sort = SORTS.find(name => name === params.get('sort')) ?? 'title';
  const cursor = params.get('cursor') ?? undefined;
  const page = Number.parseInt(params.get('page') ?? '', 10);
  return {
    q: params.get('q') ?? '',
    filters,
    sort,
    descending: params.get('order') === 'desc',
    cursor,
    page: cursor && page > 1 ? page : 1,
  };
}

/** Writes the view into the URL, without what goes without saying. */
export function writeView(view: ProductView): URLSearchParams {
  const params = new URLSearchParams();
  if (view.q) params.set('q', view.q);
  for (const name of FILTERS) {
    const value = view.filters[name];
    if (value) params.set(name, value);
  }
  if (view.sort !== 'title') params.set('sort', view.sort);
  if (view.descending) params.set('order', 'desc');
  if (view.cursor) {
    params.set('cursor', view.cursor);
    params.set('page', String(view.page));
  }
  return params;
}

/** The question to the backend that answers the view. */
export function toQuery(view: ProductView): ProductQuery {
  return {
    ...view.filters,
    ...(view.q.trim() && { q: view.q.trim().slice(0, 200) }),
    ...(view.cursor && { cursor: view.cursor }),
    sort: view.sort,
    order: view.descending ? 'desc' : 'asc',
    limit: PAGE_SIZE,
  };
}

/** Whether the view leaves anything out. */
export function isNarrowed(view: ProductView): boolean {
  return view.q.trim() !== '' || Object.keys(view.filters).length > 0;
}
