import {
  createExtensionTester,
  mockApis,
  renderInTestApp,
  renderTestApp,
} from '@backstage/frontend-test-utils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import {
  catalogApiMock,
  createTestEntityPage,
} from '@backstage/plugin-catalog-react/testUtils';
import {
  SearchFilterResultTypeBlueprint,
  SearchResultListItemBlueprint,
} from '@backstage/plugin-search-react/alpha';
import { screen } from '@testing-library/react';
import { fakeDataMeshApi } from './__testUtils__/fakeDataMeshApi';
import { anItem } from './__testUtils__/access';
import { ordersEntity } from './__testUtils__/mesh';
import { ordersResult } from './__testUtils__/search';
import { dataMeshApiRef, dataMeshAppModule, default as plugin } from '.';
import { homeRouteRef } from './routes';

const mountedRoutes = { '/catalog/:namespace/:kind/:name': entityRouteRef };

describe('the plugin in the new frontend system', () => {
  it('has a page with sub-pages, and shows the data products first', async () => {
    renderTestApp({
      features: [plugin],
      initialRouteEntries: ['/data-mesh'],
      mountedRoutes,
      apis: [
        [dataMeshApiRef, fakeDataMeshApi()],
        catalogApiMock(),
        mockApis.permission(),
      ],
    });
    expect(
      await screen.findByText('1 data product in 1 domain on 1 cluster'),
    ).toBeInTheDocument();
    expect(screen.getByRole('tab', { name: 'Clusters' })).toHaveAttribute(
      'href',
      '/data-mesh/clusters',
    );
  });

  it('says in its header how much waits for one, and links there', async () => {
    renderTestApp({
      features: [plugin],
      initialRouteEntries: ['/data-mesh/to-decide'],
      mountedRoutes,
      apis: [
        [
          dataMeshApiRef,
          fakeDataMeshApi({ items: [anItem({ mayDecide: true })] }),
        ],
        mockApis.permission(),
      ],
    });
    expect(
      await screen.findByRole('link', { name: '1 to decide' }),
    ).toHaveAttribute('href', '/data-mesh/to-decide');
    expect(
      await screen.findByText('1 request waits for your decision'),
    ).toBeInTheDocument();
    for (const [name, path] of [
      ['My requests', 'requests'],
      ['To decide', 'to-decide'],
      ['Grants', 'grants'],
      ['Campaigns', 'campaigns'],
      ['Schema changes', 'schema-changes'],
      ['Governance', 'governance'],
      ['Explain', 'explain'],
      ['History', 'history'],
    ]) {
      expect(screen.getByRole('tab', { name })).toHaveAttribute(
        'href',
        `/data-mesh/${path}`,
      );
    }
  });

  it('adds the tab Access to data products and to what can use them', async () => {
    const contents = [
      plugin.getExtension('entity-content:data-mesh/access'),
      plugin.getExtension('entity-content:data-mesh/consumer-access'),
    ];
    const { unmount } = renderTestApp({
      extensions: [createTestEntityPage({ entity: ordersEntity }), ...contents],
      mountedRoutes: { ...mountedRoutes, '/data-mesh': homeRouteRef },
      apis: [[dataMeshApiRef, fakeDataMeshApi()]],
    });
    expect(await screen.findByText('Who has access')).toBeInTheDocument();
    unmount();
    renderTestApp({
      extensions: [
        createTestEntityPage({
          entity: { ...ordersEntity, kind: 'Component' },
        }),
        ...contents,
      ],
      mountedRoutes: { ...mountedRoutes, '/data-mesh': homeRouteRef },
      apis: [[dataMeshApiRef, fakeDataMeshApi()]],
    });
    expect(await screen.findByText('Data that it may use')).toBeInTheDocument();
  });

  it('adds the tab Governance to data products', async () => {
    renderTestApp({
      extensions: [
        createTestEntityPage({ entity: ordersEntity }),
        plugin.getExtension('entity-content:data-mesh/governance'),
      ],
      mountedRoutes: { ...mountedRoutes, '/data-mesh': homeRouteRef },
      apis: [[dataMeshApiRef, fakeDataMeshApi()]],
    });
    expect(
      await screen.findByText('No policy looks at it'),
    ).toBeInTheDocument();
  });

  it('adds the card Governance to domains', async () => {
    renderTestApp({
      extensions: [
        createTestEntityPage({ entity: { ...ordersEntity, kind: 'Domain' } }),
        plugin.getExtension('entity-card:data-mesh/domain-governance'),
        plugin.getExtension('entity-content:data-mesh/governance'),
      ],
      mountedRoutes: { ...mountedRoutes, '/data-mesh': homeRouteRef },
      apis: [[dataMeshApiRef, fakeDataMeshApi()]],
    });
    expect(
      await screen.findByRole('link', { name: 'what they are for' }),
    ).toBeInTheDocument();
  });

  it('adds cards to the page of a data product, but not to others', async () => {
    const about = plugin.getExtension('entity-card:data-mesh/about');
    const topic = plugin.getExtension('entity-card:data-mesh/topic');
    renderTestApp({
      extensions: [
        createTestEntityPage({ entity: ordersEntity }),
        about,
        topic,
      ],
      mountedRoutes,
      apis: [[dataMeshApiRef, fakeDataMeshApi()]],
    });
    expect(await screen.findByText('In sync')).toBeInTheDocument();
    expect(screen.getAllByText('How it is')).toHaveLength(1);
  });

  it('adds the tab Ports', async () => {
    renderTestApp({
      extensions: [
        createTestEntityPage({ entity: ordersEntity }),
        plugin.getExtension('entity-content:data-mesh/ports'),
      ],
      mountedRoutes,
      apis: [[dataMeshApiRef, fakeDataMeshApi()]],
    });
    expect(
      await screen.findByRole('region', { name: 'orders-v1' }),
    ).toBeInTheDocument();
  });

  it('shows data products, and only those, among the results of the search', async () => {
    const item = createExtensionTester(
      plugin.getExtension('search-result-list-item:data-mesh/data-product'),
    ).get(SearchResultListItemBlueprint.dataRefs.item);
    const document = ordersResult;
    expect(item.predicate?.({ type: 'data-product', document })).toBe(true);
    expect(item.predicate?.({ type: 'software-catalog', document })).toBe(
      false,
    );
    renderInTestApp(<item.component result={document} />, {
      mountedRoutes,
      apis: [catalogApiMock()],
    });
    expect(await screen.findByRole('link', { name: 'Orders' })).toHaveAttribute(
      'href',
      document.location,
    );
  });

  it('lets the search page show data products alone', () => {
    expect(
      createExtensionTester(
        plugin.getExtension('search-filter-result-type:data-mesh/data-product'),
      ).get(SearchFilterResultTypeBlueprint.dataRefs.resultType),
    ).toMatchObject({ value: 'data-product', name: 'Data products' });
  });

  it('keeps what overrides the app in a module of its own', () => {
    expect(dataMeshAppModule).toMatchObject({
      $$type: '@backstage/FrontendFeatureLoader',
    });
  });
});
