import { useRef } from 'react';
import { useLocation, useSearchParams } from 'react-router-dom';
import type { PagePagination } from '@backstage/ui';
import { counted } from '../humanise/numbers';
import type { Live } from '../live/useLive';

type Trail = (string | undefined)[];

function readTrail(state: unknown): Trail {
  const trail = (state as { trail?: unknown } | null)?.trail;
  return Array.isArray(trail) ? trail : [];
}

/** Where in a list one is, and the ways to its neighbours. */
export type Pages = {
  cursor?: string;
  page: number;
  next: (cursor?: string) => void;
  previous: () => void;
};

/** Keeps in the URL which page of a list is shown. */
export function usePages(): Pages {
  const [params, setParams] = useSearchParams();
  const { state } = useLocation();
  const cursor = params.get('cursor') ?? undefined;
  const page = Math.max(Math.trunc(Number(params.get('page'))) || 1, 1);

  const show = (to: { cursor?: string; page: number }, trail: Trail) =>
    setParams(
      current => {
        const next = new URLSearchParams(current);
        next.delete('cursor');
        next.delete('page');
        if (to.cursor) next.set('cursor', to.cursor);
        if (to.page > 1) next.set('page', `${to.page}`);
        return next;
      },
      { state: { trail }, preventScrollReset: true },
    );
  return {
    cursor,
    page,
    next: to =>
      show({ cursor: to, page: page + 1 }, [...readTrail(state), cursor]),
    previous: () => {
      // Whoever came by a link has no trail and, with a cursor, begins again.
      const trail = readTrail(state);
      const before = trail[trail.length - 1];
      const goesBack = before !== undefined || cursor === undefined;
      show(
        { cursor: before, page: goesBack ? page - 1 : 1 },
        trail.slice(0, -1),
      );
    },
  };
}

function labelOf(first: number, shown: number, all: string, isAll: boolean) {
  return isAll ? all : `${first} to ${first + shown - 1} of ${all}`;
}

/** Pagination of a list that the backend cuts into pages. */
export function cursorPagination(
  pages: Pages,
  size: number,
  list: { items: unknown[]; totalItems: number; nextCursor?: string },
  noun: [one: string, many: string],
): PagePagination {
  const { items, totalItems, nextCursor } = list;
  const first = (pages.page - 1) * size + 1;
  return {
    type: 'page',
    pageSize: size,
    pageSizeOptions: [],
    offset: first - 1,
    totalCount: totalItems,
    getLabel: () =>
      labelOf(
        first,
        items.length,
        counted(totalItems, ...noun),
        items.length === totalItems,
      ),
    hasNextPage: Boolean(nextCursor),
    hasPreviousPage: pages.page > 1 || pages.cursor !== undefined,
    onNextPage: () => pages.next(nextCursor),
    onPreviousPage: pages.previous,
  };
}

/** One page of a list that is here as a whole. */
export function cutPage<T>(
  pages: Pages,
  size: number,
  all: T[],
  noun: [one: string, many: string],
): { items: T[]; pagination: PagePagination } {
  const last = Math.max(Math.ceil(all.length / size), 1);
  const page = Math.min(pages.page, last);
  const items = all.slice((page - 1) * size, page * size);
  return {
    items,
    pagination: {
      ...cursorPagination(
        { ...pages, page },
        size,
        { items, totalItems: all.length },
        noun,
      ),
      hasNextPage: page < last,
      onNextPage: () => pages.next(),
    },
  };
}

/** What was known before stays while the next question is asked: nothing jumps. */
export function useKept<T>(live: Live<T>): Live<T> & { isStale: boolean } {
  const kept = useRef<T>();
  kept.current = live.value ?? kept.current;
  return {
    ...live,
    value: kept.current,
    pending: live.pending && kept.current === undefined,
    isStale: kept.current !== undefined && live.value === undefined,
  };
}
