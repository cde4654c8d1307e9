import type { NotificationSendOptions } from '@backstage/plugin-notifications-node';
import { DateTime } from 'luxon';
import {
  accessOf,
  because,
  capitalised,
  dayOf,
  nameOf,
  promiseOf,
  textOf,
  productIn,
} from '../history/wording';
import type { Note, NoteKind } from './notesOf';
import {
  ABOUT_MANY_CLAIMS,
  ABOUT_ONE_CLAIM,
  isClaimNote,
  type ClaimNoteKind,
} from './claimNotes';
import {
  ABOUT_MANY_DOMAINS,
  ABOUT_ONE_DOMAIN,
  domainIn,
  isDomainNote,
  type DomainNoteKind,
} from './domainNotes';
import {
  ABOUT_MANY_EXEMPTIONS,
  ABOUT_ONE_EXEMPTION,
  isExemptionNote,
  type ExemptionNoteKind,
} from './exemptionNotes';
import { PAGES } from './pages';
import {
  ABOUT_MANY_PRODUCTS,
  ABOUT_ONE_PRODUCT,
  isProductNote,
  type ProductNoteKind,
} from './productNotes';
import {
  ABOUT_MANY_SCHEMAS,
  ABOUT_ONE_SCHEMA,
  isSchemaNote,
  type SchemaNoteKind,
} from './schemaChangeNotes';
import {
  isTopicNote,
  topicChangedText,
  topicIn,
  type TopicNoteKind,
} from './topicNotes';

type Payload = NotificationSendOptions['payload'];

/** What a notification says, without how it replaces another one. */
export type Text = Pick<Payload, 'title' | 'description' | 'link' | 'severity'>;

const MAX_TITLE = 200;
const MAX_DESCRIPTION = 600;
const MAX_LISTED = 5;

function cut(text: string, max: number): string {
  return text.length > max ? `${text.slice(0, max - 1)}…` : text;
}

function accessIn({ item, grant, campaign, entry, kind }: Note): string {
  if (
    isExemptionNote(kind) ||
    kind === 'violated' ||
    kind === 'announced' ||
    kind === 'enforced'
  ) {
    return productIn(entry);
  }
  if (isClaimNote(kind)) return productIn(entry);
  if (isDomainNote(kind)) return domainIn(entry);
  if (isProductNote(kind)) return productIn(entry);
  if (isTopicNote(kind)) return topicIn(entry);
  if (isSchemaNote(kind)) return textOf(entry.details, 'subject') ?? 'a schema';
  if (kind === 'breached') {
    return `${productIn(entry)}: ${promiseOf(entry.details)}`;
  }
  if (campaign) return campaign.title;
  const about = item ?? grant;
  return about
    ? accessOf({
        product: about.productRef,
        consumer: about.consumerRef,
        topic: about.topic,
        details: { mode: about.mode },
      })
    : accessOf(entry);
}

function listOf(notes: Note[]): string {
  const lines = [...new Set(notes.map(accessIn))];
  const more = lines.length - MAX_LISTED;
  return [
    ...lines.slice(0, MAX_LISTED),
    ...(more > 0 ? [`and ${more} more`] : []),
  ].join('; ');
}

/** Items that a note of the same request asks to decide, each once. */
function decideText(notes: Note[]): Text {
  const { entry, item } = notes[notes.length - 1];
  const items = new Map(notes.map(note => [note.entry.itemId, note]));
  const who = item ? nameOf(item.requestedBy) : 'somebody';
  const asks =
    items.size > 1
      ? `${who} asks for access to ${items.size} topics`
      : `${who} asks for ${accessIn(notes[0])}`;
  const prefix = new Map([
    ['item.reminded', 'still waiting: '],
    ['item.escalated', 'nobody has decided yet: '],
  ]).get(entry.action);
  const purpose = notes
    .map(note => textOf(note.entry.details, 'purpose'))
    .find(Boolean);
  return {
    title: `${prefix ?? ''}${asks}`,
    description: [
      ...(items.size > 1 ? [listOf([...items.values()])] : []),
      ...(purpose ? [`Purpose: ${purpose}`] : []),
    ].join('. '),
    link: PAGES.decide,
    severity: entry.action === 'item.escalated' ? 'high' : 'normal',
  };
}

function decidedText(notes: Note[]): Text {
  const note = notes[notes.length - 1];
  const { action, actor, details } = note.entry;
  const approved = action === 'item.approved';
  const conditions = textOf(details, 'conditions');
  return {
    title: `Your request was ${approved ? 'approved' : 'rejected'}: ${accessIn(
      note,
    )}`,
    description: [
      `By ${nameOf(actor)}${because(textOf(details, 'comment'))}`,
      ...(conditions ? [`Conditions: ${conditions}`] : []),
    ].join('. '),
    link: PAGES.requests,
  };
}

function missingText(notes: Note[]): Text {
  const texts = new Set(
    notes.map(note => textOf(note.entry.details, 'text') ?? 'an ACL'),
  );
  return {
    title: `somebody removed ACLs at Kafka: ${accessIn(
      notes[0],
    )} is incomplete`,
    description: `${[...texts].join(
      '; ',
    )}. It may be an incident response, so nothing was created again; an owner can have it done.`,
    severity: 'high',
  };
}

function endingText(note: Note): Text {
  const { actor, details } = note.entry;
  const day = dayOf(details, 'endsAt');
  return {
    title: `${accessIn(note)} ${
      day ? `will be revoked on ${day}` : 'is being revoked'
    }`,
    description: `By ${nameOf(actor)}${because(textOf(details, 'reason'))}`,
    severity: 'high',
  };
}

function endedText(note: Note): Text {
  const { action, details } = note.entry;
  const { endedBy } = note.grant ?? {};
  const reason = textOf(details, 'reason');
  return {
    title: `${accessIn(note)} ${
      action === 'grant.expired' ? 'has expired' : 'was revoked'
    }`,
    description: [
      endedBy ? `By ${nameOf(endedBy)}${because(reason)}` : reason,
      details.accessRemains
        ? 'ACLs that were at Kafka before the grant remain there, so access is still possible'
        : undefined,
    ]
      .filter(Boolean)
      .join('. '),
  };
}

function emergencyText(notes: Note[]): Text {
  const note = notes[notes.length - 1];
  const { action, details } = note.entry;
  const incident = textOf(details, 'incident');
  if (action === 'grant.review-reminded') {
    return {
      title: `nobody has reviewed it yet: emergency ${accessIn(note)}`,
      description: `Say whether it was justified${
        incident ? ` (${incident})` : ''
      }; the review stays open until somebody does.`,
    };
  }
  return {
    title: `${nameOf(note.entry.actor)} took ${accessIn(note)} in an emergency`,
    description: `${textOf(details, 'purpose') ?? 'No reason was given'}${
      incident ? ` (${incident})` : ''
    }. It ends by itself; review it, or revoke it if it is not right.`,
    severity: 'critical',
  };
}

/** A day as people write it: 3 December 2026. */
function dayInWords(iso: string): string {
  return DateTime.fromISO(iso, { zone: 'utc', locale: 'en' }).toFormat(
    'd LLLL yyyy',
  );
}

function recertifyText(notes: Note[]): Text {
  const { entry, campaign } = notes[notes.length - 1];
  if (!campaign) return { title: 'grants wait for your confirmation' };
  const { id, title, domainRef, dueAt, undecided, waiting } = campaign;
  const wait =
    waiting === 1
      ? `1 grant of ${nameOf(domainRef)} waits`
      : `${waiting} grants of ${nameOf(domainRef)} wait`;
  const prefix = entry.action === 'campaign.reminded' ? 'still: ' : '';
  return {
    title: `${prefix}${wait} for your confirmation until ${dayInWords(dueAt)}`,
    description: `${title}${because(
      textOf(entry.details, 'reason'),
    )}. What nobody answers by then is ${
      undecided === 'revoke' ? 'revoked' : 'kept, and reported'
    }.`,
    link: PAGES.campaign(id),
    severity: undecided === 'revoke' ? 'high' : 'normal',
  };
}

function recertifiedText(notes: Note[]): Text {
  const { entry, campaign } = notes[notes.length - 1];
  return {
    title: `${campaign?.title ?? 'a campaign'} is over`,
    description: entry.sentence,
    link: campaign && PAGES.campaign(campaign.id),
  };
}

function violatedText(notes: Note[]): Text {
  const note = notes[notes.length - 1];
  const { details } = note.entry;
  return {
    title: `${productIn(note.entry)} violates ${
      textOf(details, 'policies') ?? 'a policy'
    }`,
    description: [textOf(details, 'message'), textOf(details, 'remedy')]
      .filter(Boolean)
      .join('. '),
    link: PAGES.findings,
    severity: 'high',
  };
}

function breachedText(notes: Note[]): Text {
  const { entry } = notes[notes.length - 1];
  const promise = promiseOf(entry.details);
  const isOver = entry.action === 'slo.recovered';
  return {
    title: `${productIn(entry)} ${
      isOver ? 'keeps' : 'breaks'
    } its promise of ${promise}${isOver ? ' again' : ''}`,
    // Said also of the end: without words of its own it would keep those of
    // the breach, which it replaces.
    description: isOver
      ? 'What was measured last is within the promise.'
      : textOf(entry.details, 'message'),
    link: entry.product && PAGES.ports(entry.product),
    severity: isOver ? 'low' : 'high',
  };
}

function announcedText(notes: Note[]): Text {
  const { entry } = notes[notes.length - 1];
  const { details } = entry;
  const day = textOf(details, 'enforceFrom');
  const policy = textOf(details, 'policies') ?? 'a policy';
  return {
    title: `${productIn(entry)} violates ${policy}, which is enforced ${
      day ? `from ${dayInWords(day)}` : 'soon'
    }`,
    description: [
      textOf(details, 'note')?.replace(/\.$/, ''),
      textOf(details, 'message'),
      textOf(details, 'remedy'),
    ]
      .filter(Boolean)
      .join('. '),
    link: PAGES.findings,
    severity: 'high',
  };
}

function enforcedText(notes: Note[]): Text {
  const { entry } = notes[notes.length - 1];
  const policy = textOf(entry.details, 'policies') ?? 'a policy';
  return {
    ...violatedText(notes),
    title: `${policy} is enforced now: ${productIn(entry)} violates it`,
  };
}

/** What notes about one unit say together. */
const ABOUT_ONE: Record<
  Exclude<
    NoteKind,
    | ClaimNoteKind
    | DomainNoteKind
    | ExemptionNoteKind
    | ProductNoteKind
    | SchemaNoteKind
    | TopicNoteKind
  >,
  (notes: Note[]) => Text
> = {
  decide: decideText,
  decided: decidedText,
  connected: ([note]) => ({
    title: `ready to use: ${accessIn(note)}`,
    description: 'How to connect is on the page of the grant.',
  }),
  failed: notes => {
    const note = notes[notes.length - 1];
    return {
      title: `${accessIn(note)} could not be set up`,
      description: textOf(note.entry.details, 'reason'),
      severity: 'high',
    };
  },
  reminded: notes => {
    const note = notes[notes.length - 1];
    const day = dayOf(note.entry.details, 'endsAt');
    return {
      title: `${accessIn(note)} ends ${day ? `on ${day}` : 'soon'}`,
      description: 'Renew it if it is still needed.',
    };
  },
  unseen: notes => ({
    title: `${accessIn(notes[notes.length - 1])} is not seen in use`,
    description: 'If it is no longer needed, revoke it.',
    severity: 'low',
  }),
  ending: notes => endingText(notes[notes.length - 1]),
  ended: notes => endedText(notes[notes.length - 1]),
  missing: missingText,
  emergency: emergencyText,
  reviewed: notes => {
    const note = notes[notes.length - 1];
    const { actor, details } = note.entry;
    const verdict = textOf(details, 'verdict') ?? 'one way or the other';
    return {
      title: `${nameOf(actor)} found it ${verdict}: emergency ${accessIn(
        note,
      )}`,
      description: textOf(details, 'comment'),
    };
  },
  violated: violatedText,
  announced: announcedText,
  enforced: enforcedText,
  breached: breachedText,
  recertify: recertifyText,
  recertified: recertifiedText,
};

const ABOUT_MANY: Record<NoteKind, { title: string; link: string }> = {
  decide: { title: 'requests for access wait for you', link: PAGES.decide },
  decided: { title: 'of your requests were decided', link: PAGES.requests },
  connected: { title: 'grants are ready to use', link: PAGES.grants },
  failed: { title: 'grants could not be set up', link: PAGES.grants },
  reminded: { title: 'grants end soon', link: PAGES.grants },
  unseen: { title: 'grants are not seen in use', link: PAGES.grants },
  ending: { title: 'grants are being revoked', link: PAGES.grants },
  ended: { title: 'grants have ended', link: PAGES.grants },
  missing: { title: 'grants lack ACLs at Kafka', link: PAGES.grants },
  emergency: {
    title: 'times emergency access was taken, to be reviewed',
    link: PAGES.decide,
  },
  reviewed: { title: 'of your emergencies were reviewed', link: PAGES.grants },
  recertify: { title: 'campaigns wait for you', link: PAGES.campaigns },
  recertified: { title: 'campaigns are over', link: PAGES.campaigns },
  violated: {
    title: 'of your data products violate policies',
    link: PAGES.findings,
  },
  breached: {
    title: 'promises of your data products were broken or are kept again',
    link: PAGES.products,
  },
  announced: {
    title: 'of your data products violate what is enforced soon',
    link: PAGES.findings,
  },
  enforced: {
    title: 'of your data products violate what is enforced now',
    link: PAGES.findings,
  },
  ...ABOUT_MANY_CLAIMS,
  ...ABOUT_MANY_DOMAINS,
  ...ABOUT_MANY_EXEMPTIONS,
  ...ABOUT_MANY_PRODUCTS,
  ...ABOUT_MANY_SCHEMAS,
  'topic-changed': {
    title: 'changes of topics that you use',
    link: PAGES.grants,
  },
};

/** How people find it in the settings of notifications. */
const TOPICS: Record<NoteKind, string> = {
  decide: 'Access to decide on',
  decided: 'Access asked for',
  connected: 'Access asked for',
  failed: 'Access asked for',
  reminded: 'Access granted',
  unseen: 'Access granted',
  ending: 'Access granted',
  ended: 'Access granted',
  missing: 'Access granted',
  emergency: 'Access in emergencies',
  reviewed: 'Access in emergencies',
  recertify: 'Access to look at again',
  recertified: 'Access to look at again',
  violated: 'Governance',
  announced: 'Governance',
  enforced: 'Governance',
  breached: 'Promises of data products',
  'claim-asked': 'Data products that change hands',
  'claim-answered': 'Data products that change hands',
  'domain-given': 'Data products that change hands',
  'domain-taken': 'Data products that change hands',
  'domain-offered': 'Data products that change hands',
  'domain-leaving': 'Data products that change hands',
  'domain-answered': 'Data products that change hands',
  'exemption-asked': 'Governance',
  'exemption-decided': 'Governance',
  'exemption-ended': 'Governance',
  'product-offered': 'Data products that change hands',
  'product-answered': 'Data products that change hands',
  'product-gone': 'Data products that end',
  'product-ending': 'Data products that end',
  'product-kept': 'Data products that end',
  'schema-asked': 'Schemas that change',
  'schema-late': 'Schemas that change',
  'schema-answered': 'Schemas that change',
  'schema-over': 'Schemas that change',
  'schema-failed': 'Schemas that change',
  'schema-bypassed': 'Schemas that change',
  'topic-changed': 'Topics that change',
};

function finish(kind: NoteKind, text: Text): Text & { topic: string } {
  const { title, description, link, severity = 'normal' } = text;
  return {
    title: cut(capitalised(title), MAX_TITLE),
    ...(description ? { description: cut(description, MAX_DESCRIPTION) } : {}),
    link,
    severity,
    topic: TOPICS[kind],
  };
}

/** What notes of one kind about one unit say, the latest of them last. */
export function textAboutOne(notes: Note[]): Text & { topic: string } {
  const [{ kind, grant, schemaChange }] = notes;
  if (isExemptionNote(kind)) {
    return finish(kind, ABOUT_ONE_EXEMPTION[kind](notes[notes.length - 1]));
  }
  if (isClaimNote(kind)) {
    return finish(kind, ABOUT_ONE_CLAIM[kind](notes[notes.length - 1]));
  }
  if (isDomainNote(kind)) {
    return finish(kind, ABOUT_ONE_DOMAIN[kind](notes[notes.length - 1]));
  }
  if (isProductNote(kind)) {
    return finish(kind, ABOUT_ONE_PRODUCT[kind](notes[notes.length - 1]));
  }
  if (isTopicNote(kind)) {
    return finish(kind, topicChangedText(notes[notes.length - 1]));
  }
  if (isSchemaNote(kind)) {
    return finish(kind, {
      link: schemaChange && PAGES.schemaChange(schemaChange.id),
      ...ABOUT_ONE_SCHEMA[kind](notes[notes.length - 1]),
    });
  }
  return finish(kind, {
    link: grant && PAGES.grant(grant.id),
    ...ABOUT_ONE[kind](notes),
  });
}

/** What notes of one kind about many units say. */
export function textAboutMany(
  notes: Note[],
  units: number,
): Text & { topic: string } {
  const [{ kind }] = notes;
  const { title, link } = ABOUT_MANY[kind];
  return finish(kind, {
    title: `${units} ${title}`,
    description: listOf(notes),
    link,
  });
}
