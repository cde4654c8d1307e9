import { aCluster, someFacts } from '../__testUtils__/mesh';
import { livenessOf } from './liveness';

const now = Date.now();
const ago = (minutes: number) => new Date(now - 60_000 * minutes).toISOString();

describe('livenessOf', () => {
  it('is alive while there are new records', () => {
    expect(livenessOf([someFacts()], [aCluster()], now)).toMatchObject({
      status: 'alive',
      recordsPerMinute: 120,
    });
  });

  it('is quiet when there were none for a while, or ever', () => {
    const old = someFacts({ lastGrowthAt: ago(6) });
    expect(livenessOf([old], [aCluster()], now).status).toBe('quiet');
    const never = someFacts({ lastGrowthAt: undefined });
    expect(livenessOf([never], [aCluster()], now).status).toBe('quiet');
  });

  it('claims nothing where nothing was measured', () => {
    const facts = someFacts({ measuredAt: undefined });
    expect(livenessOf([facts], [aCluster()], now).status).toBe('unknown');
    expect(livenessOf([], [], now).status).toBe('unknown');
  });

  it('is stale while a cluster cannot be read, and says since when', () => {
    const failing = aCluster({
      state: 'failing',
      lastTickAt: ago(12),
      lastFullPassAt: ago(13),
    });
    expect(livenessOf([someFacts()], [failing], now)).toMatchObject({
      status: 'stale',
      readAt: ago(12),
    });
  });

  it('is stale when its cluster is no longer configured', () => {
    const facts = someFacts({ measuredAt: ago(3) });
    expect(livenessOf([facts], [], now)).toMatchObject({
      status: 'stale',
      readAt: ago(3),
    });
  });

  it('adds up what a group has left over all topics', () => {
    const { groups } = livenessOf(
      [someFacts(), someFacts()],
      [aCluster()],
      now,
    );
    expect(groups).toEqual([
      { groupId: 'payments', lag: 8, idle: false, behind: false },
      { groupId: 'analytics', lag: 6_420, idle: true, behind: true },
    ]);
  });

  it('does not call a lag that could not be asked zero', () => {
    const facts = someFacts();
    facts.groups = [{ ...facts.groups[0], lag: undefined }];
    expect(livenessOf([facts], [aCluster()], now).groups).toEqual([
      { groupId: 'payments', lag: undefined, idle: false, behind: false },
    ]);
  });
});
