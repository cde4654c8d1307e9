import { mockCredentials } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import type { Entity } from '@backstage/catalog-model';
import type { Knex } from 'knex';
import { Databases, DATABASES } from '../__testUtils__/databases';
import { readDataMeshConfig } from '../config/readDataMeshConfig';
import { readFeed } from '../feed/readFeed';
import { ProductReaders } from '../lifecycle/ProductReaders';
import { declaration, domain, TRUSTED } from '../products/__testUtils__/mesh';
import { recomputeMesh } from '../products/recomputeMesh';
import { FactsOfPublication } from './FactsOfPublication';
import { ProductPublisher } from './ProductPublisher';
import { ProductTransfers } from './ProductTransfers';
import { ProductUnpublisher } from './ProductUnpublisher';
import { readCurrentVersion, readVersions } from './productVersions';

jest.setTimeout(120_000);

const NOW = 1_790_000_000_000;
const CONFIG = readDataMeshConfig(
  new ConfigReader({
    dataMesh: {
      trustedLocations: ['file:/trusted/*'],
      naming: { templates: ['{domain}.{product}.{version}'] },
      clusters: { main: { bootstrapServers: ['127.0.0.1:1'] } },
    },
  }),
);
const SALES = 'group:default/sales-team';
const LOGISTICS = 'group:default/logistics-team';
const MEMBERS: Record<string, string[]> = {
  'user:default/olivia': [SALES],
  'user:default/oscar': [SALES],
  'user:default/liam': [LOGISTICS],
};
const REF = 'dataproduct:default/orders';
const TOPIC = 'sales.orders.v1';
const as = (name: string) => mockCredentials.user(`user:default/${name}`);
const described = (name = 'orders', over: object = {}) => ({
  ...declaration({ name, topics: [TOPIC], spec: { owner: SALES, ...over } }),
});

describe.each(DATABASES)('the product store on %s', id => {
  const databases = new Databases();
  let db: Knex;
  let publisher: ProductPublisher;
  let unpublisher: ProductUnpublisher;
  let transfers: ProductTransfers;

  const rowOf = (entity: Entity) => ({
    entity_ref: `${entity.kind}:default/${entity.metadata.name}`.toLowerCase(),
    kind: entity.kind,
    entity: JSON.stringify(entity),
    hash: entity.metadata.name,
    origin_location: TRUSTED,
    first_seen_at: NOW,
  });

  beforeEach(async () => {
    db = await databases.migrated(id);
    const sales = domain('sales', { owner: SALES });
    await db('catalog_entities').insert(rowOf(sales));
    await db('catalog_index_state').insert({ id: 1, read_at: NOW });
    await db('clusters').insert({
      name: 'main',
      pass: 1,
      light_at: NOW,
      full_at: NOW,
    });
    await db('topics').insert({
      cluster: 'main',
      name: TOPIC,
      topic_id: 'id',
      partitions: 1,
      replication_factor: 1,
      first_seen_at: NOW,
    });
    const onChange = async (tx: Knex, now: number) => {
      await recomputeMesh(tx, CONFIG, now);
    };
    await db.transaction(tx => onChange(tx, NOW));
    const catalog = {
      entities: async (refs: string[]) =>
        new Map<string, Entity>(
          refs.flatMap(ref =>
            ['domain:default/sales', LOGISTICS].includes(ref)
              ? [[ref, sales] as const]
              : [],
          ),
        ),
    };
    const authorizer = {
      speaksFor: async ({ principal }: { principal: unknown }) => {
        const ref = String(Reflect.get(Object(principal), 'userEntityRef'));
        return new Set([ref, ...(MEMBERS[ref] ?? [])]);
      },
    };
    const options = {
      db,
      config: { ...CONFIG, governance: [] },
      catalog,
      authorizer,
      policies: {
        check: async () => ({ isBlocked: false, problems: [], results: [] }),
      },
      onChange,
      clock: () => NOW + 1,
    };
    const facts = new FactsOfPublication(options);
    const readers = new ProductReaders({ ...options, unseenMs: 1 });
    publisher = new ProductPublisher({ ...options, facts, readers });
    unpublisher = new ProductUnpublisher({ ...options, facts, readers });
    transfers = new ProductTransfers({ ...options, facts });
  });

  const history = async () =>
    (await db('history').orderBy('seq').select()).map(row => [
      row.action,
      row.actor,
    ]);
  const settled = async (attempts: Array<Promise<unknown>>) => {
    const results = await Promise.allSettled(attempts);
    return results.map(result =>
      result.status === 'fulfilled' ? 'done' : result.reason.name,
    );
  };

  it('lets one of two publish a product, or a topic, at the same instant', async () => {
    const same = await settled([
      publisher.publish({ entity: described() }, as('olivia')),
      publisher.publish({ entity: described() }, as('oscar')),
      publisher.publish({ entity: described('rival') }, as('oscar')),
    ]);
    expect(same.sort()).toEqual(['ConflictError', 'ConflictError', 'done']);
    const published = await db('published_products').select();
    expect(published).toHaveLength(1);
    const holds = await db('topic_holds').select();
    expect(holds.map(hold => hold.product_ref)).toEqual([
      published[0].product_ref,
    ]);
  });

  it('lets one of two change a version, and keeps all that there were', async () => {
    await publisher.publish({ entity: described() }, as('olivia'));
    const results = await settled(
      ['olivia', 'oscar'].map(by =>
        publisher.change(
          REF,
          { entity: described('orders', { tier: 'tier-1' }), basedOn: 1 },
          as(by),
        ),
      ),
    );
    expect(results.sort()).toEqual(['ConflictError', 'done']);
    expect(
      (await readVersions(db, REF)).map(v => [v.version, v.document.spec.tier]),
    ).toEqual([
      [2, 'tier-1'],
      [1, undefined],
    ]);
  });

  it('tells the feed of each version with its descriptor, and that it is gone', async () => {
    await publisher.publish({ entity: described() }, as('olivia'));
    const first = await readFeed(db, undefined, 100);
    const entry = first.entries.find(({ key }) => key === REF);
    expect(entry).toMatchObject({
      product: { origin: 'published', version: 1 },
      descriptor: described(),
    });
    await publisher.change(
      REF,
      {
        entity: described('orders', { support: { channel: '#o' } }),
        basedOn: 1,
      },
      as('olivia'),
    );
    const second = await readFeed(db, first.cursor, 100);
    expect(second.entries).toMatchObject([
      { key: REF, descriptor: { spec: { support: { channel: '#o' } } } },
    ]);
    await unpublisher.unpublish(REF, { reason: 'no use' }, as('olivia'));
    const third = await readFeed(db, second.cursor, 100);
    expect(third.entries).toContainEqual({ type: 'product', key: REF });
    expect(
      third.entries.find(({ product }) => product?.origin === 'discovered'),
    ).toMatchObject({ key: 'dataproduct:default/sales.orders' });
    expect(await history()).toEqual([
      ['product.published', 'user:default/olivia'],
      ['product.changed', 'user:default/olivia'],
      ['product.unpublished', 'user:default/olivia'],
    ]);
  });

  it('forgets nothing of a product that is published again', async () => {
    await publisher.publish({ entity: described() }, as('olivia'));
    await unpublisher.unpublish(REF, { reason: 'no use' }, as('olivia'));
    const { version } = await publisher.publish(
      { entity: described() },
      as('oscar'),
    );
    expect(version).toBe(3);
    expect((await readVersions(db, REF)).map(v => v.state)).toEqual([
      'published',
      'unpublished',
      'published',
    ]);
  });

  it('names a reader, and records that unpublishing was refused', async () => {
    await publisher.publish({ entity: described() }, as('olivia'));
    await db('groups').insert({
      cluster: 'main',
      group_id: 'billing',
      type: 'classic',
      state: 'Stable',
      members: JSON.stringify([{ id: 'm' }]),
    });
    await db('group_offsets').insert({
      cluster: 'main',
      group_id: 'billing',
      topic: TOPIC,
      measured_at: NOW,
      committed_sum: 1,
      lag: 0,
      partitions: '[]',
      progressed_at: NOW,
    });
    await expect(
      unpublisher.unpublish(REF, { reason: 'no use' }, as('olivia')),
    ).rejects.toThrow(/is still read by consumer group billing;/);
    expect((await readCurrentVersion(db, REF))?.state).toBe('published');
    expect((await history()).at(-1)).toEqual([
      'product.refused',
      'user:default/olivia',
    ]);
    await db('clusters').update({ error: '{"message":"away"}' });
    await expect(
      unpublisher.unpublish(REF, { reason: 'no use' }, as('olivia')),
    ).rejects.toThrow(/groups of cluster main could not be read/);
  });

  it('hands a product over once, to whom it was offered', async () => {
    await publisher.publish({ entity: described() }, as('olivia'));
    const offers = await settled([
      transfers.propose(REF, { to: LOGISTICS }, as('olivia')),
      transfers.propose(REF, { to: LOGISTICS }, as('oscar')),
    ]);
    expect(offers.sort()).toEqual(['ConflictError', 'done']);
    await expect(
      transfers.answer(REF, { accept: true }, as('olivia')),
    ).rejects.toThrow(/^Only members of group:default\/logistics-team/);
    const answers = await settled([
      transfers.answer(REF, { accept: true }, as('liam')),
      transfers.answer(REF, { accept: false }, as('liam')),
    ]);
    expect(answers.sort()).toEqual(['ConflictError', 'done']);
    const rows = await db('product_transfers').select();
    expect(rows).toHaveLength(1);
    const current = await readCurrentVersion(db, REF);
    const isAccepted = rows[0].state === 'accepted';
    expect(current?.ownerRef).toBe(isAccepted ? LOGISTICS : SALES);
    expect(current?.document.spec.owner).toBe(current?.ownerRef);
  });

  it('ends an offer with its product', async () => {
    await publisher.publish({ entity: described() }, as('olivia'));
    await transfers.propose(REF, { to: LOGISTICS }, as('olivia'));
    await unpublisher.unpublish(REF, { reason: 'no use' }, as('olivia'));
    expect(await db('product_transfers').select('state', 'open_key')).toEqual([
      { state: 'ended', open_key: null },
    ]);
    await expect(
      transfers.answer(REF, { accept: true }, as('liam')),
    ).rejects.toThrow(/is not published/);
  });
});
