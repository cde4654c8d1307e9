import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { anItem } from '../__testUtils__/access';
import { fakeDataMeshApi } from '../__testUtils__/fakeDataMeshApi';
import { renderWithMesh } from '../__testUtils__/renderWithMesh';
import { RequestsPage } from './RequestsPage';

const items = [
  anItem({ mayWithdraw: true }),
  anItem({
    id: 'item-2',
    requestId: 'request-2',
    state: 'rejected',
    decisions: [
      {
        step: 'owner',
        decision: 'reject',
        decidedBy: 'user:default/olivia',
        decidedAt: new Date().toISOString(),
        comment: 'Use shipments instead',
      },
    ],
  }),
];

function open(path = '', search = '') {
  const api = fakeDataMeshApi({ items });
  renderWithMesh(<RequestsPage />, api, {
    at: ['/data-mesh/requests', path],
    search,
  });
  return api;
}

describe('RequestsPage', () => {
  it('tells of each request whom it waits for, or how it was decided and why', async () => {
    open();
    const [, waiting, rejected] = await screen.findAllByRole('row');
    expect(waiting).toHaveTextContent(/Has waited .* for order-team/);
    expect(rejected).toHaveTextContent('Rejected');
    expect(rejected).toHaveTextContent('By olivia: Use shipments instead');
    expect(
      within(rejected).getByRole('link', { name: 'Read access to Orders' }),
    ).toHaveAttribute('href', '/data-mesh/requests/request-2');
  });

  it('filters by the state in the URL', async () => {
    const api = open('', '?state=rejected');
    await waitFor(() => expect(screen.getAllByRole('row')).toHaveLength(2));
    expect(api.listAccessRequestItems).toHaveBeenCalledWith({
      role: 'requester',
      state: 'rejected',
      limit: 50,
    });
  });

  it('withdraws what is not decided yet', async () => {
    const api = open();
    await userEvent.click(
      await screen.findByRole('button', { name: 'Withdraw …' }),
    );
    await userEvent.click(screen.getByRole('button', { name: 'Withdraw' }));
    await waitFor(() =>
      expect(api.withdrawItem).toHaveBeenCalledWith(items[0]),
    );
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  it('has a page for each request, where who may decide does', async () => {
    open('/request-1');
    expect(
      await screen.findByText('Plan routes from open orders.'),
    ).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Approve …' })).toBeNull();
  });

  it('says where to begin when there is none', async () => {
    renderWithMesh(<RequestsPage />, fakeDataMeshApi(), {
      at: ['/data-mesh/requests', ''],
    });
    expect(
      await screen.findByText('You have not asked for anything yet'),
    ).toBeVisible();
    expect(screen.getByRole('link', { name: 'find one' })).toHaveAttribute(
      'href',
      '/data-mesh/products',
    );
  });
});
