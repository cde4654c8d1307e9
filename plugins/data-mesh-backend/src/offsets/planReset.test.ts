import fc from 'fast-check';
import type { ItemResult } from '../kafka/KafkaPort';
import {
  planReset,
  readTarget,
  type PartitionPosition,
  type ResetTarget,
} from './planReset';

const ok = <T>(value: T): ItemResult<T> => ({ ok: true, value });
const failed = (message: string): ItemResult<never> => ({
  ok: false,
  error: { code: 'TIMEOUT', message, retryable: true },
});

const offset = fc.bigInt({ min: 0n, max: 2n ** 63n - 1n });
const optional = <T>(arbitrary: fc.Arbitrary<T>) =>
  fc.option(arbitrary, { nil: undefined });

/** Partitions that have all been asked. */
const answered = fc.uniqueArray(
  fc
    .record({
      partition: fc.nat({ max: 20 }),
      bounds: fc.tuple(offset, offset),
      atTime: optional(offset),
      committed: optional(offset),
    })
    .map(({ partition, bounds: [a, b], atTime, committed }) => ({
      range: {
        partition,
        earliest: ok(a < b ? a : b),
        latest: ok(a < b ? b : a),
      },
      atTime: ok(atTime),
      ...(committed === undefined ? {} : { committed }),
    })),
  { selector: p => p.range.partition, maxLength: 6 },
);
const targets = fc.constantFrom<ResetTarget>(
  { kind: 'earliest' },
  { kind: 'latest' },
  { kind: 'time', ms: 1_000 },
);

const valueOf = <T>(result: ItemResult<T>): T => {
  if (!result.ok) throw new Error('it was answered');
  return result.value;
};

describe('planReset', () => {
  it('moves every partition once, from where its group is', () => {
    fc.assert(
      fc.property(answered, targets, (positions, target) => {
        expect(
          planReset(positions, target).map(({ to: _, ...move }) => move),
        ).toStrictEqual(
          positions.map(({ range: { partition }, committed }) =>
            committed === undefined
              ? { partition }
              : { partition, from: committed },
          ),
        );
      }),
    );
  });

  it('moves to the first record there is, after the last, or to the first at a time', () => {
    fc.assert(
      fc.property(answered, positions => {
        const ends = (target: ResetTarget) =>
          planReset(positions, target).map(({ to }) => to);
        expect(ends({ kind: 'earliest' })).toEqual(
          positions.map(p => valueOf(p.range.earliest)),
        );
        expect(ends({ kind: 'latest' })).toEqual(
          positions.map(p => valueOf(p.range.latest)),
        );
        // Where all records are older, it reads only what is new.
        expect(ends({ kind: 'time', ms: 1_000 })).toEqual(
          positions.map(p => valueOf(p.atTime) ?? valueOf(p.range.latest)),
        );
      }),
    );
  });

  it('moves nothing if a partition that matters could not be asked, and names the first', () => {
    fc.assert(
      fc.property(
        answered.filter(list => list.length > 0),
        targets,
        fc.infiniteStream(fc.boolean()),
        fc.boolean(),
        (positions, target, fails, silent) => {
          const parts: Record<ResetTarget['kind'], string> = {
            earliest: 'earliest',
            latest: 'latest',
            time: silent ? 'atTime' : 'latest',
          };
          const broken = positions.map((p): PartitionPosition => {
            if (!fails.next().value) return p;
            const part = parts[target.kind];
            return part === 'atTime'
              ? { ...p, atTime: failed('no leader') }
              : { ...p, range: { ...p.range, [part]: failed('no leader') } };
          });
          const first = broken.find((p, i) => p !== positions[i]);
          fc.pre(first !== undefined);
          expect(() => planReset(broken, target)).toThrow(
            `Partition ${first?.range.partition} could not be asked: no leader`,
          );
        },
      ),
    );
  });

  it('does not mind what a target has no use for', () => {
    fc.assert(
      fc.property(answered, positions => {
        const bare = positions.map(({ range, committed }) => ({
          range,
          committed,
        }));
        const without = (part: 'earliest' | 'latest') =>
          bare.map(p => ({
            ...p,
            range: { ...p.range, [part]: failed('no leader') },
          }));
        for (const [kind, other] of [
          ['earliest', 'latest'],
          ['latest', 'earliest'],
        ] as const) {
          expect(planReset(without(other), { kind })).toEqual(
            planReset(positions, { kind }),
          );
        }
      }),
    );
  });

  it('says so where the time was never asked for', () => {
    expect(() =>
      planReset(
        [{ range: { partition: 3, earliest: ok(0n), latest: ok(9n) } }],
        { kind: 'time', ms: 0 },
      ),
    ).toThrow('Partition 3 could not be asked: there was no answer');
  });
});

describe('readTarget', () => {
  it('reads each time as it is written, to the millisecond', () => {
    fc.assert(
      fc.property(
        fc.date({
          min: new Date(0),
          max: new Date('9999-12-31'),
          noInvalidDate: true,
        }),
        date => {
          expect(readTarget(date.toISOString())).toEqual({
            kind: 'time',
            ms: date.getTime(),
          });
        },
      ),
    );
  });

  it.each([
    ['2026-04-17', '2026-04-17T00:00:00Z'],
    ['2026-04-17T08:30', '2026-04-17T08:30:00Z'],
    ['2026-04-17T08:30:00+02:00', '2026-04-17T06:30:00Z'],
    ['2026-W16-5', '2026-04-17T00:00:00Z'],
  ])('takes %s for %s, wherever we run', (text, time) => {
    expect(readTarget(text)).toEqual({ kind: 'time', ms: Date.parse(time) });
  });

  it('reads the two words', () => {
    expect(readTarget('earliest')).toEqual({ kind: 'earliest' });
    expect(readTarget('latest')).toEqual({ kind: 'latest' });
  });

  it.each([
    '',
    ' ',
    'Earliest',
    'yesterday',
    '2026-13-01',
    '2026-02-30',
    '2026-04-17 and more',
    '1969-12-31T23:59:59Z',
  ])("does not read '%s'", text => {
    expect(readTarget(text)).toBeUndefined();
  });

  it('takes no number for a time, nor a time without a date', () => {
    fc.assert(
      fc.property(offset, number => {
        expect(readTarget(`${number}`)).toBeUndefined();
        expect(readTarget(`-${number}`)).toBeUndefined();
      }),
    );
    fc.assert(
      fc.property(fc.nat({ max: 23 }), fc.nat({ max: 59 }), (hour, minute) => {
        const two = (n: number) => `${n}`.padStart(2, '0');
        expect(readTarget(`${two(hour)}:${two(minute)}`)).toBeUndefined();
        expect(readTarget(two(hour))).toBeUndefined();
        expect(readTarget(`20${two(hour)}`)).toBeUndefined();
      }),
    );
  });
});
