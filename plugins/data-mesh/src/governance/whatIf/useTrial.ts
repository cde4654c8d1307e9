import { useCallback, useEffect, useRef, useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import type {
  DataMeshApi,
  PolicyTrial,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import { dataMeshApiRef } from '../../api';
import { addTrials } from './addTrials';

/** Products that are tried in one question: some tens of milliseconds. */
const PRODUCTS_AT_ONCE = 500;

/** Which products a question is about. */
export type TrialPart = { limit: number; cursor?: string };

/** A trial that goes on. */
export type RunningTrial = {
  /** Of the products that were tried by now. */
  trial?: PolicyTrial;
  error?: Error;
  pending: boolean;
  /** Whether it was tried on all products. */
  isComplete: boolean;
  isCancelled: boolean;
  retry: () => void;
  /** Leaves the rest of the products out. */
  cancel: () => void;
};

type Heard = {
  key: string;
  trial?: PolicyTrial;
  error?: Error;
  isOver?: boolean;
  isCancelled?: boolean;
};

/**
 * Tries something on all products, some at once, so that one sees how far it
 * is and can stop it. Once the key is another one, it begins anew.
 *
 * @param key - all that `ask` depends on; nothing is tried without one
 * @param ask - nothing where there is nothing to be tried
 */
export function useTrial(
  key: string | undefined,
  ask: (api: DataMeshApi, part: TrialPart) => Promise<PolicyTrial | undefined>,
): RunningTrial {
  const api = useApi(dataMeshApiRef);
  const latest = useRef(ask);
  latest.current = ask;
  const [heard, setHeard] = useState<Heard>();
  const [tries, setTries] = useState(0);
  const stop = useRef(() => {});

  useEffect(() => {
    if (key === undefined) return undefined;
    let wanted = true;
    const run = async () => {
      let trial: PolicyTrial | undefined;
      do {
        const cursor = trial?.nextCursor;
        const part = await latest.current(api, {
          limit: PRODUCTS_AT_ONCE,
          ...(cursor && { cursor }),
        });
        if (!wanted) return;
        trial = part && addTrials(trial, part);
        setHeard({ key, trial, isOver: !trial?.nextCursor });
      } while (trial?.nextCursor);
    };
    run().catch(error => wanted && setHeard({ key, error, isOver: true }));
    stop.current = () => {
      wanted = false;
    };
    return stop.current;
  }, [api, key, tries]);

  const current = heard?.key === key ? heard : undefined;
  const isOver = Boolean(current?.isOver || current?.isCancelled);
  return {
    trial: current?.trial,
    error: current?.error,
    pending: key !== undefined && !isOver,
    isComplete: Boolean(current?.isOver && current.trial),
    isCancelled: Boolean(current?.isCancelled),
    retry: useCallback(() => {
      setHeard(undefined);
      setTries(count => count + 1);
    }, []),
    cancel: useCallback(() => {
      if (key === undefined) return;
      stop.current();
      setHeard(before => ({
        ...(before?.key === key && before),
        key,
        isCancelled: true,
      }));
    }, [key]),
  };
}
