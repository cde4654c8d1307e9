import fc from 'fast-check';
import { dueNotice, type Notice } from './dueNotice';

const DAY = 86_400_000;
const SUNSET = '2027-03-01';
const LAST_DAY = Date.parse(SUNSET);

/** Everything that is told when it is asked at the given times, in order. */
function toldAt(times: number[], sunset: string | undefined = SUNSET) {
  const told = new Map<Notice, number>();
  const all: Array<[Notice, number]> = [];
  for (const now of times) {
    const notice = dueNotice(sunset, told, now);
    if (!notice) continue;
    expect(told.has(notice)).toBe(false);
    told.set(notice, now);
    all.push([notice, now]);
  }
  return all;
}

describe('what a consumer is told of an end', () => {
  it('is that there is one, and twice again as it comes near', () => {
    const days = [60, 30, 14, 13, 2, 1, 0.5, 0, -0.5, -2];
    expect(toldAt(days.map(d => LAST_DAY - d * DAY))).toEqual([
      ['announced', LAST_DAY - 60 * DAY],
      ['two-weeks', LAST_DAY - 14 * DAY],
      ['one-day', LAST_DAY - DAY],
    ]);
  });

  it('is no reminder of what they have heard at that time', () => {
    expect(toldAt([3, 2.5, 1, 0].map(d => LAST_DAY - d * DAY))).toEqual([
      ['announced', LAST_DAY - 3 * DAY],
      ['one-day', LAST_DAY - DAY],
    ]);
    expect(toldAt([0.5, 0].map(d => LAST_DAY - d * DAY))).toHaveLength(1);
  });

  it('is once that it ends where no day is named', () => {
    const told = toldAt([1, 2, 3], undefined);
    expect(told.map(([notice]) => notice)).toEqual(['announced']);
  });

  it('is each once, whenever it is asked, and nothing once it is over', () => {
    const time = fc
      .integer({ min: -40 * 24, max: 10 * 24 })
      .map(hours => LAST_DAY + hours * 3_600_000);
    fc.assert(
      fc.property(fc.array(time, { maxLength: 30 }), times => {
        const all = toldAt([...times].sort((a, b) => a - b));
        expect(all.length).toBeLessThanOrEqual(3);
        for (const [notice, at] of all) {
          if (notice === 'announced') continue;
          expect(at).toBeLessThan(LAST_DAY + DAY);
          expect(at).toBeGreaterThanOrEqual(
            LAST_DAY - (notice === 'one-day' ? 1 : 14) * DAY,
          );
        }
      }),
    );
  });
});
