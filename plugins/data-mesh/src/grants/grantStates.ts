/** What a list of grants can be narrowed to; the first unless one chooses. */
export const GRANT_STATES = [
  { id: 'live', label: 'Not ended' },
  { id: 'active', label: 'Active' },
  { id: 'pending', label: 'Being set up' },
  { id: 'failed', label: 'Failed' },
  { id: 'expired', label: 'Expired' },
  { id: 'revoked', label: 'Revoked' },
  { id: 'any', label: 'Any' },
] as const;

/** One of {@link GRANT_STATES}. */
export type GrantFilter = (typeof GRANT_STATES)[number]['id'];

/** The values that the URL can have. */
export const GRANT_FILTERS: readonly GrantFilter[] = GRANT_STATES.map(
  ({ id }) => id,
);

/** The question to the backend. */
export function stateQuery(filter: GrantFilter) {
  return filter === 'any' ? {} : { state: filter };
}
