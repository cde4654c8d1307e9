import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import type {
  FeedEntry,
  MeshProduct,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import fc from 'fast-check';
import { domain, gone, product, there, topic } from './__testUtils__/mesh';
import { UNOWNED_REF } from './entities';
import { MeshMirror } from './MeshMirror';

const names = fc.constantFrom('a', 'b', 'c');
const owner = fc.constantFrom('group:default/x', 'group:default/y', undefined);
const origin = fc.constantFrom('discovered' as const, 'declared' as const);

const PENDING = {
  pendingDeclaration: { originLocation: 'url:https://x.example', topics: [] },
};
const published = (
  name: string,
  metadata: object,
  over: Partial<MeshProduct> = {},
): FeedEntry => ({
  ...there.product(product(name, { origin: 'published', version: 1, ...over })),
  descriptor: {
    apiVersion: 'data-mesh/v1alpha1',
    kind: 'DataProduct',
    metadata: { name, ...metadata },
    spec: { owner: 'group:default/x', support: { channel: '#x' } },
  },
});

const publishedDomain = (
  name: string,
  metadata: object,
  isPending: boolean,
): FeedEntry => ({
  ...there.domain(
    domain(name, {
      origin: 'published',
      version: 1,
      ownerRef: 'group:default/x',
      ...(isPending
        ? { pendingDeclaration: { originLocation: 'url:https://x.example' } }
        : {}),
    }),
  ),
  descriptor: {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Domain',
    metadata: { name, ...metadata },
    spec: { type: 'data-domain', owner: 'x' },
  },
});

const present: fc.Arbitrary<FeedEntry> = fc.oneof(
  fc.tuple(names, owner, fc.boolean()).map(([name, ownerRef, declared]) =>
    there.topic(
      topic(name, {
        ...(ownerRef ? { ownerRef } : {}),
        ...(declared ? { declared } : {}),
      }),
    ),
  ),
  fc
    .tuple(
      names,
      origin,
      fc.constantFrom('in-sync' as const, 'missing' as const),
    )
    .map(([name, from, state]) =>
      there.product(product(name, { origin: from, state })),
    ),
  fc
    .tuple(names, fc.boolean(), fc.constantFrom('one', 'two'))
    .map(([name, isPending, title]) =>
      published(name, { title }, isPending ? PENDING : {}),
    ),
  fc
    .tuple(names, fc.boolean(), fc.constantFrom('one', 'two'))
    .map(([name, isPending, title]) =>
      publishedDomain(name, { title }, isPending),
    ),
  fc
    .tuple(names, origin)
    .map(([name, from]) => there.domain(domain(name, { origin: from }))),
);
const entry: fc.Arbitrary<FeedEntry> = fc
  .tuple(present, fc.boolean())
  .map(([value, isGone]) => (isGone ? gone(value) : value));
/** Pages of the feed; the same object may come several times in one. */
const pages = fc.array(fc.array(entry, { maxLength: 8 }), { maxLength: 6 });

/** What a feed leaves in the end: each object as it was told last. */
function remaining(entries: FeedEntry[]): FeedEntry[] {
  const last = new Map(entries.map(e => [`${e.type} ${e.key}`, e]));
  return [...last.values()].filter(e => e.topic || e.product || e.domain);
}

/** What the catalog holds after a mutation. */
function applied(
  catalog: Map<string, Entity>,
  added: Entity[],
  removed: string[],
): Map<string, Entity> {
  const next = new Map(catalog);
  for (const ref of removed) next.delete(ref);
  for (const entity of added) next.set(stringifyEntityRef(entity), entity);
  return next;
}

/** Without the group that is there as long as there is anything. */
function plain(catalog: Map<string, Entity>): Record<string, Entity> {
  const { [UNOWNED_REF]: unowned, ...rest } = Object.fromEntries(catalog);
  if (Object.keys(rest).length) expect(unowned).toBeDefined();
  return rest;
}

function fresh(entries: FeedEntry[]): Map<string, Entity> {
  const { entities } = new MeshMirror().reset(remaining(entries));
  return applied(new Map(), entities, []);
}

describe('MeshMirror', () => {
  it('leaves the catalog, change by change, as starting over would', () => {
    fc.assert(
      fc.property(pages, list => {
        const mirror = new MeshMirror();
        let catalog = new Map<string, Entity>();
        for (const page of list) {
          const { upsert, remove } = mirror.apply(page);
          catalog = applied(catalog, upsert, remove);
        }
        expect(plain(catalog)).toEqual(plain(fresh(list.flat())));
        expect([...mirror.refs()].sort()).toEqual([...catalog.keys()].sort());
      }),
      { numRuns: 500 },
    );
  });

  it('starts over to the same, though objects changed or went while their pages were read', () => {
    fc.assert(
      fc.property(pages, pages, (before, list) => {
        const mirror = new MeshMirror();
        for (const page of before) mirror.apply(page);
        const { entities } = mirror.reset(list.flat());
        const catalog = applied(new Map(), entities, []);
        expect(plain(catalog)).toEqual(plain(fresh(list.flat())));
        expect([...mirror.refs()].sort()).toEqual([...catalog.keys()].sort());
      }),
      { numRuns: 500 },
    );
  });

  it('names no entity twice in a change', () => {
    fc.assert(
      fc.property(pages, list => {
        const mirror = new MeshMirror();
        for (const page of list) {
          const { upsert, remove } = mirror.apply(page);
          const refs = [...upsert.map(e => stringifyEntityRef(e)), ...remove];
          expect(refs).toHaveLength(new Set(refs).size);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('changes nothing when it is told what it knows', () => {
    fc.assert(
      fc.property(pages, list => {
        const mirror = new MeshMirror();
        for (const page of list) mirror.apply(page);
        expect(mirror.apply(remaining(list.flat()))).toEqual({
          upsert: [],
          remove: [],
          refresh: [],
        });
      }),
    );
  });

  it('gives back what it emitted, and nothing that it did not', () => {
    const mirror = new MeshMirror();
    mirror.apply([there.topic(topic('a')), there.domain(domain('sales'))]);
    expect(
      mirror
        .entities(['domain:default/sales', 'resource:default/elsewhere'])
        .map(e => stringifyEntityRef(e)),
    ).toEqual(['domain:default/sales']);
  });

  it('emits a published domain with its whole descriptor, marked as such, until a declaration has its ref', () => {
    const mirror = new MeshMirror();
    const { upsert } = mirror.apply([
      publishedDomain(
        'sales',
        {
          tags: ['x'],
          annotations: {
            'data-mesh/origin': 'declared',
            'backstage.io/managed-by-location': 'url:https://x.example',
            'example.com/kept': 'yes',
          },
        },
        false,
      ),
    ]);
    expect(upsert.find(({ kind }) => kind === 'Domain')).toEqual({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Domain',
      metadata: {
        name: 'sales',
        namespace: 'default',
        tags: ['x'],
        annotations: {
          'backstage.io/managed-by-location': 'data-mesh:default',
          'backstage.io/managed-by-origin-location': 'data-mesh:default',
          'data-mesh/origin': 'published',
          'example.com/kept': 'yes',
        },
      },
      spec: { type: 'data-domain', owner: 'x' },
    });
    expect(mirror.apply([publishedDomain('sales', {}, true)])).toEqual({
      upsert: [],
      remove: ['domain:default/sales'],
      refresh: [],
    });
  });

  it('emits a published product with its whole descriptor, and marks it as published', () => {
    const mirror = new MeshMirror();
    const { upsert } = mirror.apply([
      published('orders', {
        tags: ['x'],
        annotations: {
          'data-mesh/origin': 'declared',
          'backstage.io/managed-by-location': 'url:https://x.example',
          'example.com/kept': 'yes',
        },
      }),
    ]);
    expect(upsert.find(e => e.kind === 'DataProduct')).toEqual({
      apiVersion: 'data-mesh/v1alpha1',
      kind: 'DataProduct',
      metadata: {
        name: 'orders',
        namespace: 'default',
        tags: ['x'],
        annotations: {
          'example.com/kept': 'yes',
          'backstage.io/managed-by-location': 'data-mesh:default',
          'backstage.io/managed-by-origin-location': 'data-mesh:default',
          'data-mesh/origin': 'published',
          'data-mesh/sync-state': 'in-sync',
        },
      },
      spec: { owner: 'group:default/x', support: { channel: '#x' } },
    });
    expect(mirror.apply([published('orders', {}, PENDING)]).remove).toEqual([
      'dataproduct:default/orders',
    ]);
  });

  describe('what somebody describes', () => {
    it('is not emitted, and taken back where it was', () => {
      const mirror = new MeshMirror();
      mirror.apply([
        there.topic(topic('a')),
        there.product(product('orders')),
        there.domain(domain('sales')),
      ]);
      expect(
        mirror.apply([
          there.topic(topic('a', { declared: true })),
          there.product(product('orders', { origin: 'declared' })),
          there.domain(domain('sales', { origin: 'declared' })),
        ]),
      ).toMatchObject({
        upsert: [],
        remove: [
          'resource:default/main.a',
          'dataproduct:default/orders',
          'domain:default/sales',
        ],
      });
    });

    it('is emitted again once the description is withdrawn', () => {
      const mirror = new MeshMirror();
      mirror.apply([
        there.product(product('orders', { origin: 'declared' })),
        there.topic(topic('a')),
      ]);
      const { upsert } = mirror.apply([there.product(product('orders'))]);
      expect(upsert.map(e => stringifyEntityRef(e))).toEqual([
        'dataproduct:default/orders',
      ]);
    });

    it('is to be processed again when its state or the reason changes, and only then', () => {
      const mirror = new MeshMirror();
      const declared = (over: Parameters<typeof product>[1] = {}) =>
        mirror.apply([
          there.product(product('orders', { origin: 'declared', ...over })),
        ]).refresh;
      const ref = 'dataproduct:default/orders';
      expect(declared()).toEqual([ref]);
      expect(declared()).toEqual([]);
      expect(declared({ title: 'Another' })).toEqual([]);
      expect(declared({ state: 'missing', reason: 'gone' })).toEqual([ref]);
      expect(declared({ state: 'missing', reason: 'late' })).toEqual([ref]);
      expect(declared({ state: 'missing', reason: 'late' })).toEqual([]);
      expect(mirror.apply([{ type: 'product', key: ref }]).refresh).toEqual([
        ref,
      ]);
    });

    it('is to be processed again, all of it, after starting over', () => {
      const mirror = new MeshMirror();
      const entries = ['a', 'b'].map(name =>
        there.product(product(name, { origin: 'declared' })),
      );
      mirror.apply(entries);
      expect(mirror.reset(entries).refresh).toEqual([
        'dataproduct:default/a',
        'dataproduct:default/b',
      ]);
    });
  });

  it('never asks for discovered products to be processed again: they are emitted', () => {
    const mirror = new MeshMirror();
    mirror.apply([there.product(product('orders'))]);
    const { upsert, refresh } = mirror.apply([
      there.product(product('orders', { state: 'drift', reason: 'why' })),
    ]);
    expect(upsert).toHaveLength(1);
    expect(refresh).toEqual([]);
  });
});
