import fs from 'node:fs';
import path from 'node:path';
import type { JsonObject } from '@backstage/types';
import {
  ANNOTATION_CLUSTER,
  ANNOTATION_KAFKA_PRINCIPAL,
  ANNOTATION_ORIGIN,
  ANNOTATION_SYNC_REASON,
  ANNOTATION_SYNC_STATE,
  ANNOTATION_TOPIC,
  RELATION_CONSUMES_DATA_PRODUCT,
  RELATION_DATA_PRODUCT_CONSUMED_BY,
  RELATION_DATA_PRODUCT_PRODUCED_BY,
  RELATION_PRODUCES_DATA_PRODUCT,
  SYNC_STATES,
  dataProductJsonSchema,
  domainDataMeshJsonSchema,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import * as node from '@data-mesh/backstage-plugin-data-mesh-node';

const ROOT = path.resolve(__dirname, '../../..');

const read = (file: string) => fs.readFileSync(path.join(ROOT, file), 'utf8');

type Schema = {
  enum?: string[];
  properties?: Record<string, Schema>;
  items?: Schema;
};

/** Each property of a schema by its path, such as `spec.outputPorts[].name`. */
function propertiesOf(
  schema: Schema,
  at = '',
): Array<{ field: string; schema: Schema }> {
  if (schema.items) return propertiesOf(schema.items, `${at}[]`);
  return Object.entries(schema.properties ?? {}).flatMap(([name, property]) => {
    const field = at ? `${at}.${name}` : name;
    return [{ field, schema: property }, ...propertiesOf(property, field)];
  });
}

const schemaOf = (schema: JsonObject) => schema as Schema;

describe('the reference of the model', () => {
  const page = read('docs/model.md');
  const rows = page.split('\n').filter(line => line.startsWith('|'));
  const fields = [
    ...propertiesOf(schemaOf(dataProductJsonSchema)),
    ...propertiesOf(schemaOf(domainDataMeshJsonSchema), 'spec.dataMesh'),
  ];

  it.each(fields)('says what $field is', ({ field, schema }) => {
    const row = rows.find(line => line.startsWith(`| \`${field}\` `));
    expect(row).toBeDefined();
    for (const value of schema.enum ?? []) expect(row).toContain(value);
  });

  it('names no field that there is not', () => {
    const known = new Set(fields.map(({ field }) => field));
    const named = rows.flatMap(
      line => line.match(/^\| `(spec\.[^`]+)`/)?.[1] ?? [],
    );
    expect(named.filter(field => !known.has(field))).toEqual([]);
  });

  it.each([
    ...[ANNOTATION_ORIGIN, ANNOTATION_SYNC_STATE, ANNOTATION_SYNC_REASON],
    ...[ANNOTATION_CLUSTER, ANNOTATION_TOPIC, ANNOTATION_KAFKA_PRINCIPAL],
    ...[RELATION_CONSUMES_DATA_PRODUCT, RELATION_DATA_PRODUCT_CONSUMED_BY],
    ...[RELATION_PRODUCES_DATA_PRODUCT, RELATION_DATA_PRODUCT_PRODUCED_BY],
    ...SYNC_STATES,
  ])('explains %s', name => {
    expect(rows.some(line => line.includes(`\`${name}\``))).toBe(true);
  });
});

describe('the reference of the configuration', () => {
  // The keys of a policy are on the page of their own.
  const page = read('docs/configure.md') + read('docs/governance.md');
  const keys = [
    ...read('plugins/data-mesh-backend/config.d.ts')
      .replace(/\/\*[\s\S]*?\*\//g, '')
      .matchAll(/^ +(\w+)\??:/gm),
  ].map(([, key]) => key);

  it.each([...new Set(keys)])('has the key %s', key => {
    expect(page).toMatch(new RegExp(`\`[^\`\n]*\\b${key}\\b[^\`\n]*\``));
  });
});

describe('the page on extensions', () => {
  const page = read('docs/extend.md');

  it.each(Object.keys(node))('names %s', name => {
    expect(page).toContain(name);
  });

  it.each(
    ['access', 'kafka'].flatMap(file =>
      [
        ...read(`plugins/data-mesh-node/src/${file}.ts`).matchAll(
          /^ {2}(\w+)\(/gm,
        ),
      ].map(([, method]) => method),
    ),
  )('says what %s is for', method => {
    expect(page).toContain(`\`${method}\``);
  });

  it.each(fs.readdirSync(path.join(ROOT, 'docs/examples')))(
    'links the example %s',
    example => expect(page).toContain(`(examples/${example})`),
  );
});
