import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stepExample } from './stepExample';

export const examples: TemplateExample[] = [
  stepExample('Take back what a run made', 'data-mesh:undo', {
    run: '2e0b1a3c-6d1f-4f0e-9a55-0c5f3f1f7f10',
    reason: 'Tried it out',
  }),
];
