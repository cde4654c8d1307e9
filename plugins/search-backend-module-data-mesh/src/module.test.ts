import {
  coreServices,
  createServiceFactory,
  type BackendFeature,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
  type TestBackend,
} from '@backstage/backend-test-utils';
import searchPlugin from '@backstage/plugin-search-backend';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { dataMeshServiceRef } from '@data-mesh/backstage-plugin-data-mesh-node';
import { aProduct, FakeMesh } from './__testUtils__/FakeMesh';
import searchModuleDataMesh from '.';

const TASK = 'search_index_data_product';
const PAGES = 3;

describe('the search module', () => {
  const scheduler = mockServices.scheduler();
  let backend: TestBackend;
  let mesh: FakeMesh;

  async function start(...features: BackendFeature[]): Promise<void> {
    mesh = new FakeMesh(
      Array.from({ length: PAGES }, (_, i) =>
        aProduct(`product-${i}`, { description: 'parcels' }),
      ),
      { pageSize: 1 },
    );
    backend = await startTestBackend({
      features: [
        searchPlugin,
        searchModuleDataMesh,
        createServiceFactory({
          service: coreServices.scheduler,
          deps: {},
          factory: () => scheduler,
        }),
        createServiceFactory({
          service: dataMeshServiceRef,
          deps: {},
          factory: () => ({
            getFeed: () => Promise.reject(new Error('not followed here')),
            listSearchDocuments: query => mesh.listSearchDocuments(query),
          }),
        }),
        ...features,
      ],
    });
  }

  async function found(term: string): Promise<string[]> {
    const address = backend.server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const response = await fetch(
      `http://localhost:${port}/api/search/query?term=${term}`,
      { headers: { Authorization: mockCredentials.user.header() } },
    );
    const { results } = await response.json();
    return results
      .map(({ document }: { document: { name: string } }) => document.name)
      .sort();
  }

  afterEach(async () => {
    await backend.stop();
  });

  it('makes every page of the mesh’s products found', async () => {
    await start();
    await scheduler.triggerTask(TASK);
    expect(await found('parcels')).toEqual([
      'product-0',
      'product-1',
      'product-2',
    ]);
  });

  it.each([0, 1, PAGES - 1])(
    'keeps what is found when the mesh cannot be asked, after %d pages',
    async failsAfter => {
      await start();
      await scheduler.triggerTask(TASK);
      const before = await found('parcels');
      mesh.products.reverse();
      mesh.failsAfter = failsAfter;
      await scheduler.triggerTask(TASK);
      expect(await found('parcels')).toEqual(before);
      expect(before).toHaveLength(PAGES);
      mesh.failsAfter = Infinity;
      mesh.products.pop();
      await scheduler.triggerTask(TASK);
      expect(await found('parcels')).toHaveLength(PAGES - 1);
    },
  );

  it('shows nothing to who may read nothing in the catalog', async () => {
    await start(
      mockServices.rootConfig.factory({
        data: { permission: { enabled: true } },
      }),
      mockServices.permissions.factory({ result: AuthorizeResult.DENY }),
    );
    await scheduler.triggerTask(TASK);
    expect(await found('parcels')).toEqual([]);
  });
});
