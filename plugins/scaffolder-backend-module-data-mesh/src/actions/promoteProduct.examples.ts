import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stepExample } from './stepExample';

export const examples: TemplateExample[] = [
  stepExample('Take orders to production', 'data-mesh:product:promote', {
    product: 'dataproduct:default/orders',
    cluster: 'main',
    keep: ['retention.ms'],
    reason: 'It is ready',
  }),
  stepExample(
    'Take one port from test, under another name',
    'data-mesh:product:promote',
    {
      product: 'dataproduct:default/orders',
      cluster: 'main',
      from: 'test',
      ports: ['orders-v1'],
      topics: { 'orders-v1': 'sales.orders.v1' },
    },
  ),
];
