import type { HistoryEntry } from '@data-mesh/backstage-plugin-data-mesh-common';
import type { HistoryAction } from '../history/actions';
import { actorName, nameOf, textOf } from '../history/wording';
import type { Note } from './notesOf';
import { PAGES } from './pages';
import type { Text } from './texts';

/** What people are told of domains that are published in the portal. */
export type DomainNoteKind =
  | 'domain-given'
  | 'domain-taken'
  | 'domain-offered'
  | 'domain-leaving'
  | 'domain-answered';

/** Which entries can become notes on such domains. */
export const DOMAIN_NOTE_KINDS = {
  'domain.published': 'domain-given',
  'domain.changed': 'domain-given',
  'domain.transfer-proposed': 'domain-offered',
  'domain.transferred': 'domain-answered',
  'domain.transfer-declined': 'domain-answered',
} satisfies Partial<Record<HistoryAction, DomainNoteKind>>;

/** Whether a kind of note is about a published domain. */
export function isDomainNote(kind: string): kind is DomainNoteKind {
  return kind.startsWith('domain-');
}

/** What people call the domain that an entry is about. */
export function domainIn({ details }: HistoryEntry): string {
  const name = textOf(details, 'title') ?? textOf(details, 'domain');
  return name ? `domain ${nameOf(name)}` : 'a domain';
}

type Told = { kind: DomainNoteKind; recipient?: string; exclude?: string };

/** Nobody comes to own a domain, or loses it, without being told. */
function toldOf({ action, details }: HistoryEntry): Told[] {
  const [owner, from, to, proposedBy] = [
    'owner',
    'from',
    'to',
    'proposedBy',
  ].map(key => textOf(details, key));
  switch (action) {
    case 'domain.transfer-proposed':
      return [
        { kind: 'domain-offered', recipient: to },
        { kind: 'domain-leaving', recipient: from },
      ];
    case 'domain.transferred':
      return [
        { kind: 'domain-answered', recipient: proposedBy },
        { kind: 'domain-taken', recipient: from, exclude: proposedBy },
      ];
    case 'domain.transfer-declined':
      // What was taken back waits for the receiver no more.
      return [
        {
          kind: 'domain-answered',
          recipient: details.withdrawn === true ? to : proposedBy,
        },
      ];
    default:
      return action === 'domain.published' || from
        ? [
            { kind: 'domain-given', recipient: owner },
            { kind: 'domain-taken', recipient: from },
          ]
        : [];
  }
}

/** Who is to be told of an entry about a published domain. */
export function domainNotes(entry: HistoryEntry): Note[] {
  return toldOf(entry).flatMap(({ recipient, ...told }) =>
    recipient
      ? [
          {
            ...told,
            recipient,
            unit: `domain:${textOf(entry.details, 'domain')}`,
            entry,
          },
        ]
      : [],
  );
}

function pageOf({ entry }: Note): string | undefined {
  const ref = textOf(entry.details, 'domain');
  return ref && PAGES.entity(ref);
}

function inWords(...parts: Array<string | undefined>): string {
  return parts.filter(Boolean).join(' – ');
}

function receiverOf({ details }: HistoryEntry): string {
  return nameOf(
    textOf(details, 'to') ?? textOf(details, 'owner') ?? 'another group',
  );
}

/** What a note about one domain says. */
export const ABOUT_ONE_DOMAIN: Record<DomainNoteKind, (note: Note) => Text> = {
  'domain-given': note => ({
    title: `${actorName(note.entry.actor)} made you the owner of ${domainIn(
      note.entry,
    )}`,
    description: inWords(
      textOf(note.entry.details, 'reason'),
      'You decide on what is published of its topics.',
    ),
    link: pageOf(note),
  }),
  'domain-taken': note => ({
    title: `${domainIn(note.entry)} belongs to ${receiverOf(
      note.entry,
    )} now, not to you`,
    description: inWords(
      textOf(note.entry.details, 'reason'),
      `${actorName(note.entry.actor)} ${
        note.entry.action === 'domain.transferred'
          ? 'accepted it'
          : 'gave it away'
      }.`,
    ),
    link: pageOf(note),
    severity: 'high',
  }),
  'domain-offered': note => ({
    title: `${nameOf(note.entry.actor)} offers you ${domainIn(note.entry)}`,
    description: inWords(
      textOf(note.entry.details, 'reason'),
      'It is yours once a member of your group accepts it on its page.',
    ),
    link: pageOf(note),
  }),
  'domain-leaving': note => ({
    title: `${nameOf(note.entry.actor)} offers ${domainIn(
      note.entry,
    )}, which is yours, to ${receiverOf(note.entry)}`,
    description: inWords(
      textOf(note.entry.details, 'reason'),
      'It is theirs once they accept it; until then you can withdraw that on its page.',
    ),
    link: pageOf(note),
    severity: 'high',
  }),
  'domain-answered': note => ({
    title: `${nameOf(note.entry.actor)} ${
      note.entry.action === 'domain.transferred'
        ? 'accepted'
        : (note.entry.details.withdrawn === true && 'withdrew') || 'declined'
    } the transfer of ${domainIn(note.entry)}`,
    link: pageOf(note),
  }),
};

/** The same of many domains. */
export const ABOUT_MANY_DOMAINS: Record<
  DomainNoteKind,
  { title: string; link: string }
> = {
  'domain-given': { title: 'domains are yours now', link: PAGES.products },
  'domain-taken': {
    title: 'domains are yours no more',
    link: PAGES.products,
  },
  'domain-offered': {
    title: 'domains are offered to you',
    link: PAGES.products,
  },
  'domain-leaving': {
    title: 'of your domains are offered to others',
    link: PAGES.products,
  },
  'domain-answered': {
    title: 'of your transfers were answered',
    link: PAGES.products,
  },
};
