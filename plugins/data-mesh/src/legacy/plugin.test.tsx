import {
  EntityProvider,
  catalogApiRef,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { renderInTestApp, TestApiProvider } from '@backstage/test-utils';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Route, Routes } from 'react-router-dom';
import { fakeDataMeshApi } from '../__testUtils__/fakeDataMeshApi';
import { ordersEntity } from '../__testUtils__/mesh';
import {
  dataMeshApiRef,
  dataMeshPlugin,
  DataMeshPage,
  EntityDataProductAboutCard,
  EntityDataProductPortsContent,
  isKafkaTopic,
} from '../legacy';

const apis = [
  [dataMeshApiRef, fakeDataMeshApi()],
  [catalogApiRef, catalogApiMock()],
] as const;
const mountedRoutes = { '/catalog/:namespace/:kind/:name': entityRouteRef };

describe('the plugin in the old frontend system', () => {
  it('provides the API', () => {
    expect([...dataMeshPlugin.getApis()].map(({ api }) => api.id)).toEqual([
      dataMeshApiRef.id,
    ]);
  });

  it('has the same page, with a header and tabs of its own', async () => {
    await renderInTestApp(
      <TestApiProvider apis={apis}>
        <Routes>
          <Route path="/data-mesh/*" element={<DataMeshPage />} />
        </Routes>
      </TestApiProvider>,
      { mountedRoutes, routeEntries: ['/data-mesh'] },
    );
    expect(
      await screen.findByText('1 data product in 1 domain on 1 cluster'),
    ).toBeInTheDocument();
    await userEvent.click(screen.getByRole('tab', { name: 'Clusters' }));
    expect(await screen.findByText('Last full pass')).toBeInTheDocument();
  });

  it.each([
    ['card', <EntityDataProductAboutCard />, 'How it is'],
    ['tab', <EntityDataProductPortsContent />, 'orders-v1'],
  ])('has the same %s', async (_, element, text) => {
    await renderInTestApp(
      <TestApiProvider apis={apis}>
        <EntityProvider entity={ordersEntity}>{element}</EntityProvider>
      </TestApiProvider>,
      { mountedRoutes },
    );
    expect(await screen.findByText(text)).toBeInTheDocument();
  });

  it('tells topics from other resources', () => {
    const resource = { ...ordersEntity, kind: 'Resource' };
    expect(isKafkaTopic({ ...resource, spec: { type: 'kafka-topic' } })).toBe(
      true,
    );
    expect(isKafkaTopic({ ...resource, spec: { type: 'bucket' } })).toBe(false);
  });
});
