import fc from 'fast-check';
import {
  ActiveExemptions,
  exemptionStateAt,
  type DecidedState,
  type Exemption,
} from './exemption';

const exemptions: fc.Arbitrary<Exemption> = fc
  .record({
    policyId: fc.constantFrom('pii', 'naming'),
    productRef: fc.constantFrom(
      'dataproduct:default/a',
      'dataproduct:default/b',
    ),
    decided: fc.constantFrom<DecidedState>(
      'requested',
      'approved',
      'rejected',
      'revoked',
    ),
    requestedAt: fc.integer({ min: 0, max: 1_000 }),
    lasts: fc.integer({ min: 1, max: 1_000 }),
  })
  .map(({ lasts, ...rest }) => ({
    id: 'x',
    reason: 'r',
    requestedBy: 'user:default/olivia',
    endsAt: rest.requestedAt + lasts,
    ...rest,
  }));
const times = fc.integer({ min: 0, max: 3_000 });

describe('an exemption', () => {
  it('never outlives its end, and holds only once it is approved', () => {
    fc.assert(
      fc.property(fc.array(exemptions), times, (all, now) => {
        const active = new ActiveExemptions(all, now);
        for (const { policyId, productRef } of all) {
          const found = active.of(policyId, productRef);
          const counting = all.filter(
            each =>
              each.policyId === policyId &&
              each.productRef === productRef &&
              each.decided === 'approved' &&
              now < each.endsAt,
          );
          expect(found !== undefined).toBe(counting.length > 0);
          expect(found?.endsAt ?? Infinity).toBeGreaterThan(now);
        }
      }),
    );
  });

  it('is over for good once it is', () => {
    fc.assert(
      fc.property(exemptions, times, times, (exemption, a, b) => {
        const [early, late] = [Math.min(a, b), Math.max(a, b)];
        const over = ['ended', 'rejected', 'revoked'];
        const isOver = over.includes(exemptionStateAt(exemption, early));
        const stays = over.includes(exemptionStateAt(exemption, late));
        expect(isOver && !stays).toBe(false);
      }),
    );
  });

  it('of one product or policy is none of another', () => {
    const active = new ActiveExemptions(
      [
        {
          id: 'x',
          policyId: 'pii',
          productRef: 'dataproduct:default/a',
          decided: 'approved',
          reason: 'r',
          requestedBy: 'u',
          requestedAt: 0,
          endsAt: 10,
        },
      ],
      5,
    );
    expect(active.of('pii', 'dataproduct:default/a')?.id).toBe('x');
    expect(active.of('pii', 'dataproduct:default/b')).toBeUndefined();
    expect(active.of('naming', 'dataproduct:default/a')).toBeUndefined();
  });
});
