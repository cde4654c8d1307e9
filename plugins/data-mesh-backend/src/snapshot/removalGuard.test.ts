import fc from 'fast-check';
import { decideRemovals, FREE_REMOVALS } from './removalGuard';

const topics = fc.uniqueArray(fc.stringMatching(/^[a-z.]{1,6}$/), {
  maxLength: 40,
});
const cluster = fc
  .record({
    gone: topics,
    others: fc.nat({ max: 100 }),
    percent: fc.nat({ max: 100 }),
  })
  .map(({ gone, others, percent }) => ({
    gone,
    known: gone.length + others,
    percent,
  }));

const names = (n: number) => Array.from({ length: n }, (_, i) => `t${i}`);

describe('decideRemovals', () => {
  it.each([
    ['nothing', 0, 100],
    ['the only topic', 1, 1],
    ['a few', 5, 100],
    ['a few of a small cluster', 5, 6],
    ['a fifth', 20, 100],
  ])('lets %s go', (_, gone, known) => {
    const list = names(gone);
    expect(decideRemovals(known, list, 20).remove).toEqual([...list].sort());
  });

  it.each([
    ['more than a fifth', 21, 100],
    ['more than a few of a small cluster', 6, 10],
  ])('holds %s', (_, gone, known) => {
    expect(decideRemovals(known, names(gone), 20)).toEqual({
      remove: [],
      held: {
        hash: expect.stringMatching(/^[0-9a-f]{64}$/),
        reason: `${gone} of ${known} topics are gone at once, more than the 20 % that dataMesh.sync.maxRemovalPercent lets pass`,
        topics: names(gone).sort(),
      },
    });
  });

  it.each([2, 3, 5, 100])(
    'holds all %d topics of a cluster, whatever the share that may go',
    count => {
      expect(decideRemovals(count, names(count), 100).held?.reason).toBe(
        `all ${count} topics of the cluster are gone at once`,
      );
    },
  );

  it('lets everything go or nothing, and never what is not gone', () => {
    fc.assert(
      fc.property(cluster, ({ known, gone, percent }) => {
        const { remove, held } = decideRemovals(known, gone, percent);
        expect([...remove, ...(held?.topics ?? [])]).toEqual([...gone].sort());
        expect(remove.length === 0 || held === undefined).toBe(true);
      }),
    );
  });

  it('never lets more go than the larger of the free few and the share', () => {
    fc.assert(
      fc.property(cluster, ({ known, gone, percent }) => {
        const { remove } = decideRemovals(known, gone, percent);
        expect(remove.length).toBeLessThanOrEqual(
          Math.max(FREE_REMOVALS, (known * percent) / 100),
        );
        expect(known > 1 && remove.length === known).toBe(false);
      }),
    );
  });

  it('lets go what was confirmed, exactly, in whatever order it is found', () => {
    fc.assert(
      fc.property(
        cluster.chain(given =>
          fc.tuple(
            fc.constant(given),
            fc.shuffledSubarray(given.gone, {
              minLength: given.gone.length,
              maxLength: given.gone.length,
            }),
          ),
        ),
        ([{ known, gone, percent }, again]) => {
          const { held } = decideRemovals(known, gone, percent);
          fc.pre(held !== undefined);
          expect(
            decideRemovals(known, again, percent, held!.hash).remove,
          ).toEqual([...gone].sort());
        },
      ),
    );
  });

  it('holds on when other topics are gone than those that were confirmed', () => {
    fc.assert(
      fc.property(cluster, topics, ({ known, gone, percent }, others) => {
        const { held } = decideRemovals(known, gone, percent);
        fc.pre(held !== undefined);
        fc.pre([...others].sort().join() !== [...gone].sort().join());
        const more = decideRemovals(
          Math.max(known, others.length),
          others,
          percent,
          held!.hash,
        );
        expect(more).toEqual(
          decideRemovals(Math.max(known, others.length), others, percent),
        );
      }),
    );
  });
});
