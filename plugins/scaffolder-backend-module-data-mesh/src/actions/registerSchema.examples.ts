import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stepExample } from './stepExample';

export const examples: TemplateExample[] = [
  stepExample(
    'An Avro schema whose readers can read what is older',
    'schema-registry:schema:register',
    {
      cluster: 'main',
      subject: 'sales.returns.v1-value',
      format: 'AVRO',
      schema: JSON.stringify({
        type: 'record',
        name: 'Return',
        fields: [{ name: 'id', type: 'string', doc: 'Of the return' }],
      }),
      compatibility: 'BACKWARD',
    },
  ),
];
