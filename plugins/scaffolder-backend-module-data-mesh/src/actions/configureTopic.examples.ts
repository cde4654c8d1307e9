import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stepExample } from './stepExample';

export const examples: TemplateExample[] = [
  stepExample('Keep records for 30 days', 'kafka:topic:configure', {
    cluster: 'main',
    name: 'sales.orders.v1',
    configs: { 'retention.ms': '2592000000' },
  }),
  stepExample('More partitions', 'kafka:topic:configure', {
    cluster: 'main',
    name: 'sales.orders.v1',
    partitions: 12,
    reason: 'More readers at a time',
  }),
];
