import { mockServices } from '@backstage/backend-test-utils';
import { tracingServiceMock } from '@backstage/backend-test-utils/alpha';
import type {
  MetricAttributes,
  MetricsService,
  MetricsServiceObservableCallback,
} from '@backstage/backend-plugin-api/alpha';
import type { Knex } from 'knex';
import { Databases, DATABASES } from '../__testUtils__/databases';
import { MeshMetrics } from './MeshMetrics';
import { MetricsSink } from './MetricsSink';
import { observeMesh } from './observeMesh';

jest.setTimeout(60_000);

const NOW = 1_800_000_000_000;

/** A metrics service that keeps what it is told, by the names of the instruments. */
class Collector {
  readonly recorded: [string, number, MetricAttributes?][] = [];
  readonly #observed = new Map<string, MetricsServiceObservableCallback>();

  readonly service = new Proxy({} as MetricsService, {
    get: () => (name: string) => {
      const note = (value: number, attributes?: MetricAttributes) => {
        this.recorded.push([name, value, attributes]);
      };
      return {
        add: note,
        record: note,
        addCallback: (callback: MetricsServiceObservableCallback) =>
          this.#observed.set(name, callback),
      };
    },
  });

  /** What an observed one is now. */
  async collect(name: string): Promise<[number, MetricAttributes?][]> {
    const values: [number, MetricAttributes?][] = [];
    await this.#observed.get(name)?.({
      observe: (value, attributes) => values.push([value, attributes]),
    });
    return values;
  }
}

const aGrant = (id: string, over: object) => ({
  id,
  origin: 'request',
  product_ref: 'dataproduct:default/orders',
  environment: 'production',
  cluster: 'main',
  topic: `topic-of-${id}`,
  consumer_ref: 'component:default/planner',
  principal: 'User:planner',
  mode: 'read',
  purpose: 'to plan',
  approved_by: '[]',
  requested_by: 'user:default/liam',
  duration: 'P90D',
  version: 1,
  starts_at: NOW,
  ends_at: NOW,
  created_at: NOW,
  ...over,
});

describe('a pass over a cluster', () => {
  it('is timed by what it was, within a span', async () => {
    const collector = new Collector();
    const tracing = tracingServiceMock.mock();
    const metrics = new MeshMetrics({ metrics: collector.service, tracing });
    await metrics.syncPass('main', async () => ({ kind: 'full' }));
    expect(collector.recorded).toEqual([
      [
        'data_mesh.sync.duration',
        expect.any(Number),
        { cluster: 'main', pass: 'full', outcome: 'ok' },
      ],
    ]);
    expect(tracing.startActiveSpan).toHaveBeenCalledWith(
      'data-mesh.sync',
      { attributes: { 'data_mesh.cluster': 'main' } },
      expect.any(Function),
    );
  });

  it('that failed is counted by the code of its error', async () => {
    const collector = new Collector();
    const tracing = tracingServiceMock.mock();
    const metrics = new MeshMetrics({ metrics: collector.service, tracing });
    await metrics.syncPass('main', async () => ({
      kind: 'light',
      errorCode: 'UNREACHABLE',
    }));
    expect(collector.recorded).toEqual([
      [
        'data_mesh.sync.duration',
        expect.any(Number),
        { cluster: 'main', pass: 'light', outcome: 'failed' },
      ],
      [
        'data_mesh.errors',
        1,
        { cluster: 'main', during: 'sync', code: 'UNREACHABLE' },
      ],
    ]);
    expect(tracing.spans[0].setStatus).toHaveBeenCalledWith({
      code: 'error',
      message: 'UNREACHABLE',
    });
  });
});

describe.each(DATABASES)('what is measured on %s', id => {
  const databases = new Databases();
  let db: Knex;
  let collector: Collector;

  beforeEach(async () => {
    db = await databases.migrated(id);
    collector = new Collector();
    await db('grants').insert([
      aGrant('a', { state: 'active', activated_at: NOW + 1_500 }),
      aGrant('b', { state: 'active', activated_at: NOW + 500 }),
      aGrant('c', {
        state: 'failed',
        last_error: JSON.stringify({ code: 'AUTHORIZATION', message: 'No' }),
      }),
    ]);
    await db('clusters').insert([
      { name: 'main', pass: 7, light_at: NOW - 4_000, full_at: NOW - 9_000 },
      {
        name: 'backup',
        pass: 2,
        light_at: NOW - 60_000,
        error: JSON.stringify({ code: 'UNREACHABLE', message: 'No' }),
      },
      { name: 'gone-from-configuration', pass: 1, light_at: NOW },
    ]);
    observeMesh({
      metrics: collector.service,
      db,
      clusters: ['main', 'backup', 'new'],
      logger: mockServices.logger.mock(),
      clock: () => NOW,
    });
  });

  it('are grants and clusters as they stand', async () => {
    expect(
      (await collector.collect('data_mesh.grants')).sort(
        ([one], [other]) => one - other,
      ),
    ).toEqual([
      [1, { state: 'failed' }],
      [2, { state: 'active' }],
    ]);
    expect(await collector.collect('data_mesh.requests')).toEqual([]);
    expect(await collector.collect('data_mesh.cluster.up')).toEqual([
      [1, { cluster: 'main' }],
      [0, { cluster: 'backup' }],
      [0, { cluster: 'new' }],
    ]);
    const ages = await collector.collect('data_mesh.cluster.age');
    expect(new Map(ages.map(([s, { cluster } = {}]) => [cluster, s]))).toEqual(
      new Map([
        ['main', 4],
        ['backup', 60],
      ]),
    );
  });

  it('is nothing, rather than an error, while the database is away', async () => {
    await db.schema.dropTable('clusters');
    expect(await collector.collect('data_mesh.cluster.up')).toEqual([]);
  });

  it('is how long access took, and why there was none', async () => {
    const sink = new MetricsSink({
      db,
      metrics: new MeshMetrics({
        metrics: collector.service,
        tracing: tracingServiceMock.mock(),
      }),
    });
    const entry = (seq: number, action: string, grantId?: string) =>
      ({ seq, action, grantId } as never);
    const deliveries = await sink.prepare([
      entry(1, 'grant.activated', 'a'),
      entry(2, 'grant.failed', 'c'),
      entry(3, 'grant.renewed', 'b'),
      entry(4, 'grant.activated', 'forgotten'),
    ]);
    for (const { send } of deliveries) await send();
    expect(deliveries.map(({ seqs }) => seqs)).toEqual([[1], [2], [4]]);
    expect(collector.recorded).toEqual([
      ['data_mesh.provisioning.duration', 1.5, { cluster: 'main' }],
      [
        'data_mesh.errors',
        1,
        { cluster: 'main', during: 'provisioning', code: 'AUTHORIZATION' },
      ],
    ]);
  });
});
