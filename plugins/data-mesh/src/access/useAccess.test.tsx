import { act, screen, waitFor } from '@testing-library/react';
import { signalApiRef } from '@backstage/plugin-signals-react';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { aGrant, anItem } from '../__testUtils__/access';
import { aCampaign } from '../__testUtils__/campaigns';
import { aSchemaChange } from '../__testUtils__/schemaChanges';
import { fakeDataMeshApi } from '../__testUtils__/fakeDataMeshApi';
import { dataMeshApiRef } from '../api';
import { ACCESS_CHANNEL, useGrants, useToDecideCount } from './useAccess';

function Probe() {
  const grants = useGrants({});
  const count = useToDecideCount();
  return <p>{`${grants.value?.totalItems} grants, ${count} to decide`}</p>;
}

describe('useAccess', () => {
  it('asks again at once, and once, when the backend says so', async () => {
    const listeners = new Set<(message: any) => void>();
    const say = (message: { type: string; ids: string[] }) =>
      listeners.forEach(listener => listener(message));
    const signals = {
      subscribe: jest.fn((_channel: string, listener: (m: any) => void) => {
        listeners.add(listener);
        return { unsubscribe: () => listeners.delete(listener) };
      }),
    };
    const grants = [aGrant()];
    const api = fakeDataMeshApi({ grants });
    renderInTestApp(<Probe />, {
      apis: [
        [dataMeshApiRef, api],
        [signalApiRef, signals],
      ],
    });
    expect(
      await screen.findByText('1 grants, 0 to decide'),
    ).toBeInTheDocument();
    expect(signals.subscribe).toHaveBeenCalledWith(
      ACCESS_CHANNEL,
      expect.any(Function),
    );
    api.listGrants.mockClear();
    api.listAccessRequestItems.mockClear();
    grants.push(aGrant({ id: 'grant-2' }));
    act(() => {
      say({ type: 'grant.created', ids: ['grant-2'] });
      say({ type: 'grant.activated', ids: ['grant-2'] });
    });
    await waitFor(
      () => expect(screen.getByText('2 grants, 0 to decide')).toBeVisible(),
      { timeout: 2_000 },
    );
    const lists = api.listGrants.mock.calls.map(([query]) => query);
    expect(lists).toHaveLength(2);
    expect(lists).toEqual(
      expect.arrayContaining([{}, { review: 'mine', limit: 1 }]),
    );
    expect(api.listAccessRequestItems).toHaveBeenCalledTimes(1);
  });

  it('counts schema changes that wait', async () => {
    const api = fakeDataMeshApi({
      schemaChanges: [aSchemaChange({ yours: 1 }), aSchemaChange()],
    });
    renderInTestApp(<Probe />, { apis: [[dataMeshApiRef, api]] });
    expect(await screen.findByText('0 grants, 1 to decide')).toBeVisible();
  });

  it.each([
    ['counts campaigns that wait, each once', undefined, '2 to decide'],
    [
      'still counts requests where campaigns cannot be seen',
      new Error('The permission policy does not allow data-mesh.campaign.read'),
      '1 to decide',
    ],
  ])('%s', async (_, failure, words) => {
    const api = fakeDataMeshApi({
      items: [anItem({ mayDecide: true })],
      campaigns: [aCampaign({ yours: 12 }), aCampaign({ id: 'other' })],
    });
    if (failure) api.listCampaigns.mockRejectedValue(failure);
    renderInTestApp(<Probe />, { apis: [[dataMeshApiRef, api]] });
    expect(await screen.findByText(`0 grants, ${words}`)).toBeVisible();
  });
});
