import type {
  Origin,
  SyncState,
} from '@data-mesh/backstage-plugin-data-mesh-common';

/** What a sync state is called. */
export const STATE_WORDS: Record<SyncState, string> = {
  'in-sync': 'In sync',
  unknown: 'Unknown',
  drift: 'Differs',
  missing: 'Missing',
  contested: 'Contested',
};

/** What a sync state means where the backend gives no reason. */
export const STATE_MEANING: Record<SyncState, string> = {
  'in-sync': 'Every topic is there and as described.',
  unknown: 'It could not be asked, so nothing is claimed.',
  drift: 'A topic is there, but differs from its description.',
  missing: 'A topic is not there.',
  contested: 'Another product wants the same topic.',
};

/** What an origin is called. */
export const ORIGIN_WORDS: Record<Origin, string> = {
  declared: 'Declared',
  published: 'Published',
  discovered: 'Discovered',
};

/** What an origin means. */
export const ORIGIN_MEANING: Record<Origin, string> = {
  declared: 'Described in Git by its team.',
  published: 'Made in the portal.',
  discovered: 'Derived from live topics that nobody has described yet.',
};

/** "source-aligned" as a label. */
export function capitalised(value: string): string {
  return value.charAt(0).toLocaleUpperCase('en-US') + value.slice(1);
}
