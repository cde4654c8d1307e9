import type { PromotionInput } from '@data-mesh/backstage-plugin-data-mesh-common';
import fc from 'fast-check';
import { hashOf, isForSameWish, staleness } from './promotionHash';
import { toWish } from './promotion';

const wish = toWish('dataproduct:default/orders', {
  to: { cluster: 'prod', topic: { a: 'x', b: 'y' } },
  ports: ['a', 'b'],
});
const parts = [
  {
    what: 'topic x of cluster test has 3 partitions',
    value: { partitions: 3 },
  },
  { what: 'topic x of cluster prod does not exist', value: 'absent' },
];

describe('the hash of a promotion', () => {
  it('holds while nothing has changed, in whatever order it is asked for', () => {
    const other = toWish('dataproduct:default/orders', {
      to: { cluster: 'prod', topic: { b: 'y', a: 'x' } },
      ports: ['b', 'a', 'b'],
    });
    const hash = hashOf(wish, parts);
    expect(hashOf(other, parts)).toBe(hash);
    expect(isForSameWish(hash, other)).toBe(true);
    expect(staleness(hash, parts)).toEqual([]);
  });

  it('names exactly what has changed', () => {
    const hash = hashOf(wish, parts);
    const grown = {
      what: 'topic x of cluster test has 4 partitions',
      value: { partitions: 4 },
    };
    expect(staleness(hash, [grown, parts[1]])).toEqual([grown.what]);
    expect(staleness(hash, parts.slice(1))).toEqual([
      'the locations of its ports',
    ]);
  });

  it('is another one for another promotion', () => {
    fc.assert(
      fc.property(
        fc.constantFrom<PromotionInput[]>(
          { to: { cluster: 'prod2' } },
          { to: { cluster: 'prod' }, keep: ['retention.ms'] },
          { to: { cluster: 'prod' }, from: 'test' },
          { to: { cluster: 'prod', topic: { a: 'z' } } },
        ),
        input => {
          const other = toWish(wish.ref, input);
          expect(isForSameWish(hashOf(wish, parts), other)).toBe(false);
        },
      ),
    );
  });
});
