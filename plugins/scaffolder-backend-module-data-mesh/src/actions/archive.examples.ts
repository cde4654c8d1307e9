import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stepExample } from './stepExample';

export const examples: TemplateExample[] = [
  stepExample('All that was written', 'data-mesh:archive', {
    name: 'return-service',
  }),
  stepExample('One folder of it', 'data-mesh:archive', {
    name: 'return-service',
    path: './service',
  }),
];
