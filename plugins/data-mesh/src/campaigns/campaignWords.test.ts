import { aCampaign } from '../__testUtils__/campaigns';
import {
  answersWords,
  campaignSummary,
  dueWords,
  progressWords,
} from './campaignWords';

const NOW = Date.parse('2026-11-26T10:00:00Z');
const inDays = (days: number) =>
  new Date(NOW + days * 86_400_000).toISOString();
const { counts } = aCampaign();

describe('a campaign in words', () => {
  it('says how far it is, without what ended by itself', () => {
    expect(progressWords({ counts })).toBe('14 of 20 answered');
    expect(
      progressWords({
        counts: { ...counts, open: 0, confirmed: 0, dropped: 0 },
      }),
    ).toBe('Nothing left to answer');
  });

  it.each([
    [5.3, 'due in 5 days'],
    [1, 'due in 1 day'],
    [0.5, 'due in 12 hours'],
    [0.001, 'due in 1 hour'],
    [-1, 'due now'],
  ])('says of %d days before its date that it is %s', (days, words) => {
    expect(dueWords(inDays(days), NOW)).toBe(words);
  });

  it.each([
    [
      { dueAt: inDays(5) },
      '6 of 20 grants still wait for an answer; due in 5 days; what nobody answers is revoked.',
    ],
    [
      {
        dueAt: inDays(5),
        undecided: 'keep' as const,
        counts: { ...counts, open: 1, confirmed: 0, dropped: 0 },
      },
      '1 of 1 grant still waits for an answer; due in 5 days; what nobody answers is kept, and reported.',
    ],
    [
      { dueAt: '2026-12-03T10:00:00Z', counts: { ...counts, open: 0 } },
      'All 14 grants are answered; the campaign closes on 3 December.',
    ],
    [
      {
        state: 'closed' as const,
        closedAt: '2025-12-03T10:00:00Z',
        counts: { ...counts, open: 0, revoked: 6 },
      },
      '14 of 20 grants were answered: 12 confirmed, 2 dropped; 6 that nobody answered were revoked; over since 3 December 2025.',
    ],
    [
      {
        state: 'closed' as const,
        closedAt: '2025-12-03T10:00:00Z',
        closedBy: 'user:default/grace',
        counts: { ...counts, open: 0, undecided: 6 },
      },
      '14 of 20 grants were answered: 12 confirmed, 2 dropped; 6 that nobody answered were kept; closed early on 3 December 2025.',
    ],
  ])('answers first, case %#', (over, words) => {
    expect(campaignSummary(aCampaign(over), NOW)).toBe(words);
  });

  it('counts what answers have led to', () => {
    expect(
      answersWords([
        { grant: 'a', outcome: 'confirmed' },
        { grant: 'b', outcome: 'refused' },
        { grant: 'c', outcome: 'confirmed' },
      ]),
    ).toBe('2 confirmed, 1 refused');
  });
});
