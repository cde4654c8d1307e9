import { useCallback } from 'react';
import { useSearchParams } from 'react-router-dom';
import { withParam } from './urlParams';

/**
 * Whether the URL has this value, such as that of an open dialog: so that a
 * link shows it, and going back closes it.
 */
export function useUrlFlag(
  name: string,
  value: string,
): [isSet: boolean, set: (to: boolean) => void] {
  const [params, setParams] = useSearchParams();
  const set = useCallback(
    (to: boolean) =>
      setParams(
        current => {
          const next = new URLSearchParams(current);
          if (to) next.set(name, value);
          else next.delete(name);
          return next;
        },
        { replace: !to, preventScrollReset: true },
      ),
    [name, value, setParams],
  );
  return [params.get(name) === value, set];
}

/** One of several values in the URL; the first goes without saying. */
export function useUrlChoice<T extends string>(
  name: string,
  choices: readonly T[],
): [value: T, choose: (value: T) => void] {
  const [params, setParams] = useSearchParams();
  const value = choices.find(each => each === params.get(name)) ?? choices[0];
  const choose = useCallback(
    (to: T) =>
      setParams(
        current => withParam(current, name, to === choices[0] ? undefined : to),
        { preventScrollReset: true },
      ),
    [name, choices, setParams],
  );
  return [value, choose];
}
