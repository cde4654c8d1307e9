import type { HistoryEntry } from '@data-mesh/backstage-plugin-data-mesh-common';
import type { HistoryAction } from '../history/actions';
import { textOf } from '../history/wording';
import {
  CLAIM_NOTE_KINDS,
  claimNotes,
  isClaimNote,
  type ClaimNoteKind,
} from './claimNotes';
import {
  DOMAIN_NOTE_KINDS,
  domainNotes,
  isDomainNote,
  type DomainNoteKind,
} from './domainNotes';
import {
  EXEMPTION_NOTE_KINDS,
  exemptionNotes,
  isExemptionNote,
  type ExemptionNoteKind,
} from './exemptionNotes';
import {
  isProductNote,
  PRODUCT_NOTE_KINDS,
  productNotes,
  type ProductNoteKind,
} from './productNotes';
import {
  isSchemaNote,
  SCHEMA_NOTE_KINDS,
  schemaChangeNotes,
  type BypassContext,
  type SchemaChangeContext,
  type SchemaNoteKind,
} from './schemaChangeNotes';
import {
  isTopicNote,
  TOPIC_NOTE_KINDS,
  topicNotes,
  type TopicNoteKind,
  type TopicUser,
} from './topicNotes';

/** An item of a request, as it stands when people are told. */
export type ItemContext = {
  requestId: string;
  requestedBy: string;
  mode: string;
  productRef: string;
  consumerRef: string;
  topic: string;
  pending: boolean;
  /** Who can decide it now; nobody unless it is pending. */
  deciders: string[];
};

/** A grant, as it stands when people are told. */
export type GrantContext = {
  requestedBy: string;
  /** Whether somebody has waited for it, rather than it having been adopted. */
  awaited: boolean;
  mode: string;
  productRef?: string;
  consumerRef: string;
  topic: string;
  owners: { product: string[]; consumer: string[] };
  /** Who has it end before its time, if somebody does. */
  endedBy?: string;
};

/** A campaign, as it stands when people are told. */
export type CampaignContext = {
  title: string;
  domainRef: string;
  dueAt: string;
  undecided: string;
  startedBy: string;
  /** Who has yet to answer, each with for how many grants. */
  asked: Array<{ owner: string; grants: number }>;
};

/** What has to be known besides the entries to tell people of them. */
export type MessageContext = {
  items: Map<string, ItemContext>;
  grants: Map<string, GrantContext>;
  campaigns: Map<string, CampaignContext>;
  schemaChanges: Map<string, SchemaChangeContext>;
  /** By the number of the entry. */
  bypasses: Map<number, BypassContext>;
  /** By the number of the entry. */
  topicUsers: Map<number, TopicUser[]>;
};

/** What people are told of, by what it means to them. */
export type NoteKind =
  | 'decide'
  | 'decided'
  | 'connected'
  | 'failed'
  | 'reminded'
  | 'unseen'
  | 'ending'
  | 'ended'
  | 'missing'
  | 'emergency'
  | 'reviewed'
  | 'recertify'
  | 'recertified'
  | 'violated'
  | 'announced'
  | 'enforced'
  | 'breached'
  | ClaimNoteKind
  | DomainNoteKind
  | ExemptionNoteKind
  | ProductNoteKind
  | SchemaNoteKind
  | TopicNoteKind;

/** What is told of policies that a product violates. */
type ViolationKind = Extract<NoteKind, 'violated' | 'announced' | 'enforced'>;

/** One entry, to be told to one recipient. */
export type Note = {
  kind: NoteKind;
  recipient: string;
  /** Whom it is not for, though a group of theirs is told. */
  exclude?: string;
  /** What it is about: the later of two about the same replaces the earlier. */
  unit: string;
  entry: HistoryEntry;
  item?: ItemContext;
  grant?: GrantContext & { id: string };
  /** With how many of its grants wait for the recipient. */
  campaign?: CampaignContext & { id: string; waiting: number };
  schemaChange?: SchemaChangeContext & { id: string };
  /** Refs of those of the recipient's that it concerns. */
  consumers?: string[];
};

/** Which entries can become notes; anything else is nobody's to be told. */
export const NOTE_KINDS = new Map<string, NoteKind>(
  Object.entries({
    'request.submitted': 'decide',
    'item.reminded': 'decide',
    'item.escalated': 'decide',
    'item.approved': 'decided',
    'item.rejected': 'decided',
    'grant.activated': 'connected',
    'grant.failed': 'failed',
    'grant.reminded': 'reminded',
    'grant.unseen': 'unseen',
    'grant.ending': 'ending',
    'grant.expired': 'ended',
    'grant.revoked': 'ended',
    'binding.missing': 'missing',
    'grant.break-glass': 'emergency',
    'grant.review-reminded': 'emergency',
    'grant.reviewed': 'reviewed',
    'campaign.started': 'recertify',
    'campaign.reminded': 'recertify',
    'campaign.closed': 'recertified',
    'policy.announced': 'announced',
    'policy.enforced': 'enforced',
    'policy.violated': 'violated',
    ...CLAIM_NOTE_KINDS,
    ...DOMAIN_NOTE_KINDS,
    ...PRODUCT_NOTE_KINDS,
    'slo.breached': 'breached',
    'slo.recovered': 'breached',
    ...EXEMPTION_NOTE_KINDS,
    ...SCHEMA_NOTE_KINDS,
    ...TOPIC_NOTE_KINDS,
  } satisfies Partial<Record<HistoryAction, NoteKind>>),
);

function isUser(ref: string): boolean {
  return ref.startsWith('user:');
}

/** What the requester waits for is one thing, from the decision to the grant. */
function outcomeOf({ itemId, grantId }: HistoryEntry): string {
  return itemId ? `item:${itemId}` : `grant:${grantId}`;
}

function itemNotes(entry: HistoryEntry, context: MessageContext): Note[] {
  const item = entry.itemId ? context.items.get(entry.itemId) : undefined;
  if (!item) return [];
  // Approved at one step of several, it waits for whoever decides the next.
  const goesOn =
    entry.action === 'item.approved' && entry.details.final === false;
  if (NOTE_KINDS.get(entry.action) === 'decide' || goesOn) {
    return item.deciders.map(recipient => ({
      kind: 'decide',
      recipient,
      // Nobody decides on what they have asked for, whatever group they are in.
      exclude: item.requestedBy,
      unit: `decide:${item.requestId}`,
      entry,
      item,
    }));
  }
  return [
    {
      kind: 'decided',
      recipient: item.requestedBy,
      unit: outcomeOf(entry),
      entry,
      item,
    },
  ];
}

function unitOf(kind: NoteKind, entry: HistoryEntry, grantId: string): string {
  if (kind === 'connected' || kind === 'failed') return outcomeOf(entry);
  // That the grant has ended does not close its review.
  return kind === 'emergency' ? `review:${grantId}` : `grant:${grantId}`;
}

function grantRecipients(
  kind: NoteKind,
  { requestedBy, owners }: GrantContext,
): string[] {
  switch (kind) {
    case 'connected':
      return [requestedBy, ...owners.consumer];
    case 'failed':
      return [requestedBy, ...owners.consumer, ...owners.product];
    case 'reminded':
      return owners.consumer;
    case 'unseen':
    case 'emergency':
      return owners.product;
    case 'reviewed':
      return [requestedBy];
    default:
      return [...owners.consumer, ...owners.product];
  }
}

function grantsOf({ action, grantId, details }: HistoryEntry): string[] {
  // One binding may be of several grants, all of which lack it now.
  const all: unknown[] =
    action === 'binding.missing' && Array.isArray(details.grants)
      ? details.grants
      : [grantId];
  return all.filter((id): id is string => typeof id === 'string');
}

function isTold(
  kind: NoteKind,
  entry: HistoryEntry,
  grant: GrantContext,
): boolean {
  // Nobody has waited for what was there before.
  if (kind === 'connected') return grant.awaited;
  // Its time is over: that it has ended follows within seconds, and is told.
  if (kind === 'ending') return isUser(entry.actor);
  return true;
}

function grantNotes(
  kind: NoteKind,
  entry: HistoryEntry,
  context: MessageContext,
): Note[] {
  return grantsOf(entry).flatMap(id => {
    const grant = context.grants.get(id);
    if (!grant || !isTold(kind, entry, grant)) return [];
    return grantRecipients(kind, grant).map(
      (recipient): Note => ({
        kind,
        recipient,
        exclude: kind === 'ended' ? grant.endedBy : undefined,
        unit: unitOf(kind, entry, id),
        entry,
        grant: { ...grant, id },
      }),
    );
  });
}

function campaignNotes(
  kind: 'recertify' | 'recertified',
  entry: HistoryEntry,
  context: MessageContext,
): Note[] {
  const id = textOf(entry.details, 'campaign');
  const campaign = id ? context.campaigns.get(id) : undefined;
  if (!id || !campaign) return [];
  // Whoever has answered meanwhile is left in peace.
  const told =
    kind === 'recertify'
      ? campaign.asked
      : [{ owner: campaign.startedBy, grants: 0 }];
  return told.map(({ owner, grants }) => ({
    kind,
    recipient: owner,
    unit: `campaign:${id}`,
    entry,
    campaign: { ...campaign, id, waiting: grants },
  }));
}

/** Whoever owned the product when it was found is told. */
function violationNotes(kind: ViolationKind, entry: HistoryEntry): Note[] {
  const owner = textOf(entry.details, 'owner');
  if (!owner) return [];
  // Two policies can be announced of one product, and both count.
  const policy = textOf(entry.details, 'policy');
  const about = policy ? `${policy}:${entry.product}` : entry.product;
  return [{ kind, recipient: owner, unit: `${kind}:${about}`, entry }];
}

/** That a promise is kept again replaces that it was broken. */
function promiseNotes(entry: HistoryEntry): Note[] {
  const owner = textOf(entry.details, 'owner');
  const promise = ['port', 'objective'].map(key => entry.details[key]);
  return owner
    ? [
        {
          kind: 'breached',
          recipient: owner,
          unit: `slo:${entry.product}:${promise.join(':')}:${entry.cluster}`,
          entry,
        },
      ]
    : [];
}

/** Whether what is told stands in the entry itself. */
function saysAll(kind: NoteKind): boolean {
  return isClaimNote(kind) || isDomainNote(kind) || isProductNote(kind);
}

/** What has to be looked up to tell people of entries. */
export function idsOf(entries: HistoryEntry[]): {
  items: string[];
  grants: string[];
  campaigns: string[];
  schemaChanges: string[];
} {
  const items = new Set<string>();
  const grants = new Set<string>();
  const campaigns = new Set<string>();
  const schemaChanges = new Set<string>();
  for (const entry of entries) {
    const kind = NOTE_KINDS.get(entry.action);
    if (kind && saysAll(kind)) continue;
    if (kind === 'decide' || kind === 'decided') {
      if (entry.itemId) items.add(entry.itemId);
    } else if (kind === 'recertify' || kind === 'recertified') {
      const id = textOf(entry.details, 'campaign');
      if (id) campaigns.add(id);
    } else if (kind && isSchemaNote(kind)) {
      const id = textOf(entry.details, 'change');
      if (id) schemaChanges.add(id);
    } else if (kind) {
      for (const id of grantsOf(entry)) grants.add(id);
    }
  }
  return {
    items: [...items],
    grants: [...grants],
    campaigns: [...campaigns],
    schemaChanges: [...schemaChanges],
  };
}

function notesOfKind(
  kind: NoteKind,
  entry: HistoryEntry,
  context: MessageContext,
): Note[] {
  if (isExemptionNote(kind)) return exemptionNotes(kind, entry);
  if (isClaimNote(kind)) return claimNotes(kind, entry);
  if (isDomainNote(kind)) return domainNotes(entry);
  if (isProductNote(kind)) return productNotes(kind, entry);
  if (isSchemaNote(kind)) return schemaChangeNotes(kind, entry, context);
  if (isTopicNote(kind)) {
    return topicNotes(entry, context.topicUsers.get(entry.seq) ?? []);
  }
  switch (kind) {
    case 'decide':
    case 'decided':
      return itemNotes(entry, context);
    case 'recertify':
    case 'recertified':
      return campaignNotes(kind, entry, context);
    case 'violated':
    case 'announced':
    case 'enforced':
      return violationNotes(kind, entry);
    case 'breached':
      return promiseNotes(entry);
    default:
      return grantNotes(kind, entry, context);
  }
}

/** Who is to be told of an entry. */
export function notesOf(entry: HistoryEntry, context: MessageContext): Note[] {
  const kind = NOTE_KINDS.get(entry.action);
  if (!kind) return [];
  const notes = notesOfKind(kind, entry, context);
  const seen = new Set<string>();
  return notes.flatMap(note => {
    const exclude =
      note.exclude ?? (isUser(entry.actor) ? entry.actor : undefined);
    const key = `${note.unit} ${note.recipient}`;
    if (note.recipient === exclude || seen.has(key)) return [];
    seen.add(key);
    return [{ ...note, exclude }];
  });
}
