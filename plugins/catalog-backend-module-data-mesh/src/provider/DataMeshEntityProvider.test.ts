import type { LoggerService } from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import type {
  EntityProviderConnection,
  EntityProviderMutation,
} from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import type {
  FeedEntry,
  FeedPage,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import { domain, gone, product, there, topic } from './__testUtils__/mesh';
import { DataMeshEntityProvider } from './DataMeshEntityProvider';

/** The feed of a mesh in memory. */
class FakeMesh {
  failing: Error | undefined;
  settled = true;
  maxRemovalPercent = 20;
  epoch = 1;
  asked: Array<string | undefined> = [];
  /** Largest page that it gives, whatever was asked for. */
  limit = 1_000;
  /** Runs before a page is answered. */
  before: () => void = () => {};
  #log: FeedEntry[] = [];

  tell(...entries: FeedEntry[]): void {
    this.#log.push(...entries);
  }

  /** As a backend does that has lost its database. */
  restart(...entries: FeedEntry[]): void {
    this.epoch += 1;
    this.#log = entries;
  }

  async getFeed({ cursor }: { cursor?: string }): Promise<FeedPage> {
    this.asked.push(cursor);
    if (this.failing) throw this.failing;
    this.before();
    const [epoch, at] = (cursor ?? '').split('.').map(Number);
    const reset = epoch !== this.epoch;
    const from = reset ? 0 : at;
    const to = Math.min(this.#log.length, from + this.limit);
    return {
      entries: this.#log.slice(from, to),
      cursor: `${this.epoch}.${to}`,
      more: to < this.#log.length,
      reset,
      settled: this.settled,
      maxRemovalPercent: this.maxRemovalPercent,
    };
  }
}

/** A catalog that takes what it is given, and writes down how. */
class FakeCatalog implements EntityProviderConnection {
  readonly entities = new Map<string, Entity>();
  readonly mutations: Array<{ added: string[]; removed: string[] }> = [];
  readonly refreshed: string[] = [];
  failing: Error | undefined;
  refreshFailing: Error | undefined;

  async applyMutation(mutation: EntityProviderMutation): Promise<void> {
    if (this.failing) throw this.failing;
    if (mutation.type !== 'delta') throw new Error('a full mutation');
    const added = mutation.added.map(({ entity, locationKey }) => {
      if (locationKey) throw new Error('an entity with a location key');
      return entity;
    });
    const removed = mutation.removed.map(item =>
      'entityRef' in item ? item.entityRef : stringifyEntityRef(item.entity),
    );
    for (const ref of removed) this.entities.delete(ref);
    for (const entity of added) {
      this.entities.set(stringifyEntityRef(entity), entity);
    }
    this.mutations.push({
      added: added.map(e => stringifyEntityRef(e)).sort(),
      removed: removed.sort(),
    });
  }

  async refresh({ keys = [] }: { keys?: string[] }): Promise<void> {
    if (this.refreshFailing) throw this.refreshFailing;
    this.refreshed.push(...keys);
  }

  /** As others ask it. */
  service() {
    const current = () =>
      catalogServiceMock({ entities: [...this.entities.values()] });
    return catalogServiceMock.mock({
      queryEntities: (request, options) =>
        current().queryEntities(request, options),
      streamEntities: (request, options) =>
        current().streamEntities(request, options),
    });
  }

  refs(): string[] {
    return [...this.entities.keys()].sort();
  }
}

const A = there.topic(topic('a'));
const B = there.topic(topic('b'));
const REF_A = 'resource:default/main.a';
const REF_B = 'resource:default/main.b';
const UNOWNED = 'group:default/unowned';
const many = (n: number) =>
  Array.from({ length: n }, (_, i) => there.topic(topic(`t${i}`)));

describe('DataMeshEntityProvider', () => {
  let mesh: FakeMesh;
  let catalog: FakeCatalog;
  let logger: jest.Mocked<LoggerService>;
  let now: number;
  let provider: DataMeshEntityProvider;

  function create(): DataMeshEntityProvider {
    return new DataMeshEntityProvider({
      mesh,
      catalog: catalog.service(),
      auth: mockServices.auth(),
      logger,
      clock: () => now,
    });
  }

  beforeEach(async () => {
    mesh = new FakeMesh();
    catalog = new FakeCatalog();
    logger = mockServices.logger.mock() as unknown as typeof logger;
    now = 1_000_000;
    provider = create();
    await provider.connect(catalog);
  });

  /** One more round, so much later that nothing is put off any more. */
  async function later(ms = 1_000_000) {
    now += ms;
    await provider.tick();
  }

  it('asks for nothing before it is connected', async () => {
    await create().tick();
    expect(mesh.asked).toEqual([]);
  });

  it('does not ask while it is being connected, which would stall the catalog', async () => {
    expect(mesh.asked).toEqual([]);
  });

  it('brings everything into the catalog, and then what changes', async () => {
    mesh.tell(A, there.domain(domain('sales')));
    await provider.tick();
    expect(catalog.refs()).toEqual(
      ['domain:default/sales', REF_A, UNOWNED].sort(),
    );
    mesh.tell(B, gone(A));
    await later(2_000);
    expect(catalog.mutations[1]).toEqual({ added: [REF_B], removed: [REF_A] });
  });

  it('does not touch the catalog while nothing changes', async () => {
    mesh.tell(A);
    await provider.tick();
    for (let i = 0; i < 20; i += 1) await later();
    expect(catalog.mutations).toHaveLength(1);
    expect(catalog.refreshed).toEqual([]);
  });

  it('reads page after page, at the start and later', async () => {
    mesh.limit = 2;
    mesh.tell(...many(5));
    await provider.tick();
    expect(catalog.refs()).toHaveLength(6);
    // All pages of a start are one mutation.
    expect(catalog.mutations).toHaveLength(1);
    mesh.tell(A, B, gone(A), there.topic(topic('c')), gone(B));
    await later();
    expect(catalog.refs()).toContain('resource:default/main.c');
    expect(catalog.refs()).toHaveLength(7);
  });

  it('does not emit what went while the pages of the start were read', async () => {
    mesh.limit = 1;
    mesh.tell(A, B);
    let told = false;
    mesh.before = () => {
      if (!told && mesh.asked.length === 2) {
        told = true;
        mesh.tell(gone(A));
      }
    };
    await provider.tick();
    expect(catalog.mutations).toEqual([
      { added: [UNOWNED, REF_B], removed: [] },
    ]);
  });

  describe('while the mesh cannot be asked', () => {
    it.each([
      ['a refused connection', new TypeError('fetch failed')],
      ['401', new Error('Request failed with 401 Unauthorized')],
      ['404', new Error('Request failed with 404 Not Found')],
      ['503', new Error('Request failed with 503 Service Unavailable')],
    ])('keeps everything: %s', async (_, error) => {
      mesh.tell(A, there.product(product('orders', { origin: 'declared' })));
      await provider.tick();
      mesh.failing = error;
      for (let i = 0; i < 10; i += 1) await later();
      expect(catalog.mutations).toHaveLength(1);
      expect(catalog.refs()).toContain(REF_A);
      expect(
        await provider.linksFor('dataproduct:default/orders'),
      ).toMatchObject({ syncState: { state: 'in-sync' } });
      expect(logger.warn).toHaveBeenCalledTimes(1);

      mesh.failing = undefined;
      mesh.tell(B);
      await later();
      expect(catalog.refs()).toContain(REF_B);
    });

    it('asks ever less often, up to once a minute', async () => {
      mesh.failing = new Error('away');
      for (let i = 0; i < 600; i += 1) await later(1_000);
      expect(mesh.asked.length).toBeGreaterThan(10);
      expect(mesh.asked.length).toBeLessThan(20);
      mesh.failing = undefined;
      mesh.tell(A);
      await later(60_000);
      expect(catalog.refs()).toContain(REF_A);
    });

    it('keeps what it had if the mesh fails in the middle of its pages', async () => {
      mesh.limit = 1;
      mesh.tell(A, B);
      mesh.before = () => {
        if (mesh.asked.length === 2) throw new Error('away');
      };
      await provider.tick();
      expect(catalog.mutations).toEqual([]);
      mesh.before = () => {};
      await later();
      expect(catalog.refs()).toEqual([UNOWNED, REF_A, REF_B].sort());
    });
  });

  describe('when the mesh starts over', () => {
    async function start(...entries: FeedEntry[]) {
      mesh.tell(...entries);
      await provider.tick();
      await later();
    }

    it('removes what is not there any more, once all of it was read', async () => {
      await start(...many(10), A);
      mesh.restart(...many(10));
      await later();
      expect(catalog.refs()).not.toContain(REF_A);
      expect(catalog.refs()).toHaveLength(11);
    });

    it('removes nothing before clusters and catalog have been read', async () => {
      await start(...many(10), A);
      mesh.restart(...many(10));
      mesh.settled = false;
      for (let i = 0; i < 5; i += 1) await later();
      expect(catalog.refs()).toContain(REF_A);
      mesh.settled = true;
      await later();
      expect(catalog.refs()).not.toContain(REF_A);
    });

    it('removes nothing because of a mesh that is empty', async () => {
      await start(...many(3));
      mesh.restart();
      for (let i = 0; i < 5; i += 1) await later();
      expect(catalog.refs()).toHaveLength(4);
      expect(logger.warn).toHaveBeenCalledWith(
        expect.stringContaining('Kept 4 of 4 entities'),
      );
      expect(logger.warn).toHaveBeenCalledTimes(1);
    });

    it('removes nothing if it would be too much', async () => {
      await start(...many(30));
      mesh.restart(...many(20));
      for (let i = 0; i < 5; i += 1) await later();
      expect(catalog.refs()).toHaveLength(31);
      mesh.restart(...many(25));
      await later();
      expect(catalog.refs()).toHaveLength(26);
    });

    it('lets removals through that a cluster has lost since', async () => {
      await start(...many(30));
      mesh.restart(...many(20));
      await later();
      mesh.tell(...many(20).slice(10).map(gone));
      await later();
      // What the mesh tells to be gone is; what it merely lacks is kept.
      expect(catalog.refs()).toHaveLength(21);
    });
  });

  it('removes after a restart of the portal what went meanwhile', async () => {
    mesh.tell(...many(10), A);
    await provider.tick();
    mesh.tell(gone(A));
    mesh.restart(...many(10));
    provider = create();
    await provider.connect(catalog);
    await provider.tick();
    await later();
    expect(catalog.refs()).not.toContain(REF_A);
  });

  describe('when the catalog fails', () => {
    it('tells it everything again', async () => {
      mesh.tell(A);
      await provider.tick();
      mesh.tell(B, gone(A));
      catalog.failing = new Error('no database');
      await later();
      expect(catalog.refs()).toContain(REF_A);
      catalog.failing = undefined;
      await later();
      await later();
      expect(catalog.refs()).toEqual([UNOWNED, REF_B].sort());
    });

    it('asks again for the products to be processed', async () => {
      const declared = (state: 'in-sync' | 'missing') =>
        there.product(product('orders', { origin: 'declared', state }));
      mesh.tell(declared('in-sync'));
      await provider.tick();
      catalog.refreshed.length = 0;
      catalog.refreshFailing = new Error('no database');
      mesh.tell(declared('missing'));
      await later();
      catalog.refreshFailing = undefined;
      await later();
      expect(catalog.refreshed).toEqual([
        'data-mesh/product:dataproduct:default/orders',
      ]);
    });
  });

  describe('declared products', () => {
    const ref = 'dataproduct:default/orders';
    const declared = (over: Parameters<typeof product>[1] = {}) =>
      there.product(product('orders', { origin: 'declared', ...over }));

    it('are processed again when their state changes, and not otherwise', async () => {
      mesh.tell(declared());
      await provider.tick();
      expect(catalog.refreshed).toEqual([`data-mesh/product:${ref}`]);
      mesh.tell(declared({ title: 'Orders of today' }));
      await later();
      expect(catalog.refreshed).toHaveLength(1);
      mesh.tell(declared({ state: 'missing', reason: 'gone' }));
      await later();
      expect(catalog.refreshed).toHaveLength(2);
      expect(await provider.linksFor(ref)).toEqual({
        syncState: { state: 'missing', reason: 'gone' },
        consumedBy: [],
        producedBy: [],
      });
    });

    it('cannot be told of before the mesh was read: that is no answer', async () => {
      await expect(provider.linksFor(ref)).rejects.toThrow(
        'The data mesh has not been read yet',
      );
      mesh.failing = new Error('away');
      await provider.tick();
      await expect(provider.linksFor(ref)).rejects.toThrow();
      mesh.failing = undefined;
      await later();
      expect(await provider.linksFor(ref)).toBeUndefined();
    });
  });

  describe('an entity that vanished from the catalog', () => {
    it('comes back, once it was missed twice', async () => {
      mesh.tell(A, B);
      await provider.tick();
      await later();
      catalog.entities.delete(REF_A);
      await later();
      // The catalog may only be digesting still.
      expect(catalog.mutations).toHaveLength(1);
      await later();
      expect(catalog.refs()).toContain(REF_A);
      expect(catalog.mutations[1]).toEqual({ added: [REF_A], removed: [] });
    });

    it('is emitted ever less often where that does not help', async () => {
      mesh.tell(A, B);
      await provider.tick();
      let emitted = 0;
      for (let i = 0; i < 3_600; i += 1) {
        // Somebody else has the ref: what we emit never gets there.
        catalog.entities.delete(REF_A);
        const before = catalog.mutations.length;
        await later(1_000);
        emitted += catalog.mutations.length - before;
      }
      expect(emitted).toBeGreaterThan(5);
      expect(emitted).toBeLessThan(20);
    });

    it('is given time to appear before it is emitted again', async () => {
      mesh.tell(A);
      const { applyMutation } = catalog;
      // The catalog shows what it was given only seconds later.
      catalog.applyMutation = async mutation => {
        await applyMutation.call(catalog, mutation);
        catalog.entities.clear();
      };
      await provider.tick();
      await later(2_000);
      await later(2_000);
      expect(catalog.mutations).toHaveLength(1);
    });
  });
});
