import { schemaFields } from './schemaFields';

const schema = (format: string, text: unknown) => ({
  subject: 's',
  version: 1,
  format,
  schema: typeof text === 'string' ? text : JSON.stringify(text),
});

describe('schemaFields', () => {
  it('reads Avro, with nested records and tags', () => {
    expect(
      schemaFields(
        schema('AVRO', {
          type: 'record',
          name: 'Order',
          fields: [
            { name: 'id', type: { type: 'string', logicalType: 'uuid' } },
            {
              name: 'customer',
              doc: 'Who.',
              type: [
                'null',
                {
                  type: 'record',
                  name: 'Customer',
                  fields: [
                    {
                      name: 'email',
                      type: 'string',
                      'confluent:tags': ['PII'],
                    },
                  ],
                },
              ],
            },
          ],
        }),
      ),
    ).toEqual([
      { path: 'id', type: 'uuid', description: undefined, tags: [] },
      {
        path: 'customer',
        type: 'null or Customer',
        description: 'Who.',
        tags: [],
      },
      {
        path: 'customer.email',
        type: 'string',
        description: undefined,
        tags: ['PII'],
      },
    ]);
  });

  it('reads JSON Schema', () => {
    expect(
      schemaFields(
        schema('JSON', {
          type: 'object',
          properties: {
            at: { type: 'string', format: 'date-time', description: 'When.' },
            lines: { type: 'array', items: { type: 'string' } },
          },
        }),
      ).map(({ path, type }) => [path, type]),
    ).toEqual([
      ['at', 'date-time'],
      ['lines', 'array of string'],
    ]);
  });

  it('reads Protobuf', () => {
    expect(
      schemaFields(
        schema(
          'PROTOBUF',
          `syntax = "proto3";
message Position {
  // Which vehicle.
  string vehicle_id = 1;
  repeated double at = 2;
}`,
        ),
      ),
    ).toEqual([
      {
        path: 'vehicle_id',
        type: 'string',
        description: 'Which vehicle.',
        tags: [],
      },
      { path: 'at', type: 'array of double', description: undefined, tags: [] },
    ]);
  });

  it('has no fields for what it cannot read', () => {
    expect(schemaFields(schema('AVRO', 'not json'))).toEqual([]);
    const deep = `${'{"type":"array","items":'.repeat(50_000)}1${'}'.repeat(
      50_000,
    )}`;
    expect(schemaFields(schema('AVRO', deep))).toEqual([]);
    expect(schemaFields(schema('JSON', deep))).toEqual([]);
  });
});
