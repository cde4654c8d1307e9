import { ConfigReader } from '@backstage/config';
import type { Knex } from 'knex';
import { Databases, DATABASES } from '../__testUtils__/databases';
import { readDataMeshConfig } from '../config/readDataMeshConfig';
import { MeshReader } from '../mesh/MeshReader';
import { declaration, domain, TRUSTED } from '../products/__testUtils__/mesh';
import { recomputeMesh } from '../products/recomputeMesh';
import { SearchDocuments } from './SearchDocuments';

jest.setTimeout(120_000);

const NOW = 1_790_000_000_000;
const WILD = 'url:https://git.example/anybody/x.yaml';
const CONFIG = readDataMeshConfig(
  new ConfigReader({
    dataMesh: {
      trustedLocations: ['file:/trusted/*'],
      clusters: { main: { bootstrapServers: ['127.0.0.1:1'] } },
    },
  }),
);

describe.each(DATABASES)('SearchDocuments on %s', id => {
  const databases = new Databases();
  let db: Knex;
  let documents: SearchDocuments;

  const subject = (topic: string, field: string) => ({
    cluster: 'main',
    subject: `${topic}-value`,
    version: 1,
    schema_id: 1,
    schema_type: 'AVRO',
    compatibility: 'FULL',
    schema: JSON.stringify({
      type: 'record',
      name: 'R',
      fields: [{ name: field, type: 'string' }],
    }),
    references: '[]',
  });

  /** A mesh of products by name, with a topic and a schema for each. */
  async function mesh(
    declared: Array<[name: string, topic: string, origin: string]>,
  ): Promise<void> {
    const entities = [
      [domain('sales'), TRUSTED] as const,
      ...declared.map(
        ([name, topic, origin]) =>
          [declaration({ name, topics: [topic] }), origin] as const,
      ),
    ];
    for (const [entity, origin] of entities) {
      await db('catalog_entities').insert({
        entity_ref:
          `${entity.kind}:default/${entity.metadata.name}`.toLowerCase(),
        kind: entity.kind,
        entity: JSON.stringify(entity),
        hash: entity.metadata.name,
        origin_location: origin,
        first_seen_at: NOW,
      });
    }
    await db('catalog_index_state').insert({ id: 1, read_at: NOW });
    await db('clusters').insert({ name: 'main', pass: 1, light_at: NOW });
    for (const topic of new Set(declared.map(([, name]) => name))) {
      await db('topics').insert({
        cluster: 'main',
        name: topic,
        topic_id: topic,
        partitions: 1,
        replication_factor: 1,
        first_seen_at: NOW,
      });
      await db('subjects').insert(subject(topic, `field_of_${topic}`));
    }
    await db.transaction(tx => recomputeMesh(tx, CONFIG, NOW));
  }

  beforeEach(async () => {
    db = await databases.migrated(id);
    documents = new SearchDocuments({ db, mesh: new MeshReader(db) });
  });

  it('come in pages, each once, also where one goes meanwhile', async () => {
    const names = ['a', 'b', 'c', 'd', 'e'];
    await mesh(names.map(name => [name, `sales.${name}`, TRUSTED]));
    const first = await documents.page(2, undefined);
    expect(first.totalItems).toBe(5);
    await db('catalog_entities')
      .where({ entity_ref: 'dataproduct:default/a' })
      .delete();
    await db.transaction(tx => recomputeMesh(tx, CONFIG, NOW + 1));
    const rest = await documents.page(10, first.nextCursor);
    expect(rest.nextCursor).toBeUndefined();
    expect([...first.items, ...rest.items].map(({ title }) => title)).toEqual(
      names,
    );
  });

  it('have the fields of the topics that a product holds, and of no other', async () => {
    await mesh([
      ['people', 'hr.people', TRUSTED],
      ['spy', 'hr.people', WILD],
    ]);
    const { items } = await documents.page(10, undefined);
    expect(items.map(({ ref, fields }) => [ref, fields])).toEqual([
      [
        'dataproduct:default/people',
        [{ path: 'field_of_hr.people', tags: [] }],
      ],
      ['dataproduct:default/spy', []],
    ]);
  });

  it('cannot be asked for before the catalog was read', async () => {
    await expect(documents.page(10, undefined)).rejects.toThrow(
      'has not read the catalog yet',
    );
  });

  it('refuses a cursor that it never gave', async () => {
    await expect(documents.page(10, 'o50')).rejects.toThrow(
      "cursor 'o50' is not one of this list",
    );
  });
});
