import { useLocation, useSearchParams } from 'react-router-dom';

const PARAM = 'finding';

/** Which finding is open; the URL says so, and going back closes it. */
export function useOpenFinding() {
  const { pathname } = useLocation();
  const [params, setParams] = useSearchParams();
  return {
    id: params.get(PARAM) ?? undefined,
    hrefOf: (id: string) => {
      const next = new URLSearchParams(params);
      next.set(PARAM, id);
      return `${pathname}?${next}`;
    },
    close: () =>
      setParams(
        current => {
          const next = new URLSearchParams(current);
          next.delete(PARAM);
          return next;
        },
        { replace: true, preventScrollReset: true },
      ),
  };
}
