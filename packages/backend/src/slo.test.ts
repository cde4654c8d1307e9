import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { randomBytes } from 'node:crypto';
import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  notificationService,
  type NotificationSendOptions,
} from '@backstage/plugin-notifications-node';
import type { Admin, Producer } from 'kafkajs';
import { domain, group, product, user } from './__testUtils__/entities';
import { ADMIN, kafkaAs, managedCluster } from './__testUtils__/testKafka';
import { eventually, TestMesh } from './__testUtils__/TestMesh';

jest.setTimeout(120_000);

const PREFIX = `s${randomBytes(5).toString('hex')}`;
const TOPIC = `${PREFIX}.orders.v1`;
const REF = 'dataproduct:default/orders';
const REPORTER = 'external:soda';

/** Promises of a port, on a broker whose producer stops and starts. */
describe('promises', () => {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'slo-'));
  const sent: NotificationSendOptions[] = [];
  let mesh: TestMesh;
  let admin: Admin;
  let producer: Producer;
  let beat: NodeJS.Timeout | undefined;

  const start = () => {
    beat = setInterval(() => {
      producer
        .send({ topic: TOPIC, messages: [{ value: 'order' }] })
        .catch(() => {});
    }, 250);
  };
  const stop = () => clearInterval(beat);

  const objectives = async () => {
    const { status, body } = await mesh.call(
      'GET',
      '/data-mesh/v1/products/default/orders/objectives',
    );
    expect(status).toBe(200);
    return body;
  };
  const stateOf = async (type: string) =>
    (await objectives()).objectives.find((o: any) => o.type === type)?.state;
  const told = async () => {
    const { body } = await mesh.call(
      'GET',
      `/data-mesh/v1/history?product=${REF}`,
    );
    return body.items
      .filter((entry: any) => entry.action.startsWith('slo.'))
      .filter((entry: any) => entry.details.objective === 'freshness')
      .map((entry: any) => entry.action);
  };
  const notifications = () =>
    sent
      .filter(({ payload }) => /freshness/.test(payload.title))
      .map(({ payload }) => payload.title);
  const report = (results: object[], by: { user?: string; service?: string }) =>
    mesh.call('POST', '/data-mesh/v1/products/default/orders/quality-results', {
      ...by,
      body: { results },
    });

  beforeAll(async () => {
    const kafka = kafkaAs(ADMIN);
    admin = kafka.admin();
    producer = kafka.producer();
    await Promise.all([admin.connect(), producer.connect()]);
    await admin.createTopics({
      topics: [
        {
          topic: TOPIC,
          numPartitions: 2,
          configEntries: [{ name: 'retention.ms', value: '3600000' }],
        },
      ],
      waitForLeaders: true,
    });
    mesh = new TestMesh({
      dir,
      features: [
        createServiceFactory({
          service: notificationService,
          deps: { logger: coreServices.logger },
          factory: () => ({
            async send(options) {
              sent.push(options);
            },
          }),
        }),
      ],
      dataMesh: {
        trustedLocations: ['file:*/trusted/*'],
        sync: { catalog: { seconds: 1 }, slo: { seconds: 1 } },
        quality: { reporters: [{ subject: REPORTER }] },
        clusters: {
          main: managedCluster(PREFIX, {
            sync: { light: { seconds: 1 }, full: { seconds: 1 } },
          }),
        },
      },
    });
    await mesh.start();
    const base = product('orders', 'order-team', { v1: TOPIC });
    const [port] = base.spec.outputPorts;
    await mesh.register(
      'trusted/org.yaml',
      group('sales'),
      group('order-team'),
      group('readers'),
      user('olivia', ['order-team']),
      user('rita', ['readers']),
      domain('sales', 'sales'),
      {
        ...base,
        spec: {
          ...base.spec,
          outputPorts: [
            {
              ...port,
              slo: {
                freshness: 'PT4S',
                availability: 99,
                retention: 'P1D',
                minPerDay: 1_000_000,
                lag: [{ group: `${PREFIX}-nobody`, max: 10 }],
              },
            },
          ],
        },
      },
    );
    // The topic keeps records for less than is promised, which is drift, too.
    await eventually(async () => {
      const { state } = (await mesh.product(REF)).product;
      if (state !== 'drift') throw new Error(`${REF} is ${state}`);
    }, 30);
  });

  afterAll(async () => {
    stop();
    await mesh?.stop();
    await admin.deleteTopics({ topics: [TOPIC] });
    await Promise.all([admin.disconnect(), producer.disconnect()]);
    fs.rmSync(dir, { recursive: true, force: true });
  });

  it('are judged by what was measured, and unknown where it was not', async () => {
    start();
    await eventually(
      async () => expect(await stateOf('freshness')).toBe('kept'),
      20,
    );
    const { objectives: found } = await objectives();
    expect(
      found.map(({ type, state, value, target }: any) => [
        type,
        state,
        target,
        type === 'freshness' ? undefined : value,
      ]),
    ).toEqual([
      ['freshness', 'kept', 'PT4S', undefined],
      ['availability', 'kept', '99', 100],
      ['volume', 'unknown', '1000000', undefined],
      ['retention', 'breached', 'P1D', 3_600_000],
      ['lag', 'unknown', '10', undefined],
    ]);
    const reasons = found.map(({ reason }: any) => reason).filter(Boolean);
    expect(reasons).toEqual([
      expect.stringMatching(/has been watched for .*, and the promise is/),
      expect.stringMatching(/^Consumer group .*-nobody has not read the topic/),
    ]);
  });

  it('tell the owner once that a producer has stopped, and once that it is back', async () => {
    await eventually(
      async () => expect(await stateOf('freshness')).toBe('kept'),
      20,
    );
    const before = (await told()).length;
    expect(before).toBe(0);
    stop();
    await eventually(
      async () => expect(await stateOf('freshness')).toBe('breached'),
      30,
    );
    const [breached] = (await objectives()).objectives;
    const later = async (since: string) =>
      eventually(async () => {
        const [now] = (await objectives()).objectives;
        expect(Date.parse(now.judgedAt) - Date.parse(since)).toBeGreaterThan(
          3_000,
        );
        return now;
      }, 20);
    // Several judgements later it is the same breach, told once.
    const still = await later(breached.judgedAt);
    expect([still.state, still.since]).toEqual(['breached', breached.since]);
    expect(await told()).toEqual(['slo.breached']);
    const { body: list } = await mesh.call('GET', '/data-mesh/v1/products');
    expect(list.promises).toEqual({
      [REF]: { kept: 1, breached: 2, unknown: 2 },
    });
    start();
    await eventually(
      async () => expect(await stateOf('freshness')).toBe('kept'),
      30,
    );
    const [kept] = (await objectives()).objectives;
    await later(kept.judgedAt);
    expect(await told()).toEqual(['slo.recovered', 'slo.breached']);
    await eventually(
      async () =>
        expect(notifications()).toEqual([
          'Orders breaks its promise of freshness on port v1',
          'Orders keeps its promise of freshness on port v1 again',
        ]),
      20,
    );
    const [note] = sent.filter(({ payload }) =>
      /freshness/.test(payload.title),
    );
    expect(note).toMatchObject({
      recipients: { type: 'entity', entityRef: ['group:default/order-team'] },
      payload: {
        description: expect.stringMatching(
          /^no new record for \d+ seconds, where 4 seconds at most is promised$/i,
        ),
        link: '/catalog/default/dataproduct/orders/ports',
        severity: 'high',
      },
    });
    const { last30Days } = kept;
    expect(last30Days.breachedMs).toBeGreaterThan(2_000);
    expect(last30Days.keptMs).toBeGreaterThan(1_000);
  });

  it('stand beside what tools report of the quality, from those who may', async () => {
    const observedAt = new Date().toISOString();
    const rows = (state: string, at = observedAt) => ({
      check: 'no empty order',
      port: 'v1',
      state,
      value: '0.2 %',
      expected: '0 %',
      url: 'https://quality.example.com/runs/7',
      observedAt: at,
    });
    expect((await report([rows('failed')], { service: REPORTER })).status).toBe(
      200,
    );
    const later = new Date(Date.parse(observedAt) + 1_000).toISOString();
    const { status, body } = await report([rows('passed', later)], {
      user: 'olivia',
    });
    expect(status).toBe(200);
    expect(body.quality).toEqual([
      expect.objectContaining({
        check: 'no empty order',
        port: 'v1',
        state: 'passed',
        reportedBy: 'user:default/olivia',
        past: [
          { state: 'passed', observedAt: later },
          { state: 'failed', observedAt },
        ],
      }),
    ]);
    expect((await objectives()).quality).toEqual(body.quality);
    for (const [results, by, expected] of [
      [[rows('failed')], { user: 'rita' }, /rita may not report on .*orders/],
      [[rows('failed')], { service: 'external:dbt' }, /dbt may not report/],
      [[{ ...rows('failed'), port: 'v9' }], { user: 'olivia' }, /no port 'v9'/],
      [
        [{ ...rows('failed'), url: 'file:///etc/passwd' }],
        { user: 'olivia' },
        /not an http or https URL/,
      ],
      [
        [rows('failed', new Date(Date.now() + 3_600_000).toISOString())],
        { user: 'olivia' },
        /has yet to come/,
      ],
    ] as const) {
      const refused = await report([...results], by);
      expect(refused.status).toBeGreaterThanOrEqual(400);
      expect(refused.body.error.message).toMatch(expected);
    }
    expect((await objectives()).quality[0].past).toHaveLength(2);
  });
});
