import type { HistoryEntry } from '@data-mesh/backstage-plugin-data-mesh-common';
import { DateTime } from 'luxon';
import type { HistoryAction } from '../history/actions';
import { because, dayOf, nameOf, textOf } from '../history/wording';
import type { MessageContext, Note } from './notesOf';
import { PAGES } from './pages';
import type { Text } from './texts';

/** What people are told of changes of schemas. */
export type SchemaNoteKind =
  | 'schema-asked'
  | 'schema-late'
  | 'schema-answered'
  | 'schema-over'
  | 'schema-failed'
  | 'schema-bypassed';

/** A change of a schema, as it stands when people are told. */
export type SchemaChangeContext = {
  subject: string;
  productRef: string;
  message: string;
  proposedBy: string;
  respondBy?: string;
  silence: string;
  overriddenBy?: string;
  /** Who has yet to answer, each for one consumer. */
  waiting: Array<{ consumer: string; owner: string }>;
  /** Owners of all who read it. */
  readers: string[];
  /** Who can accept it for them. */
  overriders: string[];
};

/** Who stands behind what was registered past the portal. */
export type BypassContext = { product: string[]; readers: string[] };

/** Which entries can become notes on changes of schemas. */
export const SCHEMA_NOTE_KINDS = {
  'schema-change.asked': 'schema-asked',
  'schema-change.reminded': 'schema-asked',
  'schema-change.escalated': 'schema-late',
  'schema-change.answered': 'schema-answered',
  'schema-change.registered': 'schema-over',
  'schema-change.withdrawn': 'schema-over',
  'schema-change.failed': 'schema-failed',
  'schema-change.bypassed': 'schema-bypassed',
} satisfies Partial<Record<HistoryAction, SchemaNoteKind>>;

/** Whether a kind of note is about a change of a schema. */
export function isSchemaNote(kind: string): kind is SchemaNoteKind {
  return kind.startsWith('schema-');
}

function recipientsOf(
  kind: SchemaNoteKind,
  entry: HistoryEntry,
  change: SchemaChangeContext,
): string[] {
  const { waiting, readers, overriders, proposedBy } = change;
  switch (kind) {
    case 'schema-asked':
      // Whoever has answered meanwhile is left in peace.
      return waiting.flatMap(({ consumer, owner }) =>
        entry.action === 'schema-change.reminded' || consumer === entry.consumer
          ? [owner]
          : [],
      );
    case 'schema-late':
      return [...overriders, proposedBy];
    case 'schema-answered':
      return textOf(entry.details, 'answer') === 'acknowledge'
        ? []
        : [proposedBy];
    case 'schema-over':
      return [...readers, proposedBy];
    default:
      return [proposedBy];
  }
}

/** Who is to be told of an entry about a change of a schema. */
export function schemaChangeNotes(
  kind: SchemaNoteKind,
  entry: HistoryEntry,
  context: MessageContext,
): Note[] {
  if (kind === 'schema-bypassed') {
    const bypass = context.bypasses.get(entry.seq);
    return [...(bypass?.product ?? []), ...(bypass?.readers ?? [])].map(
      recipient => ({
        kind,
        recipient,
        unit: `schema:${entry.cluster} ${textOf(entry.details, 'subject')}`,
        entry,
      }),
    );
  }
  const id = textOf(entry.details, 'change');
  const change = id ? context.schemaChanges.get(id) : undefined;
  // Whoever registers what breaks nobody has seen that it is there.
  if (!id || !change || entry.details.compatible === true) return [];
  return recipientsOf(kind, entry, change).map(recipient => ({
    kind,
    recipient,
    unit: `schema-change:${id}`,
    entry,
    schemaChange: { ...change, id },
  }));
}

function day(iso: string | undefined): string {
  return iso
    ? DateTime.fromISO(iso, { zone: 'utc', locale: 'en' }).toFormat(
        'd LLLL yyyy',
      )
    : 'its date';
}

function askedText({ entry, schemaChange }: Note): Text {
  if (!schemaChange) return { title: 'a change of a schema waits for you' };
  const { waiting, productRef, message, respondBy, silence } = schemaChange;
  const mine = waiting.map(({ consumer }) => nameOf(consumer));
  const prefix = entry.action === 'schema-change.reminded' ? 'still: ' : '';
  return {
    title: `${prefix}a new schema of ${nameOf(productRef)} breaks ${
      entry.consumer ? nameOf(entry.consumer) : mine.join(', ')
    }`,
    description: `Answer by ${day(respondBy)}${because(
      message,
    )}. No answer by then is ${
      silence === 'consent' ? 'consent' : 'an objection'
    }.`,
  };
}

function answeredText({ entry, schemaChange }: Note): Text {
  const { actor, consumer, details } = entry;
  const who = `${nameOf(actor)}${consumer ? ` (${nameOf(consumer)})` : ''}`;
  const from = dayOf(details, 'date');
  return {
    title: from
      ? `${who} agrees to your new schema from ${day(from)} on`
      : `${who} objects to your new schema of ${nameOf(
          schemaChange?.productRef ?? 'a data product',
        )}`,
    description: textOf(details, 'comment'),
    severity: from ? 'normal' : 'high',
  };
}

function overText({ entry, schemaChange }: Note): Text {
  const what = schemaChange
    ? `the new schema of ${nameOf(schemaChange.productRef)}`
    : 'a new schema';
  if (entry.action === 'schema-change.withdrawn') {
    return {
      title: `${what} was withdrawn`,
      description: textOf(entry.details, 'reason'),
    };
  }
  const overrider = schemaChange?.overriddenBy;
  return {
    title: `${what} is registered`,
    description: overrider
      ? `${nameOf(overrider)} accepted it for those who read it.`
      : 'All who read it had agreed.',
    severity: 'high',
  };
}

/** What notes about one change say together: as the last of them has it. */
export const ABOUT_ONE_SCHEMA: Record<SchemaNoteKind, (note: Note) => Text> = {
  'schema-asked': askedText,
  'schema-late': ({ schemaChange }) => ({
    title: `not all who read it agree to the new schema of ${nameOf(
      schemaChange?.productRef ?? 'a data product',
    )}`,
    description:
      'Its date is over. A steward can accept it for them, or its owner withdraws it.',
    severity: 'high',
  }),
  'schema-answered': answeredText,
  'schema-over': overText,
  'schema-failed': ({ entry, schemaChange }) => ({
    title: `the new schema of ${nameOf(
      schemaChange?.productRef ?? 'a data product',
    )} could not be registered`,
    description: textOf(entry.details, 'reason'),
    severity: 'high',
  }),
  'schema-bypassed': ({ entry }) => ({
    title: `somebody registered a schema of ${
      entry.product ? nameOf(entry.product) : 'a data product'
    } that breaks those who read it`,
    description: `${
      textOf(entry.details, 'breaks') ?? 'It is not compatible'
    }. It was registered past the portal, so nobody was asked.`,
    link: entry.product && PAGES.schemaChanges,
    severity: 'critical',
  }),
};

/** The same of many changes. */
export const ABOUT_MANY_SCHEMAS: Record<
  SchemaNoteKind,
  { title: string; link: string }
> = {
  'schema-asked': {
    title: 'new schemas break consumers of yours',
    link: PAGES.schemaChanges,
  },
  'schema-late': {
    title: 'new schemas do not have the agreement of all who read them',
    link: PAGES.schemaChanges,
  },
  'schema-answered': {
    title: 'of your new schemas were answered',
    link: PAGES.schemaChanges,
  },
  'schema-over': {
    title: 'changes of schemas are over',
    link: PAGES.schemaChanges,
  },
  'schema-failed': {
    title: 'of your new schemas could not be registered',
    link: PAGES.schemaChanges,
  },
  'schema-bypassed': {
    title: 'schemas were registered past the portal',
    link: PAGES.schemaChanges,
  },
};
