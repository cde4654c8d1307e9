import type {
  HistoryPage,
  HistoryQuery,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import { ACCESS, useAccess } from '../access/useAccess';

const PACE = 5_000;
const SELDOM = 60_000;

/** A page of what happened, the newest first. */
export function useHistory(query: HistoryQuery) {
  return useAccess<HistoryPage>(
    `${ACCESS}history:${JSON.stringify(query)}`,
    api => api.listHistory(query),
    // Older pages do not change, and nobody is let in within seconds.
    page => (page && !query.cursor ? PACE : SELDOM),
  );
}
