import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stepExample } from './stepExample';

export const examples: TemplateExample[] = [
  stepExample('A product with one port', 'data-mesh:product:publish', {
    entity: {
      apiVersion: 'data-mesh/v1alpha1',
      kind: 'DataProduct',
      metadata: { name: 'returns', description: 'What customers send back.' },
      spec: {
        type: 'source-aligned',
        lifecycle: 'experimental',
        owner: 'group:default/order-team',
        domain: 'domain:default/sales',
        outputPorts: [
          {
            name: 'returns-v1',
            type: 'kafka',
            locations: [{ cluster: 'main', topic: 'sales.returns.v1' }],
          },
        ],
      },
    },
  }),
];
