/**
 * How what is declared compares with what is live, from best to worst:
 *
 * - `in-sync`: every topic is there and as described
 * - `unknown`: could not be asked, so nothing is claimed
 * - `drift`: the topic is there, but differs from its description
 * - `missing`: the topic is not there
 * - `contested`: another product wants the same topic
 *
 * `unknown` stands before what is known to be wrong, so that it never hides a
 * finding, and after `in-sync`, so that it never looks healthy.
 *
 * @public
 */
export const SYNC_STATES = [
  'in-sync',
  'unknown',
  'drift',
  'missing',
  'contested',
] as const;

/**
 * One of {@link SYNC_STATES}.
 *
 * @public
 */
export type SyncState = (typeof SYNC_STATES)[number];

/**
 * Tells whether a value is one of {@link SYNC_STATES}.
 *
 * @public
 */
export function isSyncState(value: unknown): value is SyncState {
  return SYNC_STATES.some(known => known === value);
}

/**
 * The worst of several states, as a product shows it for its ports. Of none at
 * all it is `unknown`: nothing was seen that could be in sync.
 *
 * @public
 */
export function worstSyncState(states: Iterable<SyncState>): SyncState {
  let worst = -1;
  for (const state of states) {
    worst = Math.max(worst, SYNC_STATES.indexOf(state));
  }
  return SYNC_STATES[worst] ?? 'unknown';
}
