import fc from 'fast-check';
import { SYNC_STATES, isSyncState, worstSyncState } from './syncStates';
import {
  CLASSIFICATIONS,
  isClassification,
  isTighterClassification,
} from './classifications';
import { isClusterName, isTopicName } from './values';

const state = fc.constantFrom(...SYNC_STATES);

describe('worstSyncState', () => {
  it('is unknown where there is nothing to look at', () => {
    expect(worstSyncState([])).toBe('unknown');
  });

  it('never lets the unknown look healthy nor hide a finding', () => {
    expect(worstSyncState(['in-sync', 'unknown'])).toBe('unknown');
    expect(worstSyncState(['missing', 'unknown'])).toBe('missing');
  });

  it('is one of the states, and no better than any, in whatever order', () => {
    fc.assert(
      fc.property(fc.array(state, { minLength: 1 }), states => {
        const worst = worstSyncState(states);
        expect(states).toContain(worst);
        expect(worstSyncState([...states].reverse())).toBe(worst);
        for (const each of states) {
          expect(SYNC_STATES.indexOf(worst)).toBeGreaterThanOrEqual(
            SYNC_STATES.indexOf(each),
          );
        }
      }),
    );
  });

  it('knows its own states only', () => {
    expect(isSyncState('drift')).toBe(true);
    expect(isSyncState('fine')).toBe(false);
  });
});

describe('isTighterClassification', () => {
  it('is a strict order', () => {
    const any = fc.constantFrom(...CLASSIFICATIONS);
    fc.assert(
      fc.property(any, any, (a, b) => {
        const ways = [
          isTighterClassification(a, b),
          isTighterClassification(b, a),
        ];
        expect(ways.filter(Boolean)).toHaveLength(a === b ? 0 : 1);
      }),
    );
    expect(isTighterClassification('restricted', 'public')).toBe(true);
    expect(isClassification('secret')).toBe(false);
  });
});

describe('names at Kafka', () => {
  it('are what the broker accepts', () => {
    expect(['a', 'A_b-c.d', 'x'.repeat(249), '...'].every(isTopicName)).toBe(
      true,
    );
    expect(
      ['', '.', '..', 'a b', 'é', 'x'.repeat(250), 'a\n'].some(isTopicName),
    ).toBe(false);
  });

  it('are short for clusters, since they lead entity names', () => {
    expect(['main', 'eu-west-1', 'x'.repeat(20)].every(isClusterName)).toBe(
      true,
    );
    expect(
      ['', 'Main', 'a--b', '-a', 'a-', 'a.b', 'x'.repeat(21)].some(
        isClusterName,
      ),
    ).toBe(false);
  });
});
