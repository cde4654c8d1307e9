import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { fakeDataMeshApi } from '../__testUtils__/fakeDataMeshApi';
import { renderWithMesh } from '../__testUtils__/renderWithMesh';
import { ClustersPage } from '../clusters/ClustersPage';

const PLANNER = 'component:default/route-planner';
const OTHER = 'component:default/other';
const base = { cluster: 'main' };
const items = [
  { ...base, principal: 'User:a', consumer: PLANNER, claimants: [PLANNER] },
  {
    ...base,
    principal: 'User:b',
    awaiting: [OTHER],
    claimants: [OTHER],
  },
  {
    ...base,
    principal: 'User:c',
    consumer: PLANNER,
    contestedBy: [OTHER],
    claimants: [PLANNER, OTHER],
  },
  {
    ...base,
    principal: 'User:*',
    invalid: 'It is everyone.',
    claimants: [OTHER],
  },
];

function open(mayOperate: boolean, search = '') {
  const api = fakeDataMeshApi({ mayOperate });
  api.listPrincipals.mockResolvedValue({ items });
  renderWithMesh(<ClustersPage />, api, {
    at: ['/data-mesh/clusters', '/main/principals'],
    search,
  });
  return api;
}

describe('the register of principals', () => {
  it('shows first what somebody has to look at', async () => {
    open(false);
    expect(
      await screen.findByText(
        '4 principals: 1 contested, 1 to confirm, 1 that cannot be used',
      ),
    ).toBeVisible();
    const names = screen
      .getAllByRole('rowheader')
      .map(each => each.textContent);
    expect(names).toEqual(['User:c', 'User:b', 'User:*', 'User:a']);
    expect(
      screen.getByText(/names it too; who had it first keeps it/),
    ).toBeVisible();
    expect(screen.getByText('It is everyone.')).toBeVisible();
    expect(screen.queryByRole('button', { name: /^Confirm/ })).toBeNull();
  });

  it('lets an operator confirm, after saying what that means', async () => {
    const api = open(true);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Confirm other …' }),
    );
    const dialog = within(await screen.findByRole('dialog'));
    expect(dialog.getByText('Is User:b really other?')).toBeVisible();
    expect(api.confirmPrincipal).not.toHaveBeenCalled();
    api.confirmPrincipal.mockResolvedValue(items[1]);
    await userEvent.click(
      dialog.getByRole('button', { name: 'Confirm other' }),
    );
    await waitFor(() =>
      expect(api.confirmPrincipal).toHaveBeenCalledWith('main', {
        principal: 'User:b',
        consumer: OTHER,
      }),
    );
  });

  it('finds one by its consumer', async () => {
    open(false, '?q=planner');
    expect(await screen.findByText('User:a')).toBeVisible();
    expect(screen.queryByText('User:b')).toBeNull();
  });
});
