import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stepExample } from './stepExample';

export const examples: TemplateExample[] = [
  stepExample('What a form asks for, as it was confirmed', 'data-mesh:plan', {
    draft: {
      name: 'returns',
      description: 'What customers send back.',
      owner: 'group:default/order-team',
      domain: 'domain:default/sales',
      cluster: 'main',
      topic: 'sales.returns.v1',
      partitions: 3,
    },
    hash: '5f2b',
  }),
  stepExample('A domain, as it was confirmed', 'data-mesh:plan', {
    draft: {
      name: 'returns',
      title: 'Returns',
      owner: 'group:default/order-team',
      subdomainOf: 'domain:default/sales',
    },
    makes: 'domain',
    hash: '5f2b',
  }),
];
