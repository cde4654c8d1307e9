import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import { Type } from 'avsc';
import { exampleRecord } from './exampleRecord';

/** The record that an expression stands for. */
const evaluate = (expression: string) =>
  // The expression is what is tested; it is our own.
  // eslint-disable-next-line no-new-func
  new Function('Buffer', `return (${expression})`)(Buffer);

const ADDRESS = {
  type: 'record',
  name: 'Address',
  fields: [{ name: 'city', type: 'string' }],
};

describe('the first record of a skeleton', () => {
  it.each([
    [
      'primitives',
      ['boolean', 'int', 'long', 'float', 'double', 'bytes', 'string', 'null'],
    ],
    [
      'a union with null',
      [
        ['null', 'string'],
        ['string', 'null'],
      ],
    ],
    ['a union without', [['int', 'string']]],
    [
      'collections',
      [
        { type: 'array', items: 'int' },
        { type: 'map', values: 'int' },
      ],
    ],
    ['an enum', [{ type: 'enum', name: 'E', symbols: ['A', 'B'] }]],
    ['fixed bytes', [{ type: 'fixed', name: 'F', size: 4 }]],
    ['a logical type', [{ type: 'long', logicalType: 'timestamp-millis' }]],
    ['a record, and the same by its name', [ADDRESS, 'com.example.Address']],
    ['a name of the same namespace', [ADDRESS, 'Address']],
    ['a record in a union, then its name', [['null', ADDRESS], 'Address']],
    ['a record that may hold itself', [['null', 'Root']]],
  ])('is valid for Avro with %s', (_, types) => {
    const schema = {
      type: 'record',
      name: 'Root',
      namespace: 'com.example',
      fields: types.map((type, i) => ({ name: `f${i}`, type })),
    };
    const record = evaluate(exampleRecord('AVRO', JSON.stringify(schema)));
    const type = Type.forSchema(
      schema as never,
      { wrapUnions: false } as never,
    );
    expect(type.isValid(record)).toBe(true);
  });

  it.each([
    [
      'what is required',
      {
        required: ['a'],
        properties: { a: { type: 'integer', minimum: 3 }, b: {} },
      },
    ],
    [
      'formats',
      {
        properties: {
          a: { type: 'string', format: 'date-time' },
          b: { type: 'string', format: 'email' },
        },
      },
    ],
    ['a length', { properties: { a: { type: 'string', minLength: 20 } } }],
    [
      'choices',
      {
        properties: {
          a: { enum: ['x', 'y'] },
          b: { const: 7 },
          c: { oneOf: [{ type: 'null' }] },
        },
      },
    ],
    [
      'lists',
      {
        properties: {
          a: { type: 'array', minItems: 2, items: { type: 'number' } },
        },
      },
    ],
    [
      'a reference',
      {
        properties: { a: { $ref: '#/definitions/b~1c' } },
        definitions: { 'b/c': { type: 'boolean' } },
      },
    ],
  ])('is valid for JSON Schema with %s', (_, rest) => {
    const schema = { type: 'object', ...rest };
    const ajv = new Ajv({ strict: false });
    addFormats(ajv);
    const record = evaluate(exampleRecord('JSON', JSON.stringify(schema)));
    expect(ajv.validate(schema, record)).toBe(true);
  });

  it('has the scalars of a Protobuf message, as protobufjs names them', () => {
    const schema = `syntax = "proto3";
message Return {
  string id = 1;
  int64 occurred_at = 2;
  bytes photo = 3;
  repeated string notes = 4;
  Address address = 5;
  message Address { string city = 1; }
}`;
    expect(evaluate(exampleRecord('PROTOBUF', schema))).toEqual({
      id: 'example',
      occurredAt: 0,
      photo: Buffer.alloc(0),
    });
  });

  it('cannot be made to run code by what a schema says', () => {
    const evil = '"+process.exit(1)+"`${process.exit(1)}`';
    const schema = {
      type: 'object',
      properties: { [evil]: { default: evil } },
    };
    expect(evaluate(exampleRecord('JSON', JSON.stringify(schema)))).toEqual({
      [evil]: evil,
    });
  });

  it('says so where a schema never ends', () => {
    const schema = {
      type: 'object',
      required: ['a'],
      properties: { a: { $ref: '#' } },
    };
    expect(() => exampleRecord('JSON', JSON.stringify(schema))).toThrow(
      'holds itself',
    );
    const avro = {
      type: 'record',
      name: 'R',
      fields: [{ name: 'r', type: 'R' }],
    };
    expect(() => exampleRecord('AVRO', JSON.stringify(avro))).toThrow(
      'holds itself',
    );
  });
});
