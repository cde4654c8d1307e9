import { screen, within } from '@testing-library/react';
import { fakeDataMeshApi } from '../__testUtils__/fakeDataMeshApi';
import { renderWithMesh } from '../__testUtils__/renderWithMesh';
import { ordersResult } from '../__testUtils__/search';
import { DataProductResult } from './DataProductResult';

const highlight = {
  preTag: '<1>',
  postTag: '</1>',
  fields: { text: ordersResult.text.replaceAll('address', '<1>address</1>') },
};

describe('DataProductResult', () => {
  it('says what it is, whose, how sensitive, and which fields match', async () => {
    renderWithMesh(
      <DataProductResult result={ordersResult} highlight={highlight} />,
      fakeDataMeshApi(),
    );
    expect(await screen.findByRole('link', { name: 'Orders' })).toHaveAttribute(
      'href',
      ordersResult.location,
    );
    expect(screen.getByText('Every order.')).toBeInTheDocument();
    expect(screen.getByText('Confidential')).toBeInTheDocument();
    expect(screen.queryByText('Production')).toBeNull();
    expect(screen.getByRole('link', { name: 'sales' })).toHaveAttribute(
      'href',
      '/catalog/default/domain/sales',
    );
    expect(
      screen.getByRole('link', { name: 'order-team' }),
    ).toBeInTheDocument();
    const fields = within(
      screen.getByRole('list', { name: 'Fields that match' }),
    );
    expect(fields.getAllByText('address')[0].tagName).toBe('MARK');
    expect(
      fields.getAllByRole('listitem').map(item => item.textContent),
    ).toEqual([
      ...ordersResult.fields.slice(0, 5).map(name => `${name} An address.`),
      '2 more fields',
    ]);
  });

  it('says so of one that is not, or no longer, for production', async () => {
    renderWithMesh(
      <DataProductResult
        result={{ ...ordersResult, lifecycle: 'deprecated' }}
      />,
      fakeDataMeshApi(),
    );
    expect(await screen.findByText('Deprecated')).toBeInTheDocument();
  });

  it('says that nobody owns it, and shows no fields where none match', async () => {
    renderWithMesh(
      <DataProductResult
        result={{ ...ordersResult, owner: '', classification: '' }}
      />,
      fakeDataMeshApi(),
    );
    expect(await screen.findByText(/owned by nobody yet/)).toBeInTheDocument();
    expect(screen.getByText('Not classified')).toBeInTheDocument();
    expect(screen.queryByRole('list')).toBeNull();
  });
});
