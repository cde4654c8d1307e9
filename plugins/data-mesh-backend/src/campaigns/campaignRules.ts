import { ownersInWords, type Responsible } from '../access/deciders';
import type { Refusal } from '../access/refusal';
import { LIVE_GRANT_STATES, type GrantState } from '../access/transitions';

/** Where a grant stands in a campaign. */
export type CampaignItemState =
  | 'open'
  | 'confirmed'
  | 'dropped'
  | 'revoked'
  | 'undecided'
  | 'ended';

/** All states of an item, in the order in which they are told. */
export const CAMPAIGN_ITEM_STATES: readonly CampaignItemState[] = [
  'open',
  'confirmed',
  'dropped',
  'revoked',
  'undecided',
  'ended',
];

/**
 * What can happen to an item: an owner confirms or drops its grant, the grant
 * ends by itself, or the campaign is over and the grant kept or revoked.
 */
export type CampaignItemEvent = 'confirm' | 'drop' | 'end' | 'keep' | 'revoke';

const AFTER: Record<CampaignItemEvent, CampaignItemState> = {
  confirm: 'confirmed',
  drop: 'dropped',
  end: 'ended',
  keep: 'undecided',
  revoke: 'revoked',
};

/** What an event makes of an item, or `undefined` if it cannot happen now. */
export function nextCampaignItem(
  state: CampaignItemState,
  event: CampaignItemEvent,
): CampaignItemState | undefined {
  return state === 'open' ? AFTER[event] : undefined;
}

/** What becomes at the date of grants that nobody has answered for. */
export type Undecided = 'keep' | 'revoke';

/** What an owner says to a grant. */
export type CampaignDecision = 'confirm' | 'drop';

const DAY_MS = 86_400_000;
const YEAR_MS = 366 * DAY_MS;
const LAST_PART = 4;
const REMIND_AT_MOST_MS = 7 * DAY_MS;

/** When owners are reminded; one that was short is not on its first day. */
export function reminderOf(campaign: {
  startedAt: number;
  dueAt: number;
}): number {
  const { startedAt, dueAt } = campaign;
  return dueAt - Math.min(REMIND_AT_MOST_MS, (dueAt - startedAt) / LAST_PART);
}

/** What is due of an open campaign now; also long after its date. */
export function dueOfCampaign(
  campaign: { startedAt: number; dueAt: number; remindedAt?: number },
  now: number,
): 'remind' | 'close' | undefined {
  if (now >= campaign.dueAt) return 'close';
  return campaign.remindedAt === undefined && now >= reminderOf(campaign)
    ? 'remind'
    : undefined;
}

/** What a campaign is started on. */
export type StartFacts = {
  domainRef: string;
  /** Whether the mesh knows the domain, and the caller may see it. */
  known: boolean;
  reason: string;
  /** NaN where it could not be read. */
  dueAt: number;
  now: number;
  /** Live grants on products of the domain and those below it. */
  grants: number;
  /** Title of the one that is open for the domain. */
  open?: string;
};

/** Why a campaign cannot be started, if it cannot. */
export function refuseStart(facts: StartFacts): Refusal | undefined {
  const { domainRef, known, reason, dueAt, now, grants, open } = facts;
  if (!known) {
    return {
      code: 'NOT_FOUND',
      message: `The mesh knows no domain ${domainRef}; choose one that the catalog has`,
    };
  }
  if (!reason.trim()) {
    return {
      code: 'INVALID',
      message: 'reason: say why, so that owners know what to look for',
    };
  }
  if (!Number.isFinite(dueAt)) {
    return {
      code: 'INVALID',
      message:
        'Say by when owners have to answer, either dueAt (an ISO 8601 time) or period (such as P14D)',
    };
  }
  if (dueAt < now + DAY_MS || dueAt > now + YEAR_MS) {
    return {
      code: 'INVALID',
      message: `Owners cannot be asked for answers by ${new Date(
        dueAt,
      ).toISOString()}; choose a date that is at least a day and at most a year away`,
    };
  }
  if (open !== undefined) {
    return {
      code: 'CONFLICT',
      message: `Campaign ‘${open}’ is open for ${domainRef} already; wait until it is over, or close it`,
    };
  }
  if (grants === 0) {
    return {
      code: 'CONFLICT',
      message: `No product of ${domainRef} has a live grant, so there is nothing to look at again`,
    };
  }
  return undefined;
}

/** Who is asked for what is granted on a product; nobody where none is known. */
export function askedOf({
  productOwner,
  domainOwner,
  steward,
}: Responsible): string | undefined {
  return productOwner ?? steward ?? domainOwner;
}

/** What an answer to one grant is judged from. */
export type AnswerFacts = {
  decision: CampaignDecision;
  item: { state: CampaignItemState; decidedBy?: string };
  grantState: GrantState;
  /** Whether the caller speaks for whoever can answer. */
  owner: boolean;
  /** Whether the caller is who asked for the grant. */
  own: boolean;
  responsible: Responsible;
};

/** What an answer to one grant leads to. */
export type Answer =
  | { event: 'confirm' | 'drop' | 'end' }
  | { refusal: Refusal };

function refuseAnswerer({ own, responsible }: AnswerFacts): Refusal {
  const owners = ownersInWords(responsible);
  return {
    code: 'NOT_ALLOWED',
    message: own
      ? `Nobody answers for access that they have asked for; somebody else of ${owners} has to`
      : `Only ${owners} can answer for this grant`,
  };
}

/** Whether, and how, somebody answers for a grant: pure. */
export function answerOf(facts: AnswerFacts): Answer {
  const { decision, item, grantState, owner } = facts;
  if (!owner) return { refusal: refuseAnswerer(facts) };
  const event = LIVE_GRANT_STATES.includes(grantState) ? decision : 'end';
  if (!nextCampaignItem(item.state, event)) {
    return {
      refusal: {
        code: 'CONFLICT',
        message: `This grant is ${item.state} already${
          item.decidedBy ? `, by ${item.decidedBy}` : ''
        }; reload to see how it stands`,
      },
    };
  }
  return { event };
}

/** A domain with all that are below it, each once. */
export function domainsBelow(
  domains: Array<{ ref: string; parentRef?: string }>,
  root: string,
): Set<string> {
  const children = new Map<string, string[]>();
  for (const { ref, parentRef } of domains) {
    if (!parentRef) continue;
    children.set(parentRef, [...(children.get(parentRef) ?? []), ref]);
  }
  const found = new Set([root]);
  // A set is walked in the order of insertion, with what is added on the way.
  for (const ref of found) {
    for (const child of children.get(ref) ?? []) found.add(child);
  }
  return found;
}
