import fc from 'fast-check';
import { decideHold, type TopicClaim } from './holds';

const REFS = ['a', 'b', 'c', 'd'].map(name => `dataproduct:default/${name}`);

/** Claims of different products, as one topic has them. */
const claims: fc.Arbitrary<TopicClaim[]> = fc
  .shuffledSubarray(REFS)
  .chain(refs =>
    fc.tuple(
      ...refs.map(productRef =>
        fc.record({
          productRef: fc.constant(productRef),
          entitled: fc.boolean(),
          since: fc.nat({ max: 3 }),
        }),
      ),
    ),
  );
const previous = fc.option(
  fc.constantFrom(...REFS, 'dataproduct:default/gone'),
  {
    nil: undefined,
  },
);

describe('decideHold', () => {
  it('lets only one hold a topic, and only one that is entitled', () => {
    fc.assert(
      fc.property(claims, previous, (list, before) => {
        const { holder, contested, awaiting } = decideHold(list, before);
        const entitled = list.filter(c => c.entitled).map(c => c.productRef);
        expect(holder === undefined).toBe(entitled.length === 0);
        expect([undefined, ...entitled]).toContain(holder);
        // Everybody who claims it is told where they stand, exactly once.
        expect(
          [...(holder ? [holder] : []), ...contested, ...awaiting].sort(),
        ).toEqual(list.map(c => c.productRef).sort());
        expect(awaiting).toEqual(
          list
            .filter(c => !c.entitled)
            .map(c => c.productRef)
            .sort(),
        );
      }),
    );
  });

  it('never takes a topic away from who holds it and still claims it', () => {
    fc.assert(
      fc.property(claims, fc.array(claims), (first, later) => {
        const { holder } = decideHold(first, undefined);
        fc.pre(holder !== undefined);
        const own = first.find(c => c.productRef === holder)!;
        let before: string | undefined = holder;
        for (const list of later) {
          const others = list.filter(c => c.productRef !== holder);
          before = decideHold([...others, own], before).holder;
          expect(before).toBe(holder);
        }
      }),
    );
  });

  it('passes a withdrawn topic on to the earliest who is entitled', () => {
    fc.assert(
      fc.property(claims, list => {
        const { holder } = decideHold(list, 'dataproduct:default/withdrawn');
        const earliest = list
          .filter(c => c.entitled)
          .reduce<TopicClaim | undefined>(
            (best, c) => (!best || c.since < best.since ? c : best),
            undefined,
          );
        expect(list.find(c => c.productRef === holder)?.since).toBe(
          earliest?.since,
        );
      }),
    );
  });

  it('takes a topic from a holder who is not entitled any more', () => {
    expect(
      decideHold(
        [
          { productRef: 'dataproduct:default/a', entitled: false, since: 1 },
          { productRef: 'dataproduct:default/b', entitled: true, since: 2 },
        ],
        'dataproduct:default/a',
      ),
    ).toEqual({
      holder: 'dataproduct:default/b',
      contested: [],
      awaiting: ['dataproduct:default/a'],
    });
  });

  it('lets nobody hold a topic who is not trusted, even alone and even if it held it', () => {
    fc.assert(
      fc.property(claims, previous, (list, before) => {
        const untrusted = list.map(c => ({ ...c, entitled: false }));
        expect(decideHold(untrusted, before).holder).toBeUndefined();
      }),
    );
  });

  it('does not depend on the order in which claims are read', () => {
    const shuffled = claims.chain(list =>
      fc.tuple(
        fc.constant(list),
        fc.shuffledSubarray(list, {
          minLength: list.length,
          maxLength: list.length,
        }),
      ),
    );
    fc.assert(
      fc.property(shuffled, previous, ([list, other], before) => {
        expect(decideHold(other, before)).toEqual(decideHold(list, before));
      }),
    );
  });
});
