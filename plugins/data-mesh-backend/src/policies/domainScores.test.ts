import type { MeshProduct } from '@data-mesh/backstage-plugin-data-mesh-common';
import { scoresOf } from './domainScores';
import { looseTopics } from './looseTopics';

const product = (name: string, domainRef?: string): MeshProduct => ({
  ref: `dataproduct:default/${name}`,
  origin: 'declared',
  namespace: 'default',
  name,
  title: name,
  ...(domainRef ? { domainRef } : {}),
  type: 'source-aligned',
  lifecycle: 'production',
  state: 'in-sync',
  ports: [],
});
const SALES = 'domain:default/sales';

describe('scoresOf', () => {
  it('counts products with nothing wrong, and findings, the worst domain first', () => {
    expect(
      scoresOf(
        [
          product('orders', SALES),
          product('carts', SALES),
          product('fleet', 'domain:default/logistics'),
        ],
        [
          { productRef: 'dataproduct:default/orders', severity: 'error' },
          { productRef: 'dataproduct:default/orders', severity: 'info' },
          { productRef: 'dataproduct:default/unseen', severity: 'error' },
        ],
      ),
    ).toEqual([
      { domain: SALES, products: 2, clean: 1, error: 1, warning: 0, info: 1 },
      {
        domain: 'domain:default/logistics',
        products: 1,
        clean: 1,
        error: 0,
        warning: 0,
        info: 0,
      },
    ]);
  });

  it('counts what is wrong with topics in no product, but no product for them', () => {
    const topics = looseTopics([
      {
        cluster: 'main',
        environment: 'production',
        name: 'dump',
        entityRef: 'resource:default/main.dump',
        domainRef: SALES,
      },
      {
        cluster: 'main',
        environment: 'production',
        name: 'orders',
        entityRef: 'resource:default/main.orders',
        productRef: 'dataproduct:default/orders',
      },
    ]);
    expect(topics.map(({ ref }) => ref)).toEqual([
      'resource:default/main.dump',
    ]);
    expect(
      scoresOf(
        [product('orders', SALES), ...topics],
        [{ productRef: 'resource:default/main.dump', severity: 'warning' }],
      ),
    ).toEqual([
      { domain: SALES, products: 1, clean: 1, error: 0, warning: 1, info: 0 },
    ]);
  });
});
