import { readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Entity } from '@backstage/catalog-model';
import { topicEntityName } from '@data-mesh/backstage-plugin-data-mesh-common';
import { parse } from 'yaml';
import {
  examples,
  settled,
  startCatalog,
} from './__testUtils__/exampleCatalog';

const invalidFiles = readdirSync(join(examples, 'invalid')).filter(name =>
  name.endsWith('.yaml'),
);
const ORDERS_TOPIC = `resource:default/${topicEntityName(
  'main',
  'sales.orders.v1',
)}`;

// Every relation that the suite emits, and the other way round.
const DIRECTIONS: Record<string, string> = {
  ownedBy: 'ownerOf',
  partOf: 'hasPart',
  dependsOn: 'dependencyOf',
  producesDataProduct: 'dataProductProducedBy',
  consumesDataProduct: 'dataProductConsumedBy',
};
const BACK = new Map([
  ...Object.entries(DIRECTIONS),
  ...Object.entries(DIRECTIONS).map(([a, b]) => [b, a] as const),
]);

function has(entity: Entity | undefined, type: string, targetRef: string) {
  return (entity?.relations ?? []).some(
    relation => relation.type === type && relation.targetRef === targetRef,
  );
}

describe('the examples in a real catalog', () => {
  let catalog: Awaited<ReturnType<typeof startCatalog>>;
  let entities: Map<string, Entity>;

  beforeAll(async () => {
    catalog = await startCatalog();
    entities = await settled(catalog);
  }, 60_000);

  afterAll(() => catalog.stop());

  it('has every relation in both directions', () => {
    const oneWay: string[] = [];
    const seen = new Set<string>();
    for (const [ref, entity] of entities) {
      for (const { type, targetRef } of entity.relations ?? []) {
        const back = BACK.get(type);
        if (back) seen.add(type);
        if (back && entities.has(targetRef)) {
          if (!has(entities.get(targetRef), back, ref)) {
            oneWay.push(`${ref} ${type} ${targetRef}`);
          }
        }
      }
    }
    expect(oneWay).toEqual([]);
    expect([...seen].sort()).toEqual([...BACK.keys()].sort());
  });

  it.each([
    ['dataproduct:default/orders', 'ownedBy', 'group:default/order-team'],
    ['dataproduct:default/orders', 'partOf', 'domain:default/sales'],
    ['dataproduct:default/orders', 'dependsOn', ORDERS_TOPIC],
    [
      'component:default/order-service',
      'producesDataProduct',
      'dataproduct:default/orders',
    ],
    [
      'dataproduct:default/shipments',
      'consumesDataProduct',
      'dataproduct:default/orders',
    ],
    [
      'component:default/analytics',
      'consumesDataProduct',
      'dataproduct:default/orders',
    ],
    ['dataproduct:default/deliveries', 'partOf', 'domain:default/logistics'],
    ['domain:default/pricing', 'partOf', 'domain:default/sales'],
    ['dataproduct:default/vehicle-positions', 'partOf', 'domain:default/fleet'],
  ])('knows that %s %s %s, and back', (source, type, target) => {
    expect(has(entities.get(source), type, target)).toBe(true);
    expect(has(entities.get(target), BACK.get(type)!, source)).toBe(true);
  });

  it('marks where products and domains come from', () => {
    const annotation = (ref: string, name: string) =>
      entities.get(ref)?.metadata.annotations?.[`data-mesh/${name}`];
    expect(annotation('dataproduct:default/orders', 'origin')).toBe('declared');
    expect(annotation('dataproduct:default/orders', 'sync-state')).toBe(
      'in-sync',
    );
    expect(annotation('dataproduct:default/payments', 'sync-state')).toBe(
      'unknown',
    );
    expect(annotation('dataproduct:default/deliveries', 'origin')).toBe(
      'discovered',
    );
    expect(annotation('domain:default/sales', 'origin')).toBe('declared');
  });

  it('names only what is there', () => {
    const dangling: string[] = [];
    for (const [ref, { relations = [] }] of entities) {
      for (const { targetRef } of relations) {
        // topics are discovered; this test's provider emits just one
        if (!entities.has(targetRef) && !targetRef.startsWith('resource:')) {
          dangling.push(`${ref} → ${targetRef}`);
        }
      }
    }
    expect(dangling).toEqual([]);
  });

  it.each(invalidFiles)('refuses invalid/%s with its error', async file => {
    const text = readFileSync(join(examples, 'invalid', file), 'utf8');
    const expected = /^# error: (.*)$/m.exec(text)?.[1];
    expect(expected).toBeDefined();
    const [message, ...others] = await catalog.validate(parse(text));
    expect(others).toEqual([]);
    // the catalog says which processor refused, and adds the reason
    expect(message?.split('InputError: ')[1]).toBe(expected);
  });

  it('takes none of the invalid ones in', () => {
    const names = new Set(invalidFiles.map(file => basename(file, '.yaml')));
    const taken = [...entities.values()].filter(
      ({ kind, metadata }) => kind !== 'Location' && names.has(metadata.name),
    );
    expect(taken).toEqual([]);
  });
});
