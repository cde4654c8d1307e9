import { entry } from './__testUtils__/entries';
import { signalsFor, SignalsSink } from './SignalsSink';

describe('signals for open pages', () => {
  it('say what kind of thing happened to which IDs, and nothing else', () => {
    expect(
      signalsFor([
        entry(1, 'grant.expired', { grantId: 'g2', itemId: 'i2' }),
        entry(2, 'grant.expired', {
          grantId: 'g1',
          product: 'dataproduct:default/orders',
        }),
        entry(3, 'decision.refused', { requestId: 'r1' }),
        entry(4, 'principal.confirmed'),
        entry(5, 'campaign.confirmed', {
          grantId: 'g3',
          details: { campaign: 'c1', title: 'Winter cleaning' },
        }),
      ]),
    ).toEqual([
      { type: 'grant.expired', ids: ['g1', 'g2', 'i2'] },
      { type: 'principal.confirmed', ids: [] },
      { type: 'campaign.confirmed', ids: ['c1', 'g3'] },
    ]);
  });

  it('go to everybody', async () => {
    const publish = jest.fn();
    const [{ seqs, send }] = await new SignalsSink({
      signals: { publish },
    }).prepare([
      entry(1, 'grant.created', { grantId: 'g' }),
      entry(2, 'grant.activated', { grantId: 'g' }),
    ]);
    await send();
    expect(seqs).toEqual([1, 2]);
    expect(publish.mock.calls).toEqual(
      ['grant.created', 'grant.activated'].map(type => [
        {
          recipients: { type: 'broadcast' },
          channel: 'data-mesh:access',
          message: { type, ids: ['g'] },
        },
      ]),
    );
  });
});
