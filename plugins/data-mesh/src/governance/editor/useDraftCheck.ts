import { useRef } from 'react';
import type { PolicyDocumentTrial } from '@data-mesh/backstage-plugin-data-mesh-common';
import { useAsk } from '../../live/useAsk';
import { useTrial, type RunningTrial } from '../whatIf/useTrial';
import { triedPart } from './policyDraft';
import { useDebounced } from './useDebounced';

// Whoever types is not answered after each letter.
const SETTLED_MS = 600;

/** What the backend says of a document as it is written. */
export type DraftCheck = {
  /** The newest answer, which may be about what was written before. */
  answer?: PolicyDocumentTrial;
  /** Whether it is about what is written now. */
  isCurrent: boolean;
  error?: Error;
  retry: () => void;
  /** What it would find; nothing while it cannot be read. */
  run: RunningTrial;
};

/** Checks a document as one writes it, and tries it once it can be read. */
export function useDraftCheck(document: Record<string, unknown>): DraftCheck {
  const text = JSON.stringify(document);
  const settled = useDebounced(text, SETTLED_MS);
  const written: Record<string, unknown> = JSON.parse(settled);
  const check = useAsk(settled, api =>
    api.tryPolicyDocument({ document: written, limit: 1 }),
  );
  const newest = useRef<PolicyDocumentTrial>();
  if (check.value) newest.current = check.value;
  const answer = newest.current;
  const isReadable = check.value?.problems.length === 0;
  // What is only said in other words finds the same.
  const tried = JSON.stringify(triedPart(written));
  const readable = useRef<{ tried: string; document: typeof written }>();
  if (isReadable) readable.current = { tried, document: written };
  const { current } = readable;
  const run = useTrial(
    current?.tried === tried ? tried : undefined,
    async (api, part) =>
      // Of words that are missing for a moment, a trial knows nothing.
      (
        await api.tryPolicyDocument({
          document: current?.document ?? written,
          ...part,
        })
      ).trial,
  );
  return {
    answer,
    isCurrent: settled === text && check.value !== undefined,
    error: check.error,
    retry: check.retry,
    run,
  };
}
