import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stepExample } from './stepExample';

export const examples: TemplateExample[] = [
  stepExample('Read orders for 90 days', 'data-mesh:access:request', {
    items: [{ product: 'dataproduct:default/orders', port: 'orders-v1' }],
    consumer: 'component:default/route-planner',
    groups: ['route-planner'],
    purpose: 'Plan the routes of tomorrow',
    duration: 'P90D',
  }),
];
