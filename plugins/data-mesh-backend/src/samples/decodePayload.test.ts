import { Type } from 'avsc';
import fc from 'fast-check';
import { parse } from 'protobufjs';
import type {
  NewSchema,
  SchemaReference,
  SubjectRecord,
} from '../schema-registry/SchemaRegistryPort';
import { decodePayload, MOST_CHARACTERS } from './decodePayload';
import { SchemaDecoders } from './SchemaDecoders';

const registered: SubjectRecord[] = [];

/** As of a registry in which every subject has one version. */
function find(matches: (one: SubjectRecord) => boolean, name: string) {
  const found = registered.find(matches);
  if (!found) throw new Error(`${name} not found`);
  return found;
}

const decoders = new SchemaDecoders({
  getById: async id => find(one => one.id === id, `schema ${id}`),
  getVersion: async subject => find(one => one.subject === subject, subject),
});
const decode = (payload: Buffer | null) =>
  decodePayload(payload, id => decoders.of(id));

function register(
  subject: string,
  format: NewSchema['format'],
  schema: string,
  references: SchemaReference[] = [],
): number {
  const id = 300 + registered.length;
  registered.push({ subject, version: 1, id, format, schema, references });
  return id;
}

function wire(id: number, payload: Uint8Array): Buffer {
  const head = Buffer.alloc(5);
  head.writeUInt32BE(id, 1);
  return Buffer.concat([head, payload]);
}

describe('what is in no wire format', () => {
  it.each([
    ['nothing', null, undefined],
    ['JSON', '{"id":1}', { format: 'json', value: { id: 1 } }],
    ['text', 'order 7', { format: 'text', value: 'order 7' }],
    ['bytes', [0xff, 0xfe], { format: 'bytes', value: '//4=' }],
  ])('is shown as what it is: %s', async (_, given, expected) => {
    const payload = given === null ? null : Buffer.from(given as string);
    expect(await decode(payload)).toEqual(expected);
  });

  it('is cut off where it is too long to be looked at', async () => {
    const shown = await decode(Buffer.from('x'.repeat(MOST_CHARACTERS + 1)));
    expect(shown).toMatchObject({ format: 'text', truncated: true });
    expect(shown?.value).toHaveLength(MOST_CHARACTERS);
  });

  it('never fails, whatever it is', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 60 }), async bytes => {
        const shown = await decode(Buffer.from(bytes));
        // What is answered over HTTP says the same.
        expect(JSON.parse(JSON.stringify(shown))).toEqual(shown);
      }),
    );
  });
});

describe('Avro', () => {
  const address = {
    type: 'record' as const,
    name: 'Address',
    namespace: 'acme',
    fields: [{ name: 'city', type: 'string' as const }],
  };

  it('is read by its schema, whole numbers whole and bytes in base64', async () => {
    const id = register(
      'avro',
      'AVRO',
      JSON.stringify({
        type: 'record',
        name: 'Order',
        fields: [
          { name: 'small', type: 'long' },
          { name: 'large', type: 'long' },
          { name: 'raw', type: 'bytes' },
          { name: 'note', type: ['null', 'string'] },
        ],
      }),
    );
    // As any other writer does: small is 7, large the greatest long there is.
    const payload = Buffer.from([
      14, 0xfe, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01, 4, 1, 2,
      2, 4, 0x68, 0x69,
    ]);
    expect(await decode(wire(id, payload))).toEqual({
      format: 'avro',
      schemaId: id,
      value: {
        small: 7,
        large: '9223372036854775807',
        raw: 'AQI=',
        note: 'hi',
      },
    });
  });

  it('is read with what its schema refers to', async () => {
    register('address', 'AVRO', JSON.stringify(address));
    const order = {
      type: 'record' as const,
      name: 'Order',
      fields: [{ name: 'to', type: 'acme.Address' }],
    };
    const id = register('with-address', 'AVRO', JSON.stringify(order), [
      { name: 'acme.Address', subject: 'address', version: 1 },
    ]);
    const writer = Type.forSchema({
      ...order,
      fields: [{ name: 'to', type: address }],
    });
    expect(
      await decode(wire(id, writer.toBuffer({ to: { city: 'Oslo' } }))),
    ).toMatchObject({ value: { to: { city: 'Oslo' } } });
  });

  it('that its schema does not fit is shown as bytes, with the reason', async () => {
    const id = register('short', 'AVRO', '"string"');
    expect(await decode(wire(id, Buffer.from([40, 1])))).toMatchObject({
      format: 'bytes',
      schemaId: id,
      problem: expect.stringContaining(`cannot be read by schema ${id}: `),
    });
  });
});

describe('Protobuf', () => {
  const schema = `
    syntax = "proto3";
    package acme;
    import "acme/place.proto";
    message First { string name = 1; }
    message Order {
      message Line { int64 count = 1; }
      string id = 1;
      Line line = 2;
      Place place = 3;
      enum State { OPEN = 0; DONE = 1; }
      State state = 4;
    }`;
  const place = `
    syntax = "proto3";
    package acme;
    message Place { string city = 1; }`;
  const root = parse(place, parse(schema, { keepCase: true }).root, {
    keepCase: true,
  }).root;
  let id: number;

  beforeAll(async () => {
    register('place', 'PROTOBUF', place);
    id = register('order', 'PROTOBUF', schema, [
      { name: 'acme/place.proto', subject: 'place', version: 1 },
    ]);
  });

  const encode = (type: string, indexes: number[], value: object) =>
    wire(
      id,
      Buffer.concat([
        Buffer.from(indexes),
        root.lookupType(type).encode(value).finish(),
      ]),
    );

  it.each([
    // A zero alone is the first message; else a count, and zig-zag indexes.
    ['the first message', 'acme.First', [0], { name: 'a' }],
    [
      'another, with one of a file that it imports',
      'acme.Order',
      [2, 2],
      { id: 'b', line: { count: 3 }, place: { city: 'Oslo' }, state: 'DONE' },
    ],
    ['one within another', 'acme.Order.Line', [4, 2, 0], { count: 5 }],
  ])('is read by the message that it names: %s', async (_, type, at, value) => {
    const written = { ...value, ...('state' in value ? { state: 1 } : {}) };
    expect(await decode(encode(type, at, written))).toEqual({
      format: 'protobuf',
      schemaId: id,
      value,
    });
  });

  it('that names no message of its schema is shown as bytes', async () => {
    expect(await decode(encode('acme.First', [2, 18], {}))).toMatchObject({
      format: 'bytes',
      problem: expect.stringContaining('has no message 9'),
    });
  });
});

it('says where no schema can be had', async () => {
  expect(await decode(wire(4711, Buffer.from('x')))).toMatchObject({
    problem: expect.stringContaining('schema 4711 not found'),
  });
  expect(
    await decodePayload(wire(1, Buffer.from('x')), undefined),
  ).toMatchObject({
    problem: expect.stringContaining('no schema registry configured'),
  });
});
