import type { RunQuery } from '@data-mesh/backstage-plugin-data-mesh-common';
import { ACCESS, useAccess } from '../access/useAccess';

/** Runs of templates that made something, the newest first. */
export function useRuns(query: RunQuery) {
  return useAccess(`${ACCESS}runs:${JSON.stringify(query)}`, api =>
    api.listRuns(query),
  );
}

/** One run; asked for more often while something in it is under way. */
export function useRun(run: string) {
  return useAccess(
    `${ACCESS}run:${run}`,
    api => api.getRun(run),
    found =>
      found?.creations.some(({ state }) => /^(intended|undoing)$/.test(state))
        ? 1_000
        : 5_000,
  );
}

/** The files that one's own run has kept. */
export function useArchives(run: string) {
  return useAccess(`${ACCESS}archives:${run}`, api => api.listArchives(run));
}
