import { useState } from 'react';
import { useRefresh } from '../live/useLive';

/** Where a dialog stands that shows what would happen before it does. */
export type PlannedAct<T> = {
  /** For the dialog's footer. */
  stage: 'asking' | 'planned' | 'done';
  /** Whether what was asked is fixed, and its plan shown or carried out. */
  isPlanned: boolean;
  isPending: boolean;
  /** Of the act, not of the plan. */
  failure?: Error;
  /** What came of it. */
  done?: T;
  /** From what is asked to the plan. */
  plan: () => void;
  /** From the plan to what is asked. */
  back: () => void;
  /** Lets it happen; never throws. */
  act: (task: () => Promise<T>) => Promise<void>;
};

/**
 * The state of such a dialog: first what is asked, then what it would come to,
 * then what has come of it.
 *
 * @param refreshes - prefix of what is asked again once it has happened
 */
export function usePlannedAct<T>(refreshes: string): PlannedAct<T> {
  const refresh = useRefresh(refreshes);
  const [isPlanned, setPlanned] = useState(false);
  const [isPending, setPending] = useState(false);
  const [failure, setFailure] = useState<Error>();
  const [done, setDone] = useState<T>();
  const stage = isPlanned ? 'planned' : 'asking';
  return {
    stage: done === undefined ? stage : 'done',
    isPlanned,
    isPending,
    failure,
    done,
    plan: () => setPlanned(true),
    back: () => {
      setFailure(undefined);
      setPlanned(false);
    },
    act: async task => {
      setPending(true);
      setFailure(undefined);
      try {
        setDone(await task());
        refresh();
      } catch (error) {
        setFailure(error as Error);
      } finally {
        setPending(false);
      }
    },
  };
}
