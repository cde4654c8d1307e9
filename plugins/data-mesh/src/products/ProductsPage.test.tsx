import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { fakeDataMeshApi } from '../__testUtils__/fakeDataMeshApi';
import { aCluster, aProduct, namedProduct } from '../__testUtils__/mesh';
import { renderWithMesh } from '../__testUtils__/renderWithMesh';
import { ProductsPage } from './ProductsPage';

const address = () => screen.getByLabelText('address').textContent;
const names = () =>
  screen
    .getAllByRole('rowheader')
    .map(cell => within(cell).getByRole('link').textContent);

const three = [
  aProduct(),
  namedProduct('payments', { ownerRef: undefined, lifecycle: 'experimental' }),
  namedProduct('shipments', {
    domainRef: 'domain:default/logistics',
    state: 'unknown',
    reason: 'The cluster does not answer.',
  }),
];

describe('ProductsPage', () => {
  it('answers first, then lists each product with links to it, its domain and its owner', async () => {
    renderWithMesh(<ProductsPage />, fakeDataMeshApi());
    expect(
      await screen.findByText('1 data product in 1 domain on 1 cluster'),
    ).toBeInTheDocument();
    expect(screen.getByText(/all in sync/)).toBeInTheDocument();

    const row = (await screen.findAllByRole('row'))[1];
    expect(within(row).getByRole('link', { name: 'Orders' })).toHaveAttribute(
      'href',
      '/catalog/default/dataproduct/orders',
    );
    expect(within(row).getByText('Every order.')).toBeInTheDocument();
    expect(within(row).getByRole('link', { name: 'sales' })).toHaveAttribute(
      'href',
      '/catalog/default/domain/sales',
    );
    expect(
      within(row).getByRole('link', { name: 'order-team' }),
    ).toBeInTheDocument();
    for (const words of ['Production', 'Internal', 'Declared', 'In sync']) {
      expect(within(row).getByText(words)).toBeInTheDocument();
    }
  });

  it('says of a product how many of its promises are broken, and nothing where none is', async () => {
    const api = fakeDataMeshApi({ products: three });
    const list = api.listProducts.getMockImplementation();
    const [first, second] = three;
    api.listProducts.mockImplementation(async query => ({
      ...(await list!(query)),
      promises: {
        [first.ref]: { kept: 3, breached: 1, unknown: 0 },
        [second.ref]: { kept: 3, breached: 0, unknown: 2 },
      },
    }));
    renderWithMesh(<ProductsPage />, api);
    expect(await screen.findAllByText(/promises? broken/)).toHaveLength(1);
    expect(
      screen.getByText('1 promise broken').closest('[role="row"]'),
    ).toHaveTextContent(first.title);
  });

  it('says how many are not well, and why, and never shows unknown as well', async () => {
    renderWithMesh(<ProductsPage />, fakeDataMeshApi({ products: three }));
    expect(await screen.findByText(/1 unknown and 2 in sync/)).toBeVisible();
    const reason = await screen.findByText('The cluster does not answer.');
    expect(reason.closest('[data-state]')).toHaveAttribute(
      'data-state',
      'unknown',
    );
  });

  it('does not show as well what was well when its cluster could last be read', async () => {
    renderWithMesh(
      <ProductsPage />,
      fakeDataMeshApi({ clusters: [aCluster({ state: 'failing' })] }),
    );
    expect(await screen.findByText('When last read')).toBeInTheDocument();
    expect(screen.getByText(/all in sync when last read/)).toBeInTheDocument();
  });

  it('hints at claiming where nobody owns a product', async () => {
    renderWithMesh(<ProductsPage />, fakeDataMeshApi({ products: three }));
    expect(await screen.findByText('Nobody yet')).toHaveAttribute(
      'title',
      expect.stringContaining('claims'),
    );
  });

  it('searches as one types, in the URL, and back undoes the search as a whole', async () => {
    renderWithMesh(<ProductsPage />, fakeDataMeshApi({ products: three }));
    await waitFor(() => expect(names()).toHaveLength(3));
    await userEvent.type(screen.getByRole('searchbox'), 'ship');
    await waitFor(() => expect(address()).toBe('?q=ship'));
    await waitFor(() => expect(names()).toEqual(['Shipments']));

    await userEvent.type(screen.getByRole('searchbox'), 'm');
    await waitFor(() => expect(address()).toBe('?q=shipm'));

    await userEvent.click(screen.getByText('browser back'));
    await waitFor(() => expect(names()).toHaveLength(3));
    expect(screen.getByRole('searchbox')).toHaveValue('');
  });

  it('filters with counts, and keeps the filter in the URL', async () => {
    const api = fakeDataMeshApi({ products: three });
    renderWithMesh(<ProductsPage />, api);
    await waitFor(() => expect(names()).toHaveLength(3));
    await userEvent.click(screen.getByRole('button', { name: /Lifecycle/ }));
    await userEvent.click(
      await screen.findByRole('option', { name: 'Experimental (1)' }),
    );
    await waitFor(() => expect(address()).toBe('?lifecycle=experimental'));
    await waitFor(() => expect(names()).toEqual(['Payments']));
    expect(api.listProducts).toHaveBeenLastCalledWith(
      expect.objectContaining({ lifecycle: 'experimental' }),
    );
  });

  it('shows the view that a link describes', async () => {
    const api = fakeDataMeshApi({ products: three });
    renderWithMesh(<ProductsPage />, api, {
      search: '?sort=lifecycle&order=desc&domain=domain:default/sales',
    });
    await waitFor(() => expect(names()).toEqual(['Orders', 'Payments']));
    expect(api.listProducts).toHaveBeenCalledWith({
      domain: 'domain:default/sales',
      sort: 'lifecycle',
      order: 'desc',
      limit: 50,
    });
    expect(
      screen.getByRole('columnheader', { name: /Lifecycle/ }),
    ).toHaveAttribute('aria-sort', 'descending');
  });

  it('sorts by a column', async () => {
    renderWithMesh(<ProductsPage />, fakeDataMeshApi({ products: three }));
    await waitFor(() => expect(names()).toHaveLength(3));
    await userEvent.click(screen.getByRole('columnheader', { name: /Name/ }));
    await waitFor(() => expect(address()).toBe('?order=desc'));
    await waitFor(() => expect(names()[0]).toBe('Shipments'));
  });

  it('turns pages by cursor, there and back, with the total count', async () => {
    renderWithMesh(
      <ProductsPage />,
      fakeDataMeshApi({ products: three, pageSize: 2 }),
    );
    expect(
      await screen.findByText('1 to 2 of 3 data products'),
    ).toBeInTheDocument();
    await userEvent.click(
      screen.getByRole('button', { name: 'Next table page' }),
    );
    await waitFor(() => expect(names()).toEqual(['Shipments']));
    expect(address()).toBe('?cursor=2&page=2');
    await userEvent.click(
      screen.getByRole('button', { name: 'Previous table page' }),
    );
    await waitFor(() => expect(names()).toEqual(['Orders', 'Payments']));
    expect(address()).toBe('');
  });

  it('offers to clear filters that leave nothing', async () => {
    renderWithMesh(<ProductsPage />, fakeDataMeshApi(), {
      search: '?q=zebra&state=missing',
    });
    const empty = await screen.findByText('No data product matches');
    await userEvent.click(
      within(empty.closest<HTMLElement>('[role=status]')!).getByRole('button', {
        name: 'Clear filters',
      }),
    );
    await waitFor(() => expect(names()).toEqual(['Orders']));
    expect(address()).toBe('');
    expect(screen.getByRole('searchbox')).toHaveValue('');
  });

  it.each([
    [
      'no cluster is configured',
      [],
      'There is no cluster to discover data products on',
    ],
    [
      'the first pass is not done',
      [aCluster({ state: 'pending' })],
      'The first look at Kafka is not done yet',
    ],
    [
      'no cluster ever answered',
      [aCluster({ state: 'failing' })],
      'Nothing could be read yet',
    ],
    ['there are none', [aCluster()], 'There are no data products yet'],
  ])('says why it is empty where %s', async (_, clusters, title) => {
    renderWithMesh(
      <ProductsPage />,
      fakeDataMeshApi({ products: [], clusters }),
    );
    expect(await screen.findByText(title)).toBeInTheDocument();
  });

  it('names the configuration keys that cannot be used', async () => {
    renderWithMesh(
      <ProductsPage />,
      fakeDataMeshApi({
        products: [],
        problems: [
          { key: 'dataMesh.naming.templates[0]', message: 'has no {product}' },
        ],
      }),
    );
    expect(
      await screen.findByText('dataMesh.naming.templates[0]'),
    ).toBeInTheDocument();
    expect(screen.getByText(/has no \{product\}/)).toBeInTheDocument();
    expect(
      await screen.findByText('The configuration has to be mended first'),
    ).toBeInTheDocument();
  });

  it('keeps what it knows and what was typed when the backend goes away', async () => {
    const api = fakeDataMeshApi({ products: three });
    renderWithMesh(<ProductsPage />, api);
    await waitFor(() => expect(names()).toHaveLength(3));
    api.listProducts.mockRejectedValue(new Error('The backend is away'));
    await userEvent.type(screen.getByRole('searchbox'), 'ship');
    expect(await screen.findByText('The backend is away')).toBeInTheDocument();
    expect(names()).toHaveLength(3);
    expect(screen.getByRole('searchbox')).toHaveValue('ship');

    api.listProducts.mockImplementation(
      fakeDataMeshApi({ products: three }).listProducts,
    );
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    await waitFor(() => expect(names()).toEqual(['Shipments']));
  });
});
