import fc from 'fast-check';
import { aProduct } from '../__testUtils__/FakeMesh';
import { toDocument } from './toDocument';

const TEMPLATE = '/catalog/:namespace/:kind/:name';

describe('toDocument', () => {
  it('says everything that people look for, one line each', () => {
    const product = aProduct('orders', {
      title: 'Orders',
      description: 'Every order.',
      domainRef: 'domain:default/sales',
      domainTitle: 'Sales',
      ownerRef: 'group:default/order-team',
      classification: 'internal',
      tags: ['core'],
      ports: [
        { name: 'orders-v1', topics: ['sales.orders.v1'] },
        { name: 'orders-v2', topics: ['sales.orders.v2', 'dev.orders.v2'] },
      ],
      fields: [
        {
          path: 'customer.email',
          description: 'Confirmed address.',
          tags: ['PII'],
        },
        { path: 'id', tags: [] },
      ],
    });
    expect(toDocument(product, TEMPLATE)).toEqual({
      title: 'Orders',
      text: [
        'Every order.',
        'Domain: Sales',
        'Owner: order-team',
        'Port orders-v1: sales.orders.v1',
        'Port orders-v2: sales.orders.v2, dev.orders.v2',
        'customer.email · Confirmed address. · PII · customer email',
        'id',
      ].join('\n'),
      location: '/catalog/default/dataproduct/orders',
      authorization: { resourceRef: 'dataproduct:default/orders' },
      kind: 'DataProduct',
      name: 'orders',
      domain: 'domain:default/sales',
      owner: 'group:default/order-team',
      lifecycle: 'production',
      classification: 'internal',
      tags: ['core'],
      fields: ['customer.email', 'id'],
    });
  });

  it('has every key, and the first line for the description, whatever is not known', () => {
    const keys = Object.keys(toDocument(aProduct('orders'), TEMPLATE)).sort();
    const optional = fc.option(fc.string(), { nil: undefined });
    fc.assert(
      fc.property(
        optional,
        fc.option(fc.constant('domain:default/sales'), { nil: undefined }),
        fc.option(fc.constant('group:default/team'), { nil: undefined }),
        optional,
        (title, domainRef, ownerRef, classification) => {
          const document = toDocument(
            aProduct('orders', {
              title,
              domainRef,
              ownerRef,
              classification,
            }),
            TEMPLATE,
          );
          expect(Object.keys(document).sort()).toEqual(keys);
          expect(document.text.split('\n')[0]).toBe('');
          expect(document.authorization.resourceRef).toBe(
            'dataproduct:default/orders',
          );
        },
      ),
    );
  });

  it('is where the portal has the pages of entities', () => {
    expect(
      toDocument(aProduct('orders'), '/data/:kind/:name?in=:namespace')
        .location,
    ).toBe('/data/dataproduct/orders?in=default');
  });
});
