import type { HistoryEntry } from '@data-mesh/backstage-plugin-data-mesh-common';
import type { HistoryAction } from '../history/actions';
import { nameOf, productIn, textOf, textsOf } from '../history/wording';
import type { Note } from './notesOf';
import { PAGES } from './pages';
import type { Text } from './texts';

/** What people are told of products that others are asked to publish. */
export type ClaimNoteKind = 'claim-asked' | 'claim-answered';

/** Which entries can become notes on such requests. */
export const CLAIM_NOTE_KINDS = {
  'claim.requested': 'claim-asked',
  'claim.withdrawn': 'claim-asked',
  'claim.accepted': 'claim-answered',
  'claim.declined': 'claim-answered',
} satisfies Partial<Record<HistoryAction, ClaimNoteKind>>;

/** Whether a kind of note is about such a request. */
export function isClaimNote(kind: string): kind is ClaimNoteKind {
  return kind.startsWith('claim-');
}

/** Who is asked, and who has asked, are told. */
export function claimNotes(kind: ClaimNoteKind, entry: HistoryEntry): Note[] {
  const { details } = entry;
  const told =
    kind === 'claim-asked' ? details.domainOwner : details.requestedBy;
  return textsOf({ told: [told] }, 'told').map(recipient => ({
    kind,
    recipient,
    unit: `claim:${textOf(details, 'claim')}`,
    entry,
  }));
}

/** What notes about one request say together: as the last of them has it. */
export const ABOUT_ONE_CLAIM: Record<ClaimNoteKind, (note: Note) => Text> = {
  'claim-asked': ({ entry }) => {
    const { details, actor } = entry;
    const domain = textOf(details, 'domain');
    const owner = textOf(details, 'owner');
    const isOver = entry.action === 'claim.withdrawn';
    return {
      title: isOver
        ? `${nameOf(actor)} withdrew the request to publish ${productIn(entry)}`
        : `${nameOf(actor)} asks you to publish ${productIn(entry)} for ${
            owner ? nameOf(owner) : 'their team'
          }`,
      description: textOf(details, 'message'),
      link: domain && PAGES.entity(domain),
      severity: isOver ? 'low' : 'normal',
    };
  },
  'claim-answered': ({ entry }) => ({
    title:
      entry.action === 'claim.accepted'
        ? `${nameOf(entry.actor)} published ${productIn(entry)} for you`
        : `${nameOf(entry.actor)} declined to publish ${productIn(entry)}`,
    description: textOf(entry.details, 'comment'),
    link: entry.product && PAGES.ports(entry.product),
  }),
};

/** The same of many requests. */
export const ABOUT_MANY_CLAIMS: Record<
  ClaimNoteKind,
  { title: string; link: string }
> = {
  'claim-asked': {
    title: 'data products that you are asked to publish',
    link: PAGES.products,
  },
  'claim-answered': {
    title: 'of your requests to publish were answered',
    link: PAGES.products,
  },
};
