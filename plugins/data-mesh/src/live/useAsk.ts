import { useCallback, useEffect, useRef, useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import type { DataMeshApi } from '@data-mesh/backstage-plugin-data-mesh-common';
import { dataMeshApiRef } from '../api';

/** The answer to a question that is asked once. */
export type Answer<T> = {
  /** Of the question as it is now; absent while that is not answered. */
  value?: T;
  error?: Error;
  pending: boolean;
  retry: () => void;
};

type Heard<T> = { key: string; value?: T; error?: Error };

/**
 * Asks the backend once for each key; answers to a question that is not asked
 * any more are dropped.
 *
 * @param key - all that `load` depends on; nothing is asked without one
 */
export function useAsk<T>(
  key: string | undefined,
  load: (api: DataMeshApi) => Promise<T>,
): Answer<T> {
  const api = useApi(dataMeshApiRef);
  const latest = useRef(load);
  latest.current = load;
  const [heard, setHeard] = useState<Heard<T>>();
  const [tries, setTries] = useState(0);

  useEffect(() => {
    if (key === undefined) return undefined;
    let wanted = true;
    const hear = (answer: Omit<Heard<T>, 'key'>) =>
      wanted && setHeard({ key, ...answer });
    latest.current(api).then(
      value => hear({ value }),
      error => hear({ error }),
    );
    return () => {
      wanted = false;
    };
  }, [api, key, tries]);

  const current = heard?.key === key ? heard : undefined;
  return {
    value: current?.value,
    error: current?.error,
    pending: key !== undefined && !current,
    retry: useCallback(() => {
      setHeard(undefined);
      setTries(count => count + 1);
    }, []),
  };
}
