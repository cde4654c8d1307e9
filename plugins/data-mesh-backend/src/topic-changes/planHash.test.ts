import fc from 'fast-check';
import { hashOf, isForSameChange, staleness, type PlanBasis } from './planHash';

const KEYS = ['cleanup.policy', 'retention.ms', 'segment.ms'];
const value = fc.constantFrom('1', '2', 'compact');
const basis: fc.Arbitrary<PlanBasis> = fc
  .record({
    partitions: fc.option(fc.integer({ min: 1, max: 9 }), { nil: undefined }),
    configs: fc.dictionary(
      fc.constantFrom(...KEYS),
      fc.option(value, { nil: null }),
    ),
    now: fc.record({
      topicId: fc.constantFrom('a', 'b'),
      partitions: fc.integer({ min: 1, max: 9 }),
      replicationFactor: fc.constant(1),
      configs: fc.dictionary(
        fc.constantFrom(...KEYS),
        fc.record({ value, overridden: fc.boolean() }),
      ),
    }),
    consequences: fc.array(fc.constantFrom('It is worse', 'It is better'), {
      maxLength: 2,
    }),
  })
  .map(({ partitions, configs, now, consequences }) => ({
    key: { cluster: 'main', topic: 't' },
    wanted: { ...(partitions ? { partitions } : {}), configs },
    now,
    consequences,
  }));

describe('the hash of a plan to change a topic', () => {
  it('holds while nothing has changed, in whatever order keys come', () => {
    fc.assert(
      fc.property(basis, some => {
        const turned = {
          ...some,
          wanted: {
            ...some.wanted,
            configs: Object.fromEntries(
              Object.entries(some.wanted.configs).reverse(),
            ),
          },
        };
        expect(isForSameChange(hashOf(some), turned)).toBe(true);
        expect(staleness(hashOf(some), turned)).toEqual([]);
      }),
    );
  });

  it('tells what has changed exactly where another one would be made', () => {
    fc.assert(
      fc.property(basis, basis, (some, { now, consequences }) => {
        const later = { ...some, now, consequences };
        expect(staleness(hashOf(some), later).length > 0).toBe(
          hashOf(some) !== hashOf(later),
        );
      }),
    );
  });

  it('names each thing that has changed', () => {
    const some: PlanBasis = {
      key: { cluster: 'main', topic: 't' },
      wanted: { partitions: 6, configs: { 'retention.ms': '1', 'x.y': null } },
      now: {
        topicId: 'a',
        partitions: 3,
        replicationFactor: 1,
        configs: { 'retention.ms': { value: '9', overridden: true } },
      },
      consequences: [],
    };
    const later = (over: object) => ({
      ...some,
      now: { ...some.now, ...over } as PlanBasis['now'],
    });
    const since = (over: object) => staleness(hashOf(some), later(over));
    expect(since({ partitions: 4, configs: {} })).toEqual([
      'partitions has become 4',
      "retention.ms has become the brokers' default",
    ]);
    expect(since({ topicId: 'b', partitions: 4 })).toEqual([
      'the topic is another one of the same name',
    ]);
    expect(
      staleness(hashOf(some), { ...some, consequences: ['It is worse'] }),
    ).toEqual(['what it entails has become: It is worse']);
  });

  it('is no other change’s, nor another topic’s', () => {
    fc.assert(
      fc.property(basis, basis, (a, b) => {
        expect(isForSameChange(hashOf(a), b)).toBe(
          isForSameChange(hashOf(b), a),
        );
        const other = { ...a, key: { ...a.key, topic: 'u' } };
        expect(isForSameChange(hashOf(a), other)).toBe(false);
      }),
    );
  });

  it('has room in the request however much is changed', () => {
    const configs = Object.fromEntries(
      Array.from({ length: 15 }, (_, i) => [`key.${i}`, '1']),
    );
    const hash = hashOf({
      key: { cluster: 'main', topic: 't' },
      wanted: { partitions: 1, configs },
      consequences: [],
    });
    expect(hash.length).toBeLessThanOrEqual(400);
  });
});
