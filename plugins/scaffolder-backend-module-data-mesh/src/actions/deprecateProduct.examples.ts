import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stepExample } from './stepExample';

export const examples: TemplateExample[] = [
  stepExample(
    'A product that another one replaces',
    'data-mesh:product:deprecate',
    {
      product: 'dataproduct:default/returns',
      sunset: '2027-03-01',
      replacedBy: 'dataproduct:default/sales-returns',
      message: 'The new one has the reason of each return.',
    },
  ),
];
