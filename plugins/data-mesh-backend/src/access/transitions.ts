/** Where an item of a request stands. */
export type ItemState = 'pending' | 'approved' | 'rejected' | 'withdrawn';

/** What can happen to an item. */
export type ItemEvent = 'approve' | 'reject' | 'withdraw';

/** Where an item stands, and at which of its steps. */
export type ItemPosition = { state: ItemState; step: number; steps: number };

/**
 * What an event makes of an item, or `undefined` if it cannot happen now.
 * An item without steps is approved by its access rule alone.
 */
export function nextItem(
  at: ItemPosition,
  event: ItemEvent,
): ItemPosition | undefined {
  if (at.state !== 'pending') return undefined;
  if (event === 'withdraw') return { ...at, state: 'withdrawn' };
  if (event === 'reject') return { ...at, state: 'rejected' };
  const step = at.step + 1;
  return step >= at.steps
    ? { ...at, step: at.steps, state: 'approved' }
    : { ...at, step };
}

/**
 * Where a grant stands: `pending` until every broker has its bindings,
 * `ending` until none has those that were ours.
 */
export type GrantState =
  | 'pending'
  | 'active'
  | 'failed'
  | 'ending'
  | 'expired'
  | 'revoked';

/** What can happen to a grant. */
export type GrantEvent =
  | 'confirm'
  | 'fail'
  | 'retry'
  | 'expire'
  | 'revoke'
  | 'end';

/** Why a grant ends, which is where it ends. */
export type EndState = 'expired' | 'revoked';

/** Where a grant stands, and while it ends, what it will be. */
export type GrantPosition = { state: GrantState; endState?: EndState };

/** States from which a grant can still become or stay usable. */
export const LIVE_GRANT_STATES: readonly GrantState[] = [
  'pending',
  'active',
  'failed',
];

/** States of a grant that is over. */
export const ENDED_GRANT_STATES: readonly GrantState[] = ['expired', 'revoked'];

/** What an event makes of a grant, or `undefined` if it cannot happen now. */
export function nextGrant(
  at: GrantPosition,
  event: GrantEvent,
): GrantPosition | undefined {
  const { state } = at;
  switch (event) {
    case 'confirm':
      return state === 'pending' ? { state: 'active' } : undefined;
    case 'fail':
      return state === 'pending' ? { state: 'failed' } : undefined;
    case 'retry':
      return state === 'failed' ? { state: 'pending' } : undefined;
    case 'expire':
      return LIVE_GRANT_STATES.includes(state)
        ? { state: 'ending', endState: 'expired' }
        : undefined;
    case 'revoke':
      return LIVE_GRANT_STATES.includes(state)
        ? { state: 'ending', endState: 'revoked' }
        : undefined;
    default:
      return state === 'ending' && at.endState
        ? { state: at.endState }
        : undefined;
  }
}
