import type { HistoryQuery } from '@data-mesh/backstage-plugin-data-mesh-common';
import { DateTime } from 'luxon';

/** Groups of actions, by what their names begin with. */
export const ACTIONS = [
  { id: 'any', label: 'Anything' },
  { id: 'request.', label: 'Requests' },
  { id: 'item.', label: 'Decisions and reminders' },
  { id: 'decision.', label: 'Decisions that were refused' },
  { id: 'grant.', label: 'Grants' },
  { id: 'campaign.', label: 'Campaigns' },
  { id: 'schema-change.', label: 'Schema changes' },
  { id: 'binding.', label: 'ACLs at Kafka' },
  { id: 'principal.', label: 'Principals and passwords' },
  { id: 'offsets.', label: 'Offsets' },
] as const;

const TEXTS = [
  'product',
  'consumer',
  'cluster',
  'topic',
  'actor',
  'grant',
  'request',
] as const;

/** Every parameter that narrows the history. */
export const HISTORY_PARAMS = [...TEXTS, 'action', 'from', 'to'];

/** What the URL narrows the history to; days are those of the reader. */
export function toHistoryQuery(params: URLSearchParams): HistoryQuery {
  const action = ACTIONS.find(({ id }) => id === params.get('action'))?.id;
  return {
    ...pick(params, TEXTS),
    ...(action && action !== 'any' && { action }),
    ...timesOf(params),
  };
}

function pick<T extends string>(
  params: URLSearchParams,
  names: readonly T[],
): { [K in T]?: string } {
  const found: { [K in T]?: string } = {};
  for (const name of names) {
    const value = params.get(name);
    if (value) found[name] = value;
  }
  return found;
}

/** From the first day on, to the end of the last one. */
function timesOf(params: URLSearchParams): { from?: string; to?: string } {
  const from = startOf(params.get('from'));
  const to = startOf(params.get('to'))?.plus({ days: 1 });
  return {
    ...(from && { from: from.toJSDate().toISOString() }),
    ...(to && { to: to.toJSDate().toISOString() }),
  };
}

function startOf(day: string | null): DateTime | undefined {
  const date = DateTime.fromISO(day ?? '');
  return date.isValid ? date.startOf('day') : undefined;
}
