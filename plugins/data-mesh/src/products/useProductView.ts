import { useCallback, useMemo } from 'react';
import { useLocation, useSearchParams } from 'react-router-dom';
import {
  FilterName,
  ProductView,
  SortName,
  readView,
  writeView,
} from './productView';

/** The view in the URL and the ways to change it. */
export type ProductViewControl = {
  view: ProductView;
  search: (q: string) => void;
  filter: (name: FilterName, value: string | undefined) => void;
  sort: (by: SortName, descending: boolean) => void;
  clear: () => void;
  nextPage: (cursor: string) => void;
  previousPage: () => void;
};

/** Cursors of the pages before this one; they do not fit into a short URL. */
type Trail = (string | undefined)[];

function readTrail(state: unknown): Trail {
  const trail = (state as { trail?: unknown } | null)?.trail;
  return Array.isArray(trail) ? trail : [];
}

/** Keeps the view of the list in the URL, so that it can be sent and gone back to. */
export function useProductView(): ProductViewControl {
  const [params, setParams] = useSearchParams();
  const { state } = useLocation();
  const view = useMemo(() => readView(params), [params]);

  const show = useCallback(
    (next: ProductView, options?: { replace?: boolean; trail?: Trail }) =>
      setParams(writeView(next), {
        replace: options?.replace,
        state: { trail: options?.trail ?? [] },
        preventScrollReset: true,
      }),
    [setParams],
  );
  const first = { ...view, cursor: undefined, page: 1 };

  return {
    view,
    // Typing on replaces what was typed before: "back" undoes the search as a
    // whole, and not letter by letter.
    search: q => show({ ...first, q }, { replace: view.q !== '' && q !== '' }),
    filter: (name, value) => {
      const { [name]: _, ...others } = view.filters;
      show({
        ...first,
        filters: value ? { ...others, [name]: value } : others,
      });
    },
    sort: (sort, descending) => show({ ...first, sort, descending }),
    clear: () => show({ ...first, q: '', filters: {} }),
    nextPage: cursor =>
      show(
        { ...view, cursor, page: view.page + 1 },
        { trail: [...readTrail(state), view.cursor] },
      ),
    previousPage: () => {
      // Whoever came by a link has no trail and begins again.
      const trail = readTrail(state);
      const cursor = trail[trail.length - 1];
      show(
        { ...view, cursor, page: cursor ? view.page - 1 : 1 },
        { trail: trail.slice(0, -1) },
      );
    },
  };
}
