import { counted, humanBytes, rate, shortNumber } from './numbers';
import { ago, humanMillis, humanPeriod } from './times';

const now = Date.parse('2027-01-02T03:04:05Z');
const before = (ms: number) => new Date(now - ms).toISOString();

describe('times', () => {
  it.each([
    [-500, 'just now'],
    [3_000, '3 s ago'],
    [12 * 60_000, '12 min ago'],
    [26 * 3_600_000, '26 h ago'],
    [3 * 86_400_000, '3 days ago'],
  ])('says of %d ms before that it was %s', (ms, words) => {
    expect(ago(before(ms), now)).toBe(words);
  });

  it.each([
    ['PT5M', '5 minutes'],
    ['P7D', '7 days'],
    ['PT6H', '6 hours'],
    ['as is', 'as is'],
  ])('reads the period %s as %s', (period, words) => {
    expect(humanPeriod(period)).toBe(words);
  });

  it('says milliseconds in their largest unit', () => {
    expect(humanMillis(604_800_000)).toBe('7 days');
    expect(humanMillis(5_400_000)).toBe('1.5 hours');
    expect(humanMillis(3_600_000)).toBe('1 hour');
    expect(humanMillis(250)).toBe('250 ms');
  });
});

describe('numbers', () => {
  it('are short, but exact while that is short too', () => {
    expect(shortNumber(12_345)).toBe('12,345');
    expect(shortNumber(1_234_567)).toBe('1.2M');
    expect(rate(0.25)).toBe('0.3');
    expect(rate(119.6)).toBe('120');
    expect(counted(1, 'topic')).toBe('1 topic');
    expect(counted(2, 'topic')).toBe('2 topics');
    expect(humanBytes(1_073_741_824)).toBe('1 GiB');
  });
});
