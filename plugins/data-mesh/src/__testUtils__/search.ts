import type { DataProductDocument } from '@data-mesh/backstage-plugin-data-mesh-common';

const fields = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];

/** Orders, as the search has it, with more fields than are shown. */
export const ordersResult: DataProductDocument = {
  title: 'Orders',
  text: [
    'Every order.',
    'Domain: Sales',
    ...fields.map(name => `${name} · An address.`),
  ].join('\n'),
  location: '/catalog/default/dataproduct/orders',
  authorization: { resourceRef: 'dataproduct:default/orders' },
  kind: 'DataProduct',
  name: 'orders',
  domain: 'domain:default/sales',
  owner: 'group:default/order-team',
  lifecycle: 'production',
  classification: 'confidential',
  tags: [],
  fields,
};
