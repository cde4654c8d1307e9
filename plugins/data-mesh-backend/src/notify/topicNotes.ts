import type { HistoryEntry } from '@data-mesh/backstage-plugin-data-mesh-common';
import type { HistoryAction } from '../history/actions';
import { actorName, nameOf, textOf, textsOf } from '../history/wording';
import type { Note } from './notesOf';
import { PAGES } from './pages';
import type { Text } from './texts';

/** What people are told of topics that they use. */
export type TopicNoteKind = 'topic-changed';

/** Which entries can become notes on topics. */
export const TOPIC_NOTE_KINDS = {
  'topic.changed': 'topic-changed',
} satisfies Partial<Record<HistoryAction, TopicNoteKind>>;

/** Whether a kind of note is about a topic. */
export function isTopicNote(kind: string): kind is TopicNoteKind {
  return kind.startsWith('topic-');
}

/** A consumer that uses a topic, and who stands behind it. */
export type TopicUser = { consumer: string; owner: string };

/** The consumers that are to be told of an entry, where it is of a topic. */
export function usersTold(entry: HistoryEntry): string[] {
  return entry.action === 'topic.changed'
    ? textsOf(entry.details, 'consumers')
    : [];
}

/** One note for each owner, however many of theirs use the topic. */
export function topicNotes(entry: HistoryEntry, users: TopicUser[]): Note[] {
  const owners = [...new Set(users.map(({ owner }) => owner))];
  return owners.map(recipient => ({
    kind: 'topic-changed',
    recipient,
    // The next change takes nothing back of what this one entails.
    unit: `topic-change:${entry.seq}`,
    entry,
    consumers: users.flatMap(({ consumer, owner }) =>
      owner === recipient ? [consumer] : [],
    ),
  }));
}

/** What people call the topic that an entry is about. */
export function topicIn({ topic, cluster }: HistoryEntry): string {
  return topic ? `topic ${topic}${cluster ? ` on ${cluster}` : ''}` : 'a topic';
}

/** What a note about one change of a topic says. */
export function topicChangedText({ entry, consumers = [] }: Note): Text {
  const { actor, details, product } = entry;
  const users = consumers.map(nameOf).join(', ');
  const reason = textOf(details, 'reason');
  return {
    title: `${actorName(actor)} changed ${topicIn(entry)}, which ${
      users || 'you'
    } ${consumers.length > 1 || !users ? 'use' : 'uses'}`,
    description: [
      ...(reason ? [reason] : []),
      ...textsOf(details, 'told'),
    ].join('. '),
    link: product ? PAGES.ports(product) : PAGES.grants,
    severity: 'high',
  };
}
