import { mockServices } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import type { Deprecation } from '@data-mesh/backstage-plugin-data-mesh-common';
import { ConfigReader } from '@backstage/config';
import type { Knex } from 'knex';
import { Databases, DATABASES } from '../__testUtils__/databases';
import { readDataMeshConfig } from '../config/readDataMeshConfig';
import { MeshReader } from '../mesh/MeshReader';
import { declaration, domain, TRUSTED } from '../products/__testUtils__/mesh';
import { recomputeMesh } from '../products/recomputeMesh';
import { DeprecationClock } from './DeprecationClock';
import { ProductReaders } from './ProductReaders';

jest.setTimeout(120_000);

const DAY = 86_400_000;
const START = Date.parse('2027-01-01T12:00:00Z');
const SUNSET = '2027-03-01';
const CONFIG = readDataMeshConfig(
  new ConfigReader({
    dataMesh: {
      trustedLocations: ['file:/trusted/*'],
      naming: { templates: ['{domain}.{product}.{version}'] },
      clusters: { main: { bootstrapServers: ['127.0.0.1:1'] } },
    },
  }),
);
const REF = 'dataproduct:default/orders';
const TOPICS = ['sales.orders.v1', 'sales.orders.v2'];
const READERS = 'group:default/readers';
const planner: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'planner' },
  spec: { owner: READERS },
};

describe.each(DATABASES)('what is told of ends on %s', id => {
  const databases = new Databases();
  let db: Knex;
  let now: number;
  let clocks: DeprecationClock[];

  const declare = async (entity: Entity, originLocation = TRUSTED) => {
    const ref = `${entity.kind}:default/${entity.metadata.name}`.toLowerCase();
    await db('catalog_entities').where({ entity_ref: ref }).delete();
    await db('catalog_entities').insert({
      entity_ref: ref,
      kind: entity.kind,
      entity: JSON.stringify(entity),
      hash: 'x',
      origin_location: originLocation,
      first_seen_at: START,
    });
    await db.transaction(tx => recomputeMesh(tx, CONFIG, now));
  };
  const orders = (deprecation?: Deprecation, name = 'orders') =>
    declaration({
      name,
      topics: TOPICS,
      spec: {
        lifecycle: deprecation ? 'deprecated' : 'production',
        ...(deprecation ? { deprecation } : {}),
      },
    });
  const grant = (topic: string) =>
    db('grants').insert({
      id: `00000000-0000-0000-0000-00000000000${TOPICS.indexOf(topic)}`,
      origin: 'request',
      product_ref: REF,
      port: 'p',
      environment: 'production',
      cluster: 'main',
      topic,
      consumer_ref: 'component:default/planner',
      principal: 'User:planner',
      mode: 'read',
      purpose: 'x',
      approved_by: '[]',
      requested_by: 'user:default/rita',
      duration: 'P90D',
      state: 'active',
      live_key: topic,
      version: 1,
      starts_at: START,
      ends_at: START + 90 * DAY,
      created_at: START,
    });
  /** All replicas look at the same time. */
  const tick = () => Promise.all(clocks.map(clock => clock.tick()));
  const told = async () =>
    (await db('history').orderBy('seq').select()).map(row => {
      const { notice, port, sunset, consumerOwner } = JSON.parse(row.details);
      return [
        row.action,
        row.consumer_ref,
        notice,
        port,
        sunset,
        consumerOwner,
      ];
    });

  beforeEach(async () => {
    now = START;
    db = await databases.migrated(id);
    await db('catalog_index_state').insert({ id: 1, read_at: START });
    await db('clusters').insert({
      name: 'main',
      pass: 1,
      light_at: START,
      full_at: START,
    });
    for (const name of TOPICS) {
      await db('topics').insert({
        cluster: 'main',
        name,
        topic_id: name,
        partitions: 1,
        replication_factor: 1,
        first_seen_at: START,
      });
    }
    await declare(domain('sales'));
    const catalog = {
      entities: async (refs: string[]) =>
        new Map(
          refs.flatMap(ref =>
            ref === 'component:default/planner'
              ? [[ref, planner] as const]
              : [],
          ),
        ),
    };
    const create = () =>
      new DeprecationClock({
        db,
        mesh: new MeshReader(db),
        readers: new ProductReaders({
          db,
          catalog,
          unseenMs: DAY,
          clock: () => now,
        }),
        catalog,
        logger: mockServices.logger.mock(),
        clock: () => now,
      });
    clocks = [create(), create()];
  });

  it('is told once to each who reads it, by all replicas together, and again as the day comes near', async () => {
    await declare(orders({ sunset: SUNSET }));
    await grant(TOPICS[0]);
    await grant(TOPICS[1]);
    const entry = (notice: string) => [
      notice === 'announced' ? 'deprecation.announced' : 'deprecation.reminded',
      'component:default/planner',
      notice,
      undefined,
      SUNSET,
      READERS,
    ];
    await tick();
    await tick();
    expect(await told()).toEqual([entry('announced')]);
    for (const days of [20, 14, 13, 1, 0.5, 0, -1, -5]) {
      now = Date.parse(SUNSET) - days * DAY;
      await tick();
      await tick();
    }
    expect(await told()).toEqual(
      ['announced', 'two-weeks', 'one-day'].map(entry),
    );
  });

  it('is told anew when it is another day, and once that it does not end', async () => {
    await declare(orders({ sunset: SUNSET }));
    await grant(TOPICS[0]);
    await tick();
    await declare(orders({ sunset: '2027-04-01' }));
    await tick();
    await declare(orders());
    await tick();
    await tick();
    expect(
      (await told()).map(([action, , , , sunset]) => [action, sunset]),
    ).toEqual([
      ['deprecation.announced', SUNSET],
      ['deprecation.announced', '2027-04-01'],
      ['deprecation.lifted', undefined],
    ]);
    expect(await db('deprecation_notices').select()).toEqual([]);
    // To say it again is to be told again.
    await declare(orders({ sunset: SUNSET }));
    await tick();
    expect(await told()).toHaveLength(4);
  });

  it('is told of a port to those who read that port', async () => {
    const entity = orders();
    entity.spec.outputPorts[1].deprecation = {
      sunset: SUNSET,
      replacedBy: 'port-0',
    };
    await declare(entity);
    await grant(TOPICS[0]);
    await tick();
    expect(await told()).toEqual([]);
    await grant(TOPICS[1]);
    await tick();
    expect((await told()).map(([action, , , port]) => [action, port])).toEqual([
      ['deprecation.announced', 'port-1'],
    ]);
  });

  it('is not told by whoever only names the topics of others', async () => {
    await declare(orders());
    await grant(TOPICS[0]);
    await declare(
      orders({ sunset: SUNSET }, 'rival'),
      'url:https://git.example/anybody/x.yaml',
    );
    await tick();
    expect(await told()).toEqual([]);
  });

  it('is kept while a product is not to be seen for a moment', async () => {
    await declare(orders({ sunset: SUNSET }));
    await grant(TOPICS[0]);
    await tick();
    await db('catalog_entities').where({ entity_ref: REF }).delete();
    await db.transaction(tx => recomputeMesh(tx, CONFIG, now));
    await tick();
    await declare(orders({ sunset: SUNSET }));
    await tick();
    expect(await told()).toHaveLength(1);
  });

  it('is told of what is retired in Git, where nobody else would', async () => {
    const entity = orders();
    entity.spec.lifecycle = 'retired';
    await declare(entity);
    await grant(TOPICS[0]);
    await tick();
    expect(await told()).toHaveLength(1);
  });
});
