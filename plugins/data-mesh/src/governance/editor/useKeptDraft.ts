import { useCallback, useEffect, useState } from 'react';
import { EMPTY_DRAFT, type PolicyDraft } from './policyDraft';

const PREFIX = 'data-mesh:policy-draft:';

type Kept = { draft: PolicyDraft; basedOn?: number };

function readKept(key: string): Kept | undefined {
  try {
    const kept = JSON.parse(window.sessionStorage.getItem(key) ?? '');
    return { ...kept, draft: { ...EMPTY_DRAFT, ...kept.draft } };
  } catch {
    return undefined;
  }
}

/**
 * What is filled in, kept in this tab until it is published or discarded: going
 * back in the browser cannot be asked about, and loses nothing either.
 *
 * @param id - of the policy; none of a new one
 * @param initial - what it begins with, and the version that this is of
 */
export function useKeptDraft(
  id: string | undefined,
  initial: Kept,
): Kept & {
  /** Whether something is filled in that is not published. */
  isDirty: boolean;
  /** Whether it is from before this page was opened. */
  isRestored: boolean;
  change: (part: Partial<PolicyDraft>) => void;
  /** Bases it on another version, which its author has seen. */
  rebase: (version: number) => void;
  discard: () => void;
} {
  const key = `${PREFIX}${id ?? ''}`;
  const [before] = useState(() => readKept(key));
  const [kept, setKept] = useState<Kept>(before ?? initial);
  const [isRestored, setRestored] = useState(before !== undefined);
  const isDirty = JSON.stringify(kept.draft) !== JSON.stringify(initial.draft);

  useEffect(() => {
    if (isDirty) window.sessionStorage.setItem(key, JSON.stringify(kept));
    else window.sessionStorage.removeItem(key);
  }, [key, kept, isDirty]);

  return {
    ...kept,
    isDirty,
    isRestored,
    change: useCallback(
      part =>
        setKept(current => ({
          ...current,
          draft: { ...current.draft, ...part },
        })),
      [],
    ),
    rebase: useCallback(
      version => setKept(current => ({ ...current, basedOn: version })),
      [],
    ),
    discard: () => {
      window.sessionStorage.removeItem(key);
      setRestored(false);
      setKept(initial);
    },
  };
}
