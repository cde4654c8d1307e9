import { directionsOf, schemaBreaks } from './schemaBreaks';

const record = (...fields: object[]) =>
  JSON.stringify({ type: 'record', name: 'R', fields });
const json = (properties: object, over: object = {}) =>
  JSON.stringify({ type: 'object', properties, ...over });
const proto = (...lines: string[]) =>
  `syntax = "proto3";\nmessage R {\n${lines.join('\n')}\n}`;

const told = (format: string, before: string, after: string) =>
  schemaBreaks(format, before, after)?.map(
    ({ path, direction, kind }) => `${direction} ${kind} ${path}`,
  );

const A = { name: 'a', type: 'string' };

describe('schemaBreaks of Avro', () => {
  it.each<[string, object[], object[], string[]]>([
    ['nothing', [A], [A], []],
    [
      'a field with a default',
      [A],
      [A, { name: 'b', type: 'int', default: 0 }],
      [],
    ],
    [
      'a field without a default',
      [A],
      [A, { name: 'b', type: 'int' }],
      ['backward added b'],
    ],
    [
      'a field that is gone',
      [A, { name: 'b', type: 'int' }],
      [A],
      ['forward removed b'],
    ],
    [
      'a wider number',
      [{ name: 'n', type: 'int' }],
      [{ name: 'n', type: 'long' }],
      ['forward type n'],
    ],
    [
      'another type',
      [{ name: 'n', type: 'int' }],
      [{ name: 'n', type: 'string' }],
      ['backward type n', 'forward type n'],
    ],
    [
      'what may be null from now on',
      [A],
      [{ ...A, type: ['null', 'string'] }],
      ['forward type a'],
    ],
    [
      'one more symbol',
      [{ name: 'e', type: { type: 'enum', name: 'E', symbols: ['X'] } }],
      [{ name: 'e', type: { type: 'enum', name: 'E', symbols: ['X', 'Y'] } }],
      ['forward type e'],
    ],
    [
      'a field that was renamed, with its alias',
      [A],
      [{ name: 'b', aliases: ['a'], type: 'string' }],
      ['forward removed a'],
    ],
  ])('tells %s', (_what, before, after, expected) => {
    expect(told('AVRO', record(...before), record(...after))).toEqual(expected);
  });

  it('tells what is within records, lists, maps and unions by its path', () => {
    const within = (...fields: object[]) =>
      record({
        name: 'lines',
        type: {
          type: 'array',
          items: ['null', { type: 'record', name: 'Line', fields }],
        },
      });
    expect(
      told('AVRO', within(A), within(A, { name: 'b', type: 'int' })),
    ).toEqual(['backward added lines.b']);
  });

  it('follows records that are within themselves', () => {
    const tree = (...fields: object[]) =>
      record(...fields, { name: 'next', type: ['null', 'R'] });
    expect(told('AVRO', tree(A), tree(A))).toEqual([]);
    expect(told('AVRO', tree(A), tree({ ...A, type: 'int' }))).toEqual([
      'backward type a',
      'forward type a',
    ]);
  });

  it('says what changes and whom that breaks', () => {
    const [added, gone] =
      schemaBreaks(
        'AVRO',
        record(A, { name: 'old', type: 'int' }),
        record(A, { name: 'new', type: 'int' }),
      ) ?? [];
    expect(added.sentence).toBe(
      'new is new and has to be there, but records written before do not have it',
    );
    expect(gone.sentence).toBe(
      'old is no longer there, but readers of the old schema need it',
    );
  });

  it('tells nothing of what it cannot read, or would not come to an end with', () => {
    expect(schemaBreaks('AVRO', record(A), '{nope')).toBeUndefined();
    const deep = `${'{"type":"array","items":'.repeat(50_000)}"int"${'}'.repeat(
      50_000,
    )}`;
    expect(schemaBreaks('AVRO', deep, deep)).toBeUndefined();
    // Each has the one before it twice: 2^40 fields on some kilobytes.
    const levels = Array.from({ length: 40 }, (_, i) => ({
      type: 'record',
      name: `L${i}`,
      fields: ['x', 'y'].map(name => ({
        name,
        type: i === 0 ? 'int' : `L${i - 1}`,
      })),
    }));
    const wide = JSON.stringify(levels);
    expect(schemaBreaks('AVRO', wide, wide)).toBeUndefined();
    // One long enumeration that many fields have.
    const many = record(
      {
        name: 'first',
        type: {
          type: 'enum',
          name: 'E',
          symbols: Array.from({ length: 20_000 }, (_, i) => `S${i}`),
        },
      },
      ...Array.from({ length: 5_000 }, (_, i) => ({
        name: `f${i}`,
        type: 'E',
      })),
    );
    expect(schemaBreaks('AVRO', many, many)).toBeUndefined();
    expect(schemaBreaks('XML', '<a/>', '<a/>')).toBeUndefined();
  });
});

describe('schemaBreaks of JSON Schema', () => {
  const S = { type: 'string' };
  it.each<[string, string, string, string[]]>([
    ['nothing', json({ a: S }), json({ a: S }), []],
    ['an optional property', json({ a: S }), json({ a: S, b: S }), []],
    [
      'a required property',
      json({ a: S }),
      json({ a: S, b: S }, { required: ['b'] }),
      ['backward added b'],
    ],
    [
      'another type',
      json({ a: S }),
      json({ a: { type: 'number' } }),
      ['backward type a', 'forward type a'],
    ],
    [
      'a wider number',
      json({ a: { type: 'integer' } }),
      json({ a: { type: 'number' } }),
      ['forward type a'],
    ],
    [
      'fewer allowed values',
      json({ a: { enum: [1, 2] } }),
      json({ a: { enum: [1] } }),
      ['backward type a'],
    ],
    [
      'a property that is no longer allowed',
      json({ a: S, b: S }, { additionalProperties: false }),
      json({ a: S }, { additionalProperties: false }),
      ['backward removed b'],
    ],
    [
      'what is within lists',
      json({ a: { type: 'array', items: { type: 'object' } } }),
      json({
        a: { type: 'array', items: { type: 'object', required: ['x'] } },
      }),
      ['backward added a.x'],
    ],
  ])('tells %s', (_what, before, after, expected) => {
    expect(told('JSON', before, after)).toEqual(expected);
  });
});

describe('schemaBreaks of Protobuf', () => {
  it.each<[string, string, string, string[]]>([
    [
      'a field more',
      proto('string a = 1;'),
      proto('string a = 1;', 'int32 b = 2;'),
      [],
    ],
    [
      'another name for a number',
      proto('string a = 1;'),
      proto('string b = 1;'),
      [],
    ],
    [
      'another type for a number',
      proto('string a = 1;'),
      proto('int32 a = 1;'),
      ['backward type a', 'forward type a'],
    ],
    [
      'what is the same on the wire',
      proto('int32 a = 1;'),
      proto('int64 a = 1;'),
      [],
    ],
  ])('tells %s', (_what, before, after, expected) => {
    expect(told('PROTOBUF', before, after)).toEqual(expected);
  });
});

describe('directionsOf', () => {
  it.each([
    ['BACKWARD', ['backward']],
    ['BACKWARD_TRANSITIVE', ['backward']],
    ['FORWARD', ['forward']],
    ['FULL_TRANSITIVE', ['backward', 'forward']],
    ['NONE', []],
    [undefined, []],
  ])('of %s are %s', (level, expected) => {
    expect(directionsOf(level)).toEqual(expected);
  });
});
