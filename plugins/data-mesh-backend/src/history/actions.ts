/**
 * Everything that the history can hold. Names are noun, then what happened to
 * it; they are stored, so none is ever renamed.
 */
export const HISTORY_ACTIONS = [
  'request.submitted',
  'request.refused',
  'item.approved',
  'item.rejected',
  'item.withdrawn',
  'item.reminded',
  'item.escalated',
  'decision.refused',
  'grant.created',
  'grant.activated',
  'grant.failed',
  'grant.retried',
  'grant.renewed',
  'grant.renewal-refused',
  'grant.reminded',
  'grant.unseen',
  'grant.ending',
  'grant.revocation-refused',
  'grant.expired',
  'grant.revoked',
  'binding.preexisting',
  'binding.created',
  'binding.missing',
  'binding.repair-requested',
  'binding.returned',
  'binding.removed',
  'binding.kept',
  'binding.adopted',
  'binding.ignored',
  'binding.unignored',
  'binding.revoked',
  'principal.confirmed',
  'principal.created',
  'principal.revealed',
  'principal.reveal-refused',
  'principal.dropped',
  'principal.removed',
  'offsets.reset',
  'offsets.reset-refused',
] as const;

/** One of {@link HISTORY_ACTIONS}. */
export type HistoryAction = (typeof HISTORY_ACTIONS)[number];
