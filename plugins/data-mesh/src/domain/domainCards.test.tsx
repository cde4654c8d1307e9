import type { DomainEntity } from '@backstage/catalog-model';
import { screen, within } from '@testing-library/react';
import type { MeshTopic } from '@data-mesh/backstage-plugin-data-mesh-common';
import { fakeDataMeshApi } from '../__testUtils__/fakeDataMeshApi';
import { aProduct, namedProduct } from '../__testUtils__/mesh';
import { renderWithMesh } from '../__testUtils__/renderWithMesh';
import { DomainProductsCard } from './DomainProductsCard';
import { UnclaimedTopicsCard } from './UnclaimedTopicsCard';

const sales: DomainEntity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Domain',
  metadata: { name: 'sales', namespace: 'default' },
  spec: { owner: 'sales-division', type: 'data-domain' },
};

const topic = (name: string, more?: Partial<MeshTopic>): MeshTopic => ({
  cluster: 'main',
  environment: 'production',
  name,
  entityRef: `resource:default/main.${name}`,
  domainRef: 'domain:default/sales',
  ...more,
});

describe('DomainProductsCard', () => {
  it('lists the products of the domain with their states', async () => {
    renderWithMesh(
      <DomainProductsCard />,
      fakeDataMeshApi({
        products: [
          aProduct({ state: 'drift', reason: 'Kept for 3 days only.' }),
          namedProduct('elsewhere', { domainRef: 'domain:default/fleet' }),
        ],
      }),
      { entity: sales },
    );
    const row = await screen.findByRole('row', { name: /Orders/ });
    expect(within(row).getByText('Differs')).toBeInTheDocument();
    expect(within(row).getByText('Kept for 3 days only.')).toBeInTheDocument();
    expect(screen.queryByText('Elsewhere')).toBeNull();
  });

  it('links to all of them where there are many', async () => {
    renderWithMesh(
      <DomainProductsCard />,
      fakeDataMeshApi({
        products: Array.from({ length: 21 }, (_, i) => namedProduct(`p${i}`)),
      }),
      { entity: sales },
    );
    expect(
      await screen.findByRole('link', { name: 'All 21 data products' }),
    ).toHaveAttribute(
      'href',
      '/data-mesh/products?domain=domain%3Adefault%2Fsales',
    );
  });
});

describe('UnclaimedTopicsCard', () => {
  it('lists the topics of the domain that no product holds, of all pages', async () => {
    const api = fakeDataMeshApi();
    api.listTopics.mockImplementation(async (_, query) =>
      query?.cursor
        ? { items: [topic('sales.b')], totalItems: 3 }
        : {
            items: [
              topic('sales.a', { productRef: 'dataproduct:default/orders' }),
              topic('fleet.c', { domainRef: 'domain:default/fleet' }),
            ],
            totalItems: 3,
            nextCursor: 'next',
          },
    );
    renderWithMesh(<UnclaimedTopicsCard />, api, { entity: sales });
    expect(
      await screen.findByRole('link', { name: 'sales.b' }),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('button', { name: 'Claim sales.b …' }),
    ).toBeVisible();
    expect(screen.queryByText('sales.a')).toBeNull();
    expect(screen.queryByText('fleet.c')).toBeNull();
  });

  it('says so where there are none', async () => {
    renderWithMesh(<UnclaimedTopicsCard />, fakeDataMeshApi(), {
      entity: sales,
    });
    expect(await screen.findByText(/^None: every topic/)).toBeInTheDocument();
  });
});
