import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { anEntry } from '../__testUtils__/acls';
import { fakeDataMeshApi } from '../__testUtils__/fakeDataMeshApi';
import { renderWithMesh } from '../__testUtils__/renderWithMesh';
import { HistoryCard } from './HistoryCard';
import { HistoryPage } from './HistoryPage';
import { saveFile } from './saveFile';

jest.mock('./saveFile');

function open(search = '', entries = [anEntry()]) {
  const api = fakeDataMeshApi();
  api.listHistory.mockImplementation(async ({ cursor } = {}) => ({
    items: cursor ? [anEntry({ seq: 1, sentence: 'Liam asked' })] : entries,
    totalItems: 51,
    ...(!cursor && entries.length > 0 && { nextCursor: 's7' }),
  }));
  renderWithMesh(<HistoryPage />, api, { search });
  return api;
}

describe('HistoryPage', () => {
  it('tells what happened in a sentence each, with links', async () => {
    open();
    expect(
      await screen.findByText(
        'Olivia approved access of route-planner to sales.orders.v1',
      ),
    ).toBeVisible();
    expect(screen.getByText('1 min ago')).toBeVisible();
    expect(screen.getByRole('link', { name: 'the grant' })).toHaveAttribute(
      'href',
      '/data-mesh/grants/grant-1',
    );
    expect(screen.getByRole('link', { name: 'the request' })).toHaveAttribute(
      'href',
      '/data-mesh/requests/request-1',
    );
  });

  it('links to the schema change that it is about', async () => {
    open('', [anEntry({ details: { change: 'change-1' } })]);
    expect(
      await screen.findByRole('link', { name: 'the schema change' }),
    ).toHaveAttribute('href', '/data-mesh/schema-changes/change-1');
  });

  it('links to the campaign in which something was answered', async () => {
    open('', [anEntry({ details: { campaign: 'campaign-1' } })]);
    expect(
      await screen.findByRole('link', { name: 'the campaign' }),
    ).toHaveAttribute('href', '/data-mesh/campaigns/campaign-1');
  });

  it('asks for what the URL says, days to their end', async () => {
    const api = open(
      '?product=dataproduct:default/orders&action=grant.&actor=user:default/olivia&topic=t&from=2026-11-20&to=2026-11-21&cluster=main&colour=red',
    );
    await screen.findByText(/^Olivia approved/);
    expect(api.listHistory).toHaveBeenCalledWith({
      product: 'dataproduct:default/orders',
      action: 'grant.',
      actor: 'user:default/olivia',
      topic: 't',
      cluster: 'main',
      from: new Date(2026, 10, 20).toISOString(),
      to: new Date(2026, 10, 22).toISOString(),
      limit: 50,
    });
    await userEvent.click(
      screen.getByRole('button', { name: 'Clear filters' }),
    );
    await waitFor(() =>
      expect(api.listHistory).toHaveBeenLastCalledWith({ limit: 50 }),
    );
  });

  it('goes to older ones and back', async () => {
    open();
    await userEvent.click(await screen.findByRole('button', { name: /next/i }));
    expect(await screen.findByText('Liam asked')).toBeVisible();
    expect(screen.getByLabelText('address')).toHaveTextContent(
      '?cursor=s7&page=2',
    );
    await userEvent.click(screen.getByRole('button', { name: /previous/i }));
    expect(await screen.findByText(/^Olivia approved/)).toBeVisible();
  });

  it('saves a file through the API, which has the token', async () => {
    const api = open('?cluster=main&action=grant.');
    await userEvent.click(
      await screen.findByRole('button', { name: 'Export as CSV' }),
    );
    await waitFor(() =>
      expect(saveFile).toHaveBeenCalledWith(
        expect.any(Blob),
        expect.stringMatching(/^data-mesh-history-[\d-]+\.csv$/),
      ),
    );
    expect(api.exportHistory).toHaveBeenCalledWith({
      cluster: 'main',
      action: 'grant.',
      format: 'csv',
    });
  });

  it('says that it could not be saved', async () => {
    const api = open();
    api.exportHistory.mockRejectedValue(new Error('The backend is away'));
    await userEvent.click(
      await screen.findByRole('button', { name: 'Export as JSON' }),
    );
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The backend is away',
    );
  });

  it('says that nothing matches, and of which grant it is', async () => {
    open('?grant=grant-1', []);
    expect(await screen.findByText('Nothing matches')).toBeVisible();
    expect(screen.getByRole('link', { name: 'one grant' })).toHaveAttribute(
      'href',
      '/data-mesh/grants/grant-1',
    );
  });
});

describe('HistoryCard', () => {
  it('shows the newest, and leads to all of them', async () => {
    const api = fakeDataMeshApi();
    api.listHistory.mockResolvedValue({ items: [anEntry()], totalItems: 12 });
    renderWithMesh(<HistoryCard query={{ grant: 'grant-1' }} />, api);
    expect(
      await screen.findByRole('link', { name: 'All 12 entries' }),
    ).toHaveAttribute('href', '/data-mesh/history?grant=grant-1');
    expect(api.listHistory).toHaveBeenCalledWith({
      grant: 'grant-1',
      limit: 5,
    });
    expect(screen.queryByRole('link', { name: 'the grant' })).toBeNull();
  });
});
