import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { fakeDataMeshApi } from '../__testUtils__/fakeDataMeshApi';
import {
  aCluster,
  aProduct,
  ordersEntity,
  someFacts,
} from '../__testUtils__/mesh';
import { renderWithMesh } from '../__testUtils__/renderWithMesh';
import { PortsContent } from './PortsContent';

async function open(product = aProduct()) {
  const api = fakeDataMeshApi();
  api.getProduct.mockImplementation(async () => ({
    product,
    topics: [someFacts()],
    clusters: [aCluster()],
    mayAccept: [],
  }));
  renderWithMesh(<PortsContent />, api, { entity: ordersEntity });
  return within(await screen.findByRole('region', { name: 'orders-v1' }));
}

describe('PortsContent', () => {
  it('tells what a port promises, where it is, and what its topic does', async () => {
    const port = await open();
    expect(
      port.getByText(
        'Promised: never longer than 5 minutes old, kept 7 days, and at least 1,000 records a day.',
      ),
    ).toBeInTheDocument();
    expect(port.getByRole('link', { name: 'sales.orders.v1' })).toHaveAttribute(
      'href',
      '/catalog/default/resource/main.sales.orders.v1',
    );
    expect(port.getByText('7 days')).toBeInTheDocument();
    expect(port.getByTitle('12,000')).toBeInTheDocument();
    expect(
      port.getByText('3 copies, at least 2 in sync to write'),
    ).toBeInTheDocument();
    expect(port.getByText('Confidential')).toBeInTheDocument();
  });

  it('tells of each consumer group how far it is', async () => {
    const port = await open();
    const behind = port.getByRole('row', { name: /analytics/ });
    expect(behind).toHaveTextContent('Not running');
    expect(behind).toHaveTextContent('3,210');
    expect(port.getByRole('row', { name: /payments/ })).toHaveTextContent(
      'Reading with 2',
    );
  });

  it('has schema fields and partitions one disclosure away', async () => {
    const port = await open();
    await userEvent.click(
      port.getByRole('button', { name: /Schema sales.orders.v1-value/ }),
    );
    expect(port.getByRole('row', { name: /email/ })).toHaveTextContent('PII');
    expect(port.getByText('Names the order.')).toBeInTheDocument();

    await userEvent.click(port.getByRole('button', { name: /Partitions/ }));
    expect(port.getByText('2 of 3')).toBeInTheDocument();
  });

  it('links what the product is made from', async () => {
    await open();
    expect(screen.getByRole('link', { name: 'customers' })).toHaveAttribute(
      'href',
      '/catalog/default/dataproduct/customers',
    );
  });

  it('says of a topic that is not there what is known', async () => {
    const port = await open(
      aProduct(
        {},
        {
          topic: 'sales.orders.v9',
          state: 'missing',
          reason: 'Main has no topic sales.orders.v9.',
        },
      ),
    );
    expect(
      port.getAllByText('Main has no topic sales.orders.v9.')[0],
    ).toBeVisible();
    expect(port.getByText('Missing')).toBeInTheDocument();
  });
});
