import { subject } from './__testUtils__/mesh';
import { describeSchema, valueSubjectOf } from './schemaFacts';

const record = (format: 'AVRO' | 'JSON' | 'PROTOBUF', schema: string) =>
  subject('sales.orders.v1', { format, schema });

describe('describeSchema', () => {
  it('takes the doc of an Avro record', () => {
    expect(
      describeSchema(
        record('AVRO', '{"type":"record","doc":" Orders as placed. "}'),
      ),
    ).toBe('Orders as placed.');
  });

  it('takes the description of a JSON Schema', () => {
    expect(
      describeSchema(record('JSON', '{"description":"Parcels","doc":"x"}')),
    ).toBe('Parcels');
  });

  it.each([
    ['an Avro schema without doc', record('AVRO', '{"type":"record"}')],
    ['an Avro schema that is a bare name', record('AVRO', '"string"')],
    ['a doc that is blank', record('AVRO', '{"doc":"  "}')],
    ['a doc that is no text', record('AVRO', '{"doc":{"en":"x"}}')],
    ['what is null', record('JSON', 'null')],
    ['what is no JSON', record('JSON', '<xml/>')],
    ['Protobuf', record('PROTOBUF', 'message M { string doc = 1; }')],
  ])('says nothing of %s', (_, given) => {
    expect(describeSchema(given)).toBeUndefined();
  });

  it('cuts what is too long to be shown', () => {
    const text = describeSchema(
      record('AVRO', JSON.stringify({ doc: 'x'.repeat(10_000) })),
    );
    expect(text).toHaveLength(500);
  });
});

it('knows the subject that clients use for the values of a topic', () => {
  expect(valueSubjectOf('sales.orders.v1')).toBe('sales.orders.v1-value');
});
