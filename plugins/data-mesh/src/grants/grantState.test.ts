import { aGrant } from '../__testUtils__/access';
import { grantState } from './grantState';

const soon = new Date(Date.now() + 3 * 86_400_000).toISOString();
const [first, ...others] = aGrant().bindings;

describe('grantState', () => {
  it.each([
    [aGrant(), 'good', 'Active'],
    [aGrant({ endsAt: soon }), 'warning', 'Active, ends soon'],
    [
      aGrant({ bindings: [{ ...first, state: 'missing' }, ...others] }),
      'warning',
      'Incomplete: removed by hand',
    ],
    [
      aGrant({ state: 'pending', confirmed: 2, brokers: 3 }),
      'moving',
      'Being set up: 2 of 3 brokers confirmed',
    ],
    [
      aGrant({ state: 'pending', confirmed: 0, brokers: 0 }),
      'moving',
      'Being set up at Kafka',
    ],
    [aGrant({ state: 'failed' }), 'bad', 'Could not be set up'],
    [aGrant({ state: 'ending' }), 'moving', 'Being removed at Kafka'],
    [
      aGrant({ state: 'revoked', endedAt: '2025-02-20T12:00:00Z' }),
      'over',
      'Revoked on 20 February 2025',
    ],
    [
      aGrant({ state: 'expired', endedAt: '2025-02-20T12:00:00Z' }),
      'over',
      'Expired on 20 February 2025',
    ],
  ])('of %# is said honestly', (grant, tone, words) => {
    expect(grantState(grant)).toMatchObject({ tone, words });
  });

  it('tells why something failed', () => {
    expect(
      grantState(
        aGrant({
          state: 'failed',
          reason: 'Main did not answer for an hour.',
        }),
      ).reason,
    ).toBe('Main did not answer for an hour.');
  });
});
