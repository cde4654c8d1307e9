import type {
  Campaign,
  CampaignAnswer,
  CampaignItemState,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import { counted } from '../humanise/numbers';
import { dayWords, humanMillis } from '../humanise/times';
import type { Tone } from '../state/StateLabel';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** How far a campaign is: those that ended by themselves do not count. */
export function progressOf({ counts }: Pick<Campaign, 'counts'>): {
  answered: number;
  asked: number;
} {
  const { open, confirmed, dropped, revoked, undecided } = counts;
  const answered = confirmed + dropped;
  return { answered, asked: answered + open + revoked + undecided };
}

/** "14 of 20 answered". */
export function progressWords(campaign: Pick<Campaign, 'counts'>): string {
  const { answered, asked } = progressOf(campaign);
  return asked === 0
    ? 'Nothing left to answer'
    : `${answered} of ${asked} answered`;
}

/** "due in 5 days". */
export function dueWords(dueAt: string, now: number): string {
  const left = Date.parse(dueAt) - now;
  if (left <= 0) return 'due now';
  const rounded = left >= DAY ? left - (left % DAY) : Math.max(left, HOUR);
  return `due in ${humanMillis(rounded - (rounded % HOUR))}`;
}

/** What becomes of what nobody answers. */
export function undecidedWords(undecided: Campaign['undecided']): string {
  return undecided === 'revoke'
    ? 'what nobody answers is revoked'
    : 'what nobody answers is kept, and reported';
}

function openWords(campaign: Campaign, now: number): string {
  const { counts, dueAt, undecided } = campaign;
  const { asked } = progressOf(campaign);
  if (counts.open === 0) {
    const answered =
      asked === 1 ? 'The one grant is' : `All ${asked} grants are`;
    return `${answered} answered; the campaign closes on ${dayWords(
      dueAt,
      now,
    )}.`;
  }
  return `${counts.open} of ${counted(asked, 'grant')} still ${
    counts.open === 1 ? 'waits' : 'wait'
  } for an answer; ${dueWords(dueAt, now)}; ${undecidedWords(undecided)}.`;
}

function closedWords(campaign: Campaign): string {
  const { counts, closedAt, dueAt, closedBy } = campaign;
  const { answered, asked } = progressOf(campaign);
  const parts = [
    `${answered} of ${counted(asked, 'grant')} were answered: ${
      counts.confirmed
    } confirmed, ${counts.dropped} dropped`,
    ...(counts.revoked > 0
      ? [`${counts.revoked} that nobody answered were revoked`]
      : []),
    ...(counts.undecided > 0
      ? [`${counts.undecided} that nobody answered were kept`]
      : []),
    `${closedBy ? 'closed early on' : 'over since'} ${dayWords(
      closedAt ?? dueAt,
    )}`,
  ];
  return `${parts.join('; ')}.`;
}

/** The answer before the table: how far it is, and what happens then. */
export function campaignSummary(
  campaign: Campaign,
  now: number = Date.now(),
): string {
  return campaign.state === 'open'
    ? openWords(campaign, now)
    : closedWords(campaign);
}

/** How an item of a campaign is, at a glance. */
export const ITEM_LOOKS: Record<
  CampaignItemState,
  [tone: Tone, words: string]
> = {
  open: ['waiting', 'Waits for an answer'],
  confirmed: ['good', 'Confirmed'],
  dropped: ['bad', 'Dropped'],
  revoked: ['warning', 'Revoked, nobody answered'],
  undecided: ['warning', 'Kept, nobody answered'],
  ended: ['over', 'Ended by itself'],
};

/** What the answers to several grants have led to: "2 confirmed, 1 refused". */
export function answersWords(answers: CampaignAnswer[]): string {
  const counts = new Map<string, number>();
  for (const { outcome } of answers) {
    counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  }
  const words: Record<CampaignAnswer['outcome'], string> = {
    confirmed: 'confirmed',
    dropped: 'dropped',
    ended: 'ended meanwhile',
    conflict: 'answered by somebody else',
    refused: 'refused',
    'not-found': 'not there any more',
  };
  return Object.entries(words)
    .flatMap(([outcome, word]) => {
      const count = counts.get(outcome);
      return count ? [`${count} ${word}`] : [];
    })
    .join(', ');
}
