import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { MeshProduct } from '@data-mesh/backstage-plugin-data-mesh-common';
import { fakeDataMeshApi } from '../__testUtils__/fakeDataMeshApi';
import {
  aCluster,
  aProduct,
  ordersEntity,
  someFacts,
} from '../__testUtils__/mesh';
import { renderWithMesh } from '../__testUtils__/renderWithMesh';
import { AboutCard } from './AboutCard';

function meshWith(product: MeshProduct, facts = [someFacts()]) {
  const api = fakeDataMeshApi({ products: [product] });
  api.getProduct.mockImplementation(async () => ({
    product,
    topics: facts,
    clusters: [aCluster()],
    mayAccept: [],
  }));
  return api;
}

const open = (api: ReturnType<typeof fakeDataMeshApi>) =>
  renderWithMesh(<AboutCard />, api, { entity: ordersEntity });

describe('AboutCard', () => {
  it('answers first whether the product lives and who is behind', async () => {
    open(meshWith(aProduct()));
    const line = (await screen.findByText('Alive')).closest('p');
    expect(line).toHaveTextContent(
      /^Alive: 120 records\/min, last new ones \d s ago; 2 consumer groups, analytics is 3,210 records behind and not running\.$/,
    );
  });

  it('tells owner, support, classification and where it was declared', async () => {
    open(meshWith(aProduct()));
    expect(
      await screen.findByRole('link', { name: 'order-team' }),
    ).toBeInTheDocument();
    expect(screen.getByRole('link', { name: '#orders' })).toHaveAttribute(
      'href',
      'https://chat.example.com/orders',
    );
    expect(screen.getByText('Internal')).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: 'catalog-info.yaml' }),
    ).toHaveAttribute(
      'href',
      'https://git.example.com/sales/catalog-info.yaml',
    );
  });

  it('names the ports that are more sensitive than the product', async () => {
    open(meshWith(aProduct()));
    const port = await screen.findByText(/^orders-v1/);
    expect(within(port).getByText('Confidential')).toBeInTheDocument();
  });

  it('lets what was only discovered be claimed', async () => {
    open(
      meshWith(aProduct({ origin: 'discovered', originLocation: undefined })),
    );
    expect(
      await screen.findByRole('button', { name: 'Claim Orders …' }),
    ).toBeVisible();
  });

  it('lets nobody claim what a team has described', async () => {
    open(meshWith(aProduct()));
    expect(await screen.findByText('Alive')).toBeVisible();
    expect(screen.queryByRole('button', { name: /^Claim/ })).toBeNull();
  });

  it('calls unknown what was not measured', async () => {
    open(
      meshWith(
        aProduct({}, { state: 'unknown', reason: 'Main has never been read.' }),
        [],
      ),
    );
    const [state] = await screen.findAllByText('Unknown', { selector: 'span' });
    expect(state.closest('[data-state]')).toHaveAttribute(
      'data-state',
      'unknown',
    );
    expect(screen.getByText(/have not been measured yet/)).toBeVisible();
    expect(screen.getAllByText('Main has never been read.')[0]).toBeVisible();
  });

  it('shows both sides of a contested topic as links', async () => {
    open(
      meshWith(
        aProduct(
          {},
          {
            state: 'contested',
            reason: 'Held by another product.',
            heldBy: 'dataproduct:default/invoices',
            contestedBy: ['dataproduct:default/payments'],
          },
        ),
      ),
    );
    expect(
      await screen.findByRole('link', { name: 'sales.orders.v1' }),
    ).toHaveAttribute('href', '/catalog/default/resource/main.sales.orders.v1');
    expect(screen.getByRole('link', { name: 'invoices' })).toHaveAttribute(
      'href',
      '/catalog/default/dataproduct/invoices',
    );
    expect(screen.getByRole('link', { name: 'payments' })).toHaveAttribute(
      'href',
      '/catalog/default/dataproduct/payments',
    );
    expect(screen.queryByRole('button', { name: 'Accept …' })).toBeNull();
  });

  it('lets who may accept a declaration, after saying what that means', async () => {
    const waiting = aProduct(
      {},
      { state: 'contested', awaitsAcceptance: true },
    );
    const api = meshWith(waiting);
    const mayAccept = [{ cluster: 'main', topic: 'sales.orders.v1' }];
    api.getProduct.mockImplementation(async () => ({
      product: waiting,
      topics: [],
      clusters: [aCluster()],
      mayAccept,
    }));
    api.acceptDeclaration.mockImplementation(async () => {
      api.getProduct.mockImplementation(async () => ({
        product: aProduct(),
        topics: [],
        clusters: [aCluster()],
        mayAccept: [],
      }));
      return aProduct();
    });
    open(api);
    expect(await screen.findByText(/waits until the owner of/)).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Accept …' }));
    expect(await screen.findByRole('dialog')).toHaveTextContent(
      'Let Orders hold sales.orders.v1?',
    );
    await userEvent.click(screen.getByRole('button', { name: 'Accept' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(api.acceptDeclaration).toHaveBeenCalledWith(
      'dataproduct:default/orders',
      { cluster: 'main', topic: 'sales.orders.v1' },
    );
    expect(await screen.findByText('In sync')).toBeInTheDocument();
  });

  it('says why where the backend does not answer, and asks again on request', async () => {
    const api = meshWith(aProduct());
    api.getProduct.mockRejectedValueOnce(new Error('The backend is away'));
    open(api);
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The backend is away',
    );
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('Alive')).toBeInTheDocument();
  });
});
