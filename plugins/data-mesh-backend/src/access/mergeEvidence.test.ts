import type { AccessUse } from '@data-mesh/backstage-plugin-data-mesh-node';
import fc from 'fast-check';
import type { UseEvidence } from './evidence';
import { mergeEvidence } from './mergeEvidence';

const STARTS = 1_000;

const owns: fc.Arbitrary<UseEvidence> = fc.oneof(
  fc.integer({ min: STARTS, max: 3_000 }).map(
    (at): UseEvidence => ({
      verdict: 'seen',
      sentence: 'Seen: its groups.',
      at,
      groups: [],
    }),
  ),
  fc.constantFrom<UseEvidence>(
    { verdict: 'unknown', sentence: 'Cannot be known.', groups: [] },
    {
      verdict: 'not-seen',
      sentence: 'Not seen: its groups.',
      since: STARTS,
      groups: [],
    },
  ),
);
const saids: fc.Arbitrary<AccessUse | undefined> = fc.option(
  fc.record({
    usedAt: fc.option(
      fc.integer({ min: 0, max: 3_000 }).map(ms => new Date(ms)),
      { nil: undefined },
    ),
    says: fc.constant('the broker has counted.'),
  }),
  { nil: undefined },
);

function check(
  property: (
    merged: UseEvidence,
    own: UseEvidence,
    said: AccessUse | undefined,
  ) => void,
): void {
  fc.assert(
    fc.property(owns, saids, (own, said) =>
      property(mergeEvidence(own, said, STARTS), own, said),
    ),
  );
}

describe('evidence of an adopter’s own', () => {
  it('makes a grant seen exactly where either has seen it since its start', () => {
    check((merged, own, said) => {
      const used = (said?.usedAt?.getTime() ?? -1) >= STARTS;
      expect(merged.verdict === 'seen').toBe(own.verdict === 'seen' || used);
    });
  });

  it('gives the latest time of the two', () => {
    check((merged, own, said) => {
      const times = [own.at, said?.usedAt?.getTime()].filter(
        (at): at is number => at !== undefined && at >= STARTS,
      );
      expect(merged.at).toBe(times.length ? Math.max(...times) : undefined);
    });
  });

  it('knows what Kafka does not tell, and leaves it unknown where it does not either', () => {
    check((merged, own, said) => {
      expect(merged.verdict === 'unknown').toBe(
        own.verdict === 'unknown' && said === undefined,
      );
    });
  });
});
