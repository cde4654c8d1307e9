import type {
  DataMeshApi,
  MeshCluster,
  MeshProduct,
  ProductPage,
  ProductQuery,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import { aCluster, aProduct } from './mesh';

type Filter = 'domain' | 'owner' | 'lifecycle' | 'classification' | 'origin';

const valueOf = (product: MeshProduct, name: Filter | 'state' | 'title') => {
  if (name === 'domain') return product.domainRef;
  if (name === 'owner') return product.ownerRef ?? 'none';
  return product[name];
};
const FACETS = [
  'domain',
  'owner',
  'lifecycle',
  'classification',
  'origin',
  'state',
] as const;

/** Answers as the backend would for this mesh; every method is a mock. */
export function fakeDataMeshApi(mesh?: {
  products?: MeshProduct[];
  clusters?: MeshCluster[];
  mayOperate?: boolean;
  problems?: { key: string; message: string }[];
  pageSize?: number;
}): jest.Mocked<DataMeshApi> {
  const products = mesh?.products ?? [aProduct()];
  const clusters = mesh?.clusters ?? [aCluster()];

  const list = async (query: ProductQuery = {}): Promise<ProductPage> => {
    const found = products
      .filter(product =>
        FACETS.every(
          name =>
            query[name] === undefined || query[name] === valueOf(product, name),
        ),
      )
      .filter(({ title }) =>
        title.toLowerCase().includes((query.q ?? '').toLowerCase()),
      )
      .sort((a, b) => {
        const by = query.sort ?? 'title';
        const order = query.order === 'desc' ? -1 : 1;
        return (
          order * String(valueOf(a, by)).localeCompare(String(valueOf(b, by)))
        );
      });
    const size = Math.min(query.limit ?? 50, mesh?.pageSize ?? 50);
    const start = Number(query.cursor ?? 0);
    return {
      items: found.slice(start, start + size),
      totalItems: found.length,
      ...(start + size < found.length && { nextCursor: `${start + size}` }),
      facets: Object.fromEntries(
        FACETS.map(name => {
          const counts = new Map<string, number>();
          for (const product of found) {
            const value = valueOf(product, name);
            if (value) counts.set(value, (counts.get(value) ?? 0) + 1);
          }
          return [
            name,
            [...counts].map(([value, count]) => ({ value, count })),
          ];
        }),
      ),
    };
  };

  const clusterOf = async (name: string) =>
    clusters.find(cluster => cluster.name === name)!;
  const productOf = async (ref: string) =>
    products.find(product => product.ref === ref)!;

  return {
    listClusters: mock<'listClusters'>(async () => ({
      items: clusters,
      problems: mesh?.problems ?? [],
      catalog: {},
      mayOperate: mesh?.mayOperate ?? false,
    })),
    getCluster: mock<'getCluster'>(clusterOf),
    confirmRemovals: mock<'confirmRemovals'>(clusterOf),
    listTopics: mock<'listTopics'>(async () => ({ items: [], totalItems: 0 })),
    getTopic: mock<'getTopic'>(async () => {
      throw new Error('no such topic');
    }),
    listProducts: mock<'listProducts'>(list),
    getProduct: mock<'getProduct'>(async ref => ({
      product: await productOf(ref),
      topics: [],
      clusters,
      mayAccept: [],
    })),
    acceptDeclaration: mock<'acceptDeclaration'>(productOf),
    getFeed: mock<'getFeed'>(async () => {
      throw new Error('for plugins only');
    }),
  };
}

function mock<K extends keyof DataMeshApi>(implementation: DataMeshApi[K]) {
  return jest.fn<ReturnType<DataMeshApi[K]>, Parameters<DataMeshApi[K]>>(
    implementation as (
      ...args: Parameters<DataMeshApi[K]>
    ) => ReturnType<DataMeshApi[K]>,
  );
}
