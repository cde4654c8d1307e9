/** `CustomerReturn` of `customer-return`. */
function pascalCase(name: string): string {
  return name
    .split(/[^a-zA-Z0-9]+/)
    .filter(Boolean)
    .map(part => part.charAt(0).toUpperCase() + part.slice(1))
    .join('');
}

/**
 * A schema to begin with: what it is about, and when it happened. Its fields say
 * what they mean, as those after them should.
 */
export function starterSchema(format: string, product: string): string {
  const name = pascalCase(product) || 'Record';
  if (format === 'PROTOBUF') {
    return `syntax = "proto3";

message ${name} {
  // Identifies it, always the same.
  string id = 1;
  // When it happened, in milliseconds since 1970.
  int64 occurred_at = 2;
}
`;
  }
  const id = 'Identifies it, always the same.';
  const occurredAt = 'When it happened.';
  const schema =
    format === 'JSON'
      ? {
          $schema: 'http://json-schema.org/draft-07/schema#',
          title: name,
          type: 'object',
          required: ['id', 'occurredAt'],
          properties: {
            id: { type: 'string', description: id },
            occurredAt: {
              type: 'string',
              format: 'date-time',
              description: occurredAt,
            },
          },
        }
      : {
          type: 'record',
          name,
          namespace: 'com.example',
          fields: [
            { name: 'id', type: 'string', doc: id },
            {
              name: 'occurredAt',
              type: { type: 'long', logicalType: 'timestamp-millis' },
              doc: occurredAt,
            },
          ],
        };
  return `${JSON.stringify(schema, null, 2)}\n`;
}
