import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stepExample } from './stepExample';

export const examples: TemplateExample[] = [
  stepExample('A topic with three partitions', 'kafka:topic:create', {
    cluster: 'main',
    name: 'sales.returns.v1',
    partitions: 3,
  }),
  stepExample(
    'A topic that keeps its records for a week, three copies of each',
    'kafka:topic:create',
    {
      cluster: 'main',
      name: 'sales.returns.v1',
      partitions: 6,
      replicationFactor: 3,
      configs: { 'retention.ms': '604800000' },
    },
  ),
];
