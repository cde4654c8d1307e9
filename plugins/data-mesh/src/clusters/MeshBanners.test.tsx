import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { fakeDataMeshApi } from '../__testUtils__/fakeDataMeshApi';
import { aCluster } from '../__testUtils__/mesh';
import { renderWithMesh } from '../__testUtils__/renderWithMesh';
import { ClustersPage } from './ClustersPage';

const minutesAgo = (minutes: number) =>
  new Date(Date.now() - 60_000 * minutes).toISOString();

const held = aCluster({
  heldRemovals: {
    hash: 'h1',
    reason: '12 of 19 topics would go at once; at most 20 % may.',
    count: 2,
    topics: ['sales.orders.v1', 'sales.orders.v2'],
    since: minutesAgo(3),
  },
});

describe('ClustersPage', () => {
  it('tells of each cluster how it is and how old what is known of it is', async () => {
    renderWithMesh(
      <ClustersPage />,
      fakeDataMeshApi({
        clusters: [
          aCluster(),
          aCluster({ name: 'new', title: 'New', state: 'pending' }),
        ],
      }),
    );
    expect(await screen.findByRole('heading', { name: 'Main' })).toBeVisible();
    expect(screen.getAllByText('production')).toHaveLength(2);
    expect(screen.getAllByText('19')).toHaveLength(2);
    expect(
      screen.getByText('The first pass is not done yet'),
    ).toBeInTheDocument();
  });

  it('says of a cluster that fails since when, why, and how old the picture is', async () => {
    renderWithMesh(
      <ClustersPage />,
      fakeDataMeshApi({
        clusters: [
          aCluster({
            state: 'failing',
            failingSince: minutesAgo(12),
            lastTickAt: minutesAgo(13),
            lastFullPassAt: minutesAgo(14),
            error: {
              code: 'UNREACHABLE',
              message: 'No broker answers at kafka:9092',
              retryable: true,
            },
          }),
        ],
      }),
    );
    const banner = await screen.findByText(/Main has been unreadable/);
    expect(banner).toHaveTextContent('Main has been unreadable for 12 min');
    expect(
      screen.getByText(/No broker answers at kafka:9092\. What you see/),
    ).toHaveTextContent('What you see of it is from 13 min ago; nothing was');
  });

  it('lists what could not be asked', async () => {
    renderWithMesh(
      <ClustersPage />,
      fakeDataMeshApi({
        clusters: [
          aCluster({
            gaps: [
              {
                code: 'DENIED',
                item: 'ACLs',
                message: 'The credential may not describe them',
                retryable: false,
              },
            ],
          }),
        ],
      }),
    );
    await userEvent.click(
      await screen.findByRole('button', { name: /What is unknown/ }),
    );
    expect(screen.getByText(/may not describe them/)).toBeVisible();
    expect(screen.getByText(/Read in part/)).toBeInTheDocument();
  });

  it('lets an operator confirm removals that are held, after showing them', async () => {
    const api = fakeDataMeshApi({ clusters: [held], mayOperate: true });
    renderWithMesh(<ClustersPage />, api);
    expect(await screen.findByText(/12 of 19 topics would go/)).toBeVisible();

    const button = screen.getByRole('button', { name: 'Confirm …' });
    await userEvent.click(button);
    const dialog = await screen.findByRole('dialog');
    expect(dialog).toHaveTextContent('Remove 2 topics of Main?');
    expect(dialog).toHaveTextContent('sales.orders.v2');
    expect(api.confirmRemovals).not.toHaveBeenCalled();

    await userEvent.click(screen.getByRole('button', { name: 'Confirm' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(api.confirmRemovals).toHaveBeenCalledWith('main', 'h1');
    await waitFor(() => expect(button).toHaveFocus());
  });

  it('says in the dialog why a confirmation failed, and keeps it open', async () => {
    const api = fakeDataMeshApi({ clusters: [held], mayOperate: true });
    api.confirmRemovals.mockRejectedValue(new Error('Other topics are gone'));
    renderWithMesh(<ClustersPage />, api);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Confirm …' }),
    );
    await userEvent.click(screen.getByRole('button', { name: 'Confirm' }));
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'Other topics are gone',
    );
    await userEvent.click(screen.getByRole('button', { name: 'Cancel' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  it('tells everyone else who can confirm them', async () => {
    renderWithMesh(<ClustersPage />, fakeDataMeshApi({ clusters: [held] }));
    expect(await screen.findByText(/dataMesh\.operators/)).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Confirm …' })).toBeNull();
  });
});
