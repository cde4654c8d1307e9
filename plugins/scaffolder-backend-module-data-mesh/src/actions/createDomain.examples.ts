import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stepExample } from './stepExample';

export const examples: TemplateExample[] = [
  stepExample('A part of the sales domain', 'data-mesh:domain:create', {
    name: 'returns',
    title: 'Returns',
    description: 'What customers send back, and why.',
    owner: 'group:default/order-team',
    subdomainOf: 'domain:default/sales',
    steward: 'user:default/sam',
    defaultClassification: 'internal',
  }),
];
