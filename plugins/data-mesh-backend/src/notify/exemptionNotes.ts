import type { HistoryEntry } from '@data-mesh/backstage-plugin-data-mesh-common';
import type { HistoryAction } from '../history/actions';
import {
  actorName,
  dayOf,
  textOf,
  textsOf,
  productIn,
} from '../history/wording';
import type { Note } from './notesOf';
import { PAGES } from './pages';
import type { Text } from './texts';

/** What people are told of exemptions from policies. */
export type ExemptionNoteKind =
  | 'exemption-asked'
  | 'exemption-decided'
  | 'exemption-ended';

/** Which entries can become notes on exemptions. */
export const EXEMPTION_NOTE_KINDS = {
  'exemption.requested': 'exemption-asked',
  'exemption.approved': 'exemption-decided',
  'exemption.rejected': 'exemption-decided',
  'exemption.revoked': 'exemption-decided',
  'exemption.ended': 'exemption-ended',
} satisfies Partial<Record<HistoryAction, ExemptionNoteKind>>;

/** Whether a kind of note is about an exemption. */
export function isExemptionNote(kind: string): kind is ExemptionNoteKind {
  return kind.startsWith('exemption-');
}

function recipientsOf(kind: ExemptionNoteKind, entry: HistoryEntry): string[] {
  if (kind === 'exemption-asked') return textsOf(entry.details, 'deciders');
  const owner = textOf(entry.details, 'owner');
  const asker = textOf(entry.details, 'requestedBy');
  return [
    ...(owner ? [owner] : []),
    ...(asker && kind === 'exemption-decided' ? [asker] : []),
  ];
}

/** Who is to be told of an entry about an exemption. */
export function exemptionNotes(
  kind: ExemptionNoteKind,
  entry: HistoryEntry,
): Note[] {
  const unit = `exemption:${textOf(entry.details, 'exemption')}`;
  return recipientsOf(kind, entry).map(recipient => ({
    kind,
    recipient,
    unit,
    entry,
  }));
}

function subjectOf(entry: HistoryEntry): string {
  return `${productIn(entry)} from ${
    textOf(entry.details, 'policies') ?? 'a policy'
  }`;
}

const DECIDED = new Map([
  ['exemption.approved', 'is approved'],
  ['exemption.rejected', 'was rejected'],
  ['exemption.revoked', 'was taken back'],
]);

function pageOf({ details }: HistoryEntry): string {
  const policy = textOf(details, 'policy');
  return policy ? PAGES.policy(policy) : PAGES.findings;
}

/** What one note about an exemption says. */
export const ABOUT_ONE_EXEMPTION: Record<
  ExemptionNoteKind,
  (note: Note) => Text
> = {
  'exemption-asked': ({ entry }) => {
    const day = dayOf(entry.details, 'endsAt');
    return {
      title: `${actorName(entry.actor)} asks to exempt ${subjectOf(entry)}${
        day ? ` until ${day}` : ''
      }`,
      description: textOf(entry.details, 'reason'),
      link: pageOf(entry),
    };
  },
  'exemption-decided': ({ entry }) => ({
    title: `the exemption of ${subjectOf(entry)} ${
      DECIDED.get(entry.action) ?? 'was decided'
    }`,
    description:
      textOf(entry.details, 'comment') ?? textOf(entry.details, 'reason'),
    link: pageOf(entry),
  }),
  'exemption-ended': ({ entry }) => ({
    title:
      entry.details.wasApproved === false
        ? `nobody decided in time to exempt ${subjectOf(entry)}`
        : `the exemption of ${subjectOf(entry)} is over`,
    description: 'The policy is held against it as against any other.',
    link: pageOf(entry),
    severity: 'high',
  }),
};

/** What many of them say. */
export const ABOUT_MANY_EXEMPTIONS: Record<
  ExemptionNoteKind,
  { title: string; link: string }
> = {
  'exemption-asked': {
    title: 'exemptions from policies wait for you',
    link: PAGES.policies,
  },
  'exemption-decided': {
    title: 'exemptions from policies were decided',
    link: PAGES.policies,
  },
  'exemption-ended': {
    title: 'exemptions from policies are over',
    link: PAGES.findings,
  },
};
