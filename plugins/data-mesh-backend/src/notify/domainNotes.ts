import type { HistoryEntry } from '@data-mesh/backstage-plugin-data-mesh-common';
import type { HistoryAction } from '../history/actions';
import { actorName, nameOf, textOf } from '../history/wording';
import type { Note } from './notesOf';
import { PAGES } from './pages';
import type { Text } from './texts';

/** What people are told of domains that are published in the portal. */
export type DomainNoteKind = 'domain-given';

/** Which entries can become notes on such domains. */
export const DOMAIN_NOTE_KINDS = {
  'domain.published': 'domain-given',
  'domain.changed': 'domain-given',
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

/** Whoever owns a domain from now on is told; nobody of any other change. */
export function domainNotes(kind: DomainNoteKind, entry: HistoryEntry): Note[] {
  const { action, details } = entry;
  const isGiven = action === 'domain.published' || textOf(details, 'from');
  const owner = textOf(details, 'owner');
  return isGiven && owner
    ? [
        {
          kind,
          recipient: owner,
          unit: `domain:${textOf(details, 'domain')}`,
          entry,
        },
      ]
    : [];
}

/** What a note about one domain says. */
export const ABOUT_ONE_DOMAIN: Record<DomainNoteKind, (note: Note) => Text> = {
  'domain-given': ({ entry }) => {
    const ref = textOf(entry.details, 'domain');
    return {
      title: `${actorName(entry.actor)} made you the owner of ${domainIn(
        entry,
      )}`,
      description: [
        textOf(entry.details, 'reason'),
        'You decide on what is published of its topics.',
      ]
        .filter(Boolean)
        .join(' – '),
      link: ref && PAGES.entity(ref),
    };
  },
};

/** The same of many domains. */
export const ABOUT_MANY_DOMAINS: Record<
  DomainNoteKind,
  { title: string; link: string }
> = {
  'domain-given': {
    title: 'domains are yours now',
    link: PAGES.products,
  },
};
