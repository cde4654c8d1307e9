import {
  EntityProvider,
  catalogApiRef,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { SearchResultListItemExtensions } from '@backstage/plugin-search-react';
import { renderInTestApp, TestApiProvider } from '@backstage/test-utils';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Route, Routes } from 'react-router-dom';
import { fakeDataMeshApi } from '../__testUtils__/fakeDataMeshApi';
import { anItem } from '../__testUtils__/access';
import { ordersEntity } from '../__testUtils__/mesh';
import { ordersResult } from '../__testUtils__/search';
import {
  dataMeshApiRef,
  dataMeshPlugin,
  DataMeshPage,
  DataProductSearchResultListItem,
  EntityDataProductAboutCard,
  EntityDataConsumerAccessCard,
  EntityDataConsumerAccessContent,
  EntityDataDomainGovernanceCard,
  EntityDataProductAccessContent,
  EntityDataProductGovernanceContent,
  EntityDataProductPortsContent,
  isKafkaTopic,
} from '../legacy';
import { homeRouteRef } from '../routes';

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
    await userEvent.click(screen.getByRole('link', { name: 'Principals' }));
    expect(await screen.findByText('Principals on Main')).toBeInTheDocument();
    await userEvent.click(screen.getByRole('tab', { name: 'Campaigns' }));
    expect(await screen.findByText('No campaign is open')).toBeInTheDocument();
    await userEvent.click(screen.getByRole('tab', { name: 'Governance' }));
    expect(
      await screen.findByText('There are no policies yet'),
    ).toBeInTheDocument();
    await userEvent.click(screen.getByRole('tab', { name: 'Explain' }));
    expect(
      await screen.findByText('Which topic is it about?'),
    ).toBeInTheDocument();
    await userEvent.click(screen.getByRole('tab', { name: 'History' }));
    expect(await screen.findByText('Nothing happened yet')).toBeInTheDocument();
  });

  it('says on a tab how much waits for one', async () => {
    const waiting = fakeDataMeshApi({ items: [anItem({ mayDecide: true })] });
    await renderInTestApp(
      <TestApiProvider apis={[[dataMeshApiRef, waiting], apis[1]]}>
        <Routes>
          <Route path="/data-mesh/*" element={<DataMeshPage />} />
        </Routes>
      </TestApiProvider>,
      { mountedRoutes, routeEntries: ['/data-mesh'] },
    );
    await userEvent.click(
      await screen.findByRole('tab', { name: 'To decide (1)' }),
    );
    expect(
      await screen.findByText('1 request waits for your decision'),
    ).toBeInTheDocument();
  });

  it.each([
    ['card', <EntityDataProductAboutCard />, 'How it is'],
    ['tab', <EntityDataProductPortsContent />, 'orders-v1'],
    ['tab', <EntityDataProductAccessContent />, 'Who has access'],
    ['tab', <EntityDataConsumerAccessContent />, 'Data that it may use'],
    ['tab', <EntityDataProductGovernanceContent />, 'No policy looks at it'],
    ['card', <EntityDataDomainGovernanceCard />, 'Governance'],
    ['card', <EntityDataConsumerAccessCard />, 'Data that it may use'],
  ])('has the same %s', async (_, element, text) => {
    await renderInTestApp(
      <TestApiProvider apis={apis}>
        <EntityProvider entity={ordersEntity}>{element}</EntityProvider>
      </TestApiProvider>,
      { mountedRoutes: { ...mountedRoutes, '/data-mesh': homeRouteRef } },
    );
    expect(await screen.findByText(text)).toBeInTheDocument();
  });

  it('has the same result of the search', async () => {
    await renderInTestApp(
      <TestApiProvider apis={apis}>
        <SearchResultListItemExtensions
          results={[{ type: 'data-product', document: ordersResult }]}
        >
          <DataProductSearchResultListItem />
        </SearchResultListItemExtensions>
      </TestApiProvider>,
      { mountedRoutes },
    );
    expect(await screen.findByText('Confidential')).toBeInTheDocument();
  });

  it('tells topics from other resources', () => {
    const resource = { ...ordersEntity, kind: 'Resource' };
    expect(isKafkaTopic({ ...resource, spec: { type: 'kafka-topic' } })).toBe(
      true,
    );
    expect(isKafkaTopic({ ...resource, spec: { type: 'bucket' } })).toBe(false);
  });
});
