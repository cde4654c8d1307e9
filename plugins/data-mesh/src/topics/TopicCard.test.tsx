import type { ResourceEntity } from '@backstage/catalog-model';
import { screen } from '@testing-library/react';
import { fakeDataMeshApi } from '../__testUtils__/fakeDataMeshApi';
import { someFacts } from '../__testUtils__/mesh';
import { renderWithMesh } from '../__testUtils__/renderWithMesh';
import { TopicCard } from './TopicCard';

const entity: ResourceEntity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Resource',
  metadata: {
    name: 'main.sales.orders.v1',
    annotations: {
      'data-mesh/cluster': 'main',
      'data-mesh/topic': 'sales.orders.v1',
    },
  },
  spec: { type: 'kafka-topic', owner: 'order-team' },
};

describe('TopicCard', () => {
  it('names the product that holds the topic, with its facts', async () => {
    const api = fakeDataMeshApi();
    api.getTopic.mockImplementation(async () => someFacts());
    renderWithMesh(<TopicCard />, api, { entity });
    expect(await screen.findByText('Alive')).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'orders' })).toHaveAttribute(
      'href',
      '/catalog/default/dataproduct/orders',
    );
    expect(api.getTopic).toHaveBeenCalledWith('main', 'sales.orders.v1');
  });

  it('says that a topic is unclaimed', async () => {
    const api = fakeDataMeshApi();
    const facts = someFacts();
    api.getTopic.mockImplementation(async () => ({
      ...facts,
      topic: { ...facts.topic, productRef: undefined },
    }));
    renderWithMesh(<TopicCard />, api, { entity });
    expect(
      await screen.findByText(/No data product holds it; it is unclaimed in/),
    ).toBeInTheDocument();
  });

  it('says which annotations are missing', async () => {
    renderWithMesh(<TopicCard />, fakeDataMeshApi(), {
      entity: { ...entity, metadata: { name: 'x' } },
    });
    expect(
      await screen.findByText(/data-mesh\/cluster and data-mesh\/topic/),
    ).toBeInTheDocument();
  });
});
