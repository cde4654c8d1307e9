import { useCallback } from 'react';
import { useSearchParams } from 'react-router-dom';
import { withParam } from './urlParams';

/** Any text in the URL; empty where it has none. */
export function useUrlText(
  name: string,
): [value: string, set: (to: string | undefined) => void] {
  const [params, setParams] = useSearchParams();
  const value = params.get(name) ?? '';
  const set = useCallback(
    (to: string | undefined) =>
      setParams(current => withParam(current, name, to), {
        // Typing on replaces what was typed before: "back" undoes all of it,
        // and not letter by letter.
        replace: value !== '' && Boolean(to),
        preventScrollReset: true,
      }),
    [name, value, setParams],
  );
  return [value, set];
}
