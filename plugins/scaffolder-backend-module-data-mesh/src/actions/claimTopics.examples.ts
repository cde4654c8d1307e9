import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stepExample } from './stepExample';

export const examples: TemplateExample[] = [
  stepExample('Two topics of the pricing team', 'data-mesh:topics:claim', {
    topics: [
      { cluster: 'main', topic: 'sales.pricing.discounts.v1' },
      { cluster: 'main', topic: 'sales.pricing.prices.v1' },
    ],
    owner: 'group:default/pricing-team',
  }),
];
