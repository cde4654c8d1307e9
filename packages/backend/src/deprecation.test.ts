import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  notificationService,
  type NotificationSendOptions,
} from '@backstage/plugin-notifications-node';
import type { Admin } from 'kafkajs';
import {
  component,
  domain,
  group,
  product,
  user,
} from './__testUtils__/entities';
import {
  ADMIN,
  deleteAcls,
  kafkaAs,
  managedCluster,
} from './__testUtils__/testKafka';
import { eventually, TestMesh } from './__testUtils__/TestMesh';

jest.setTimeout(180_000);

const PREFIX = `e${randomBytes(5).toString('hex')}`;
const TOPIC = `${PREFIX}.orders.v1`;
const NEXT = `${PREFIX}.orders.v2`;
const READER = `User:${PREFIX}-reader`;
const CONSUMER = `component:default/${PREFIX}-reader`;
const REF = 'dataproduct:default/orders';
const URL = '/data-mesh/v1/products/default/orders';
const DAY = 86_400_000;
const inDays = (days: number) =>
  new Date(Date.now() + days * DAY).toISOString().slice(0, 10);
const SUNSET = inDays(30);

/** The end of a published product, on a real broker, with a real catalog. */
describe('a product that ends', () => {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'deprecation-'));
  const sent: NotificationSendOptions[] = [];
  let mesh: TestMesh;
  let admin: Admin;
  let grant: string;

  const call = (
    method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
    url: string,
    by: string,
    body?: object,
  ) => mesh.call(method, url, { user: by, body });
  const refused = async (answer: Promise<{ status: number; body: any }>) => {
    const { status, body } = await answer;
    return [status, body?.error?.message];
  };
  const told = (about: RegExp) =>
    sent.flatMap(({ recipients, payload }) =>
      about.test(payload.title) && recipients.type === 'entity'
        ? [[recipients.entityRef, payload.title]]
        : [],
    );
  const entries = async (action: string) => {
    const { body } = await call(
      'GET',
      `/data-mesh/v1/history?action=${action}&limit=100`,
      'grace',
    );
    return body.items;
  };
  const ask = (ref: string, port: string) =>
    call('POST', '/data-mesh/v1/access-requests', 'rita', {
      items: [{ product: ref, port }],
      consumer: CONSUMER,
      mode: 'read',
      purpose: 'to see',
      duration: 'P60D',
    });

  beforeAll(async () => {
    admin = kafkaAs(ADMIN).admin();
    await admin.connect();
    await admin.createTopics({
      topics: [
        { topic: TOPIC, numPartitions: 1 },
        { topic: NEXT, numPartitions: 1 },
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
        governance: ['group:default/governance'],
        sync: { catalog: { seconds: 1 }, policies: { seconds: 1 } },
        clusters: {
          main: managedCluster(PREFIX, {
            topics: { include: [`${PREFIX}*`] },
            domains: { [`${PREFIX}.`]: 'domain:default/sales' },
          }),
        },
      },
    });
    await mesh.start();
    const refunds = product('refunds', 'refund-team', {});
    await mesh.register(
      'trusted/org.yaml',
      group('order-team'),
      group('refund-team'),
      group('readers'),
      group('governance'),
      user('olivia', ['order-team']),
      user('rita', ['readers']),
      user('grace', ['governance']),
      domain('sales', 'order-team'),
      component(`${PREFIX}-reader`, 'readers', READER),
      product('orders-2', 'order-team', { v2: NEXT }),
      {
        ...refunds,
        spec: {
          ...refunds.spec,
          inputPorts: [{ name: 'orders', product: 'orders', port: 'v1' }],
          outputPorts: [
            {
              name: 'none-yet',
              type: 'kafka',
              locations: [{ cluster: 'main', topic: `${PREFIX}.refunds.v1` }],
            },
          ],
        },
      },
    );
    await mesh.untilInSync('dataproduct:default/orders-2');
    await eventually(async () => {
      const { status, body } = await call(
        'POST',
        '/data-mesh/v1/products',
        'olivia',
        { entity: product('orders', 'order-team', { v1: TOPIC }) },
      );
      if (status !== 201) throw new Error(body.error.message);
    }, 30);
    const asked = await ask(REF, 'v1');
    const { id, items } = asked.body;
    const decided = await call(
      'POST',
      `/data-mesh/v1/access-requests/${id}/items/${items[0].id}/decisions`,
      'olivia',
      { decision: 'approve' },
    );
    grant = decided.body.grantId;
    await eventually(async () => {
      const { body } = await call(
        'GET',
        `/data-mesh/v1/grants/${grant}`,
        'rita',
      );
      if (body.state !== 'active') throw new Error(body.state);
    }, 30);
  });

  afterAll(async () => {
    await mesh?.stop();
    await deleteAcls(admin, { principal: READER });
    await admin.deleteTopics({ topics: [TOPIC, NEXT] });
    await admin.disconnect();
    fs.rmSync(dir, { recursive: true, force: true });
  });

  it('has its readers named to whoever asks, before it is said that it ends', async () => {
    const { status, body } = await call('GET', `${URL}/readers`, 'olivia');
    expect([status, body]).toEqual([
      200,
      {
        items: [
          {
            kind: 'consumer',
            name: CONSUMER,
            ownerRef: 'group:default/readers',
            ports: ['v1'],
            grants: [
              { id: grant, state: 'active', endsAt: expect.any(String) },
            ],
            groups: [],
            inputPorts: [],
          },
          {
            kind: 'product',
            name: 'dataproduct:default/refunds',
            ownerRef: 'group:default/refund-team',
            ports: ['v1'],
            grants: [],
            groups: [],
            inputPorts: ['orders'],
          },
        ],
        totalItems: 2,
        unknown: [],
        hidden: 0,
      },
    ]);
  });

  it('is not said to end by others, on a day that is over, or for what is not there', async () => {
    const deprecate = (by: string, body: object) =>
      refused(call('POST', `${URL}/deprecation`, by, body));
    expect(await deprecate('rita', { sunset: SUNSET })).toEqual([
      403,
      expect.stringMatching(
        /^Only members of group:default\/order-team can deprecate/,
      ),
    ]);
    expect(await deprecate('olivia', { sunset: inDays(-1) })).toEqual([
      400,
      expect.stringMatching(/^sunset: .* is over; name a day from/),
    ]);
    expect(
      await deprecate('olivia', { sunset: SUNSET, replacedBy: 'orders-9' }),
    ).toEqual([
      400,
      expect.stringMatching(
        /the mesh knows no product dataproduct:default\/orders-9/,
      ),
    ]);
    expect(await deprecate('olivia', { sunset: SUNSET, basedOn: 7 })).toEqual([
      409,
      expect.stringMatching(/was changed to version 1 by olivia meanwhile/),
    ]);
    const declared = await refused(
      call(
        'POST',
        '/data-mesh/v1/products/default/orders-2/deprecation',
        'olivia',
        {
          sunset: SUNSET,
          message: 'use nothing',
        },
      ),
    );
    expect(declared).toEqual([
      409,
      expect.stringMatching(
        /^dataproduct:default\/orders-2 is declared at file:.*org.yaml; merge this there:\nspec:\n {2}lifecycle: deprecated\n {2}deprecation:\n {4}sunset: \S+\n {4}message: use nothing\n$/,
      ),
    ]);
    expect((await mesh.product(REF)).product.lifecycle).toBe('production');
  });

  it('of what is declared comes as lines to merge, which tries nothing', async () => {
    const lines = (name: string, body: object) =>
      call(
        'POST',
        `/data-mesh/v1/products/default/${name}/deprecation/lines`,
        'olivia',
        body,
      );
    const { body: before } = await call(
      'GET',
      '/data-mesh/v1/history',
      'grace',
    );
    const drafted = await lines('orders-2', {
      sunset: SUNSET,
      message: ' use nothing ',
    });
    expect([drafted.status, drafted.body]).toEqual([
      200,
      {
        lines: `spec:\n  lifecycle: deprecated\n  deprecation:\n    sunset: ${SUNSET}\n    message: use nothing\n`,
        originLocation: expect.stringMatching(/^file:.*org.yaml$/),
      },
    ]);
    expect(
      await refused(lines('orders-2', { sunset: SUNSET, port: 'nope' })),
    ).toEqual([
      400,
      expect.stringMatching(/^port: .* has no port nope; it has/),
    ]);
    expect(await refused(lines('orders-2', { sunset: inDays(-1) }))).toEqual([
      400,
      expect.stringMatching(/^sunset: .* is over/),
    ]);
    expect(await refused(lines('orders', { sunset: SUNSET }))).toEqual([
      409,
      expect.stringMatching(/is not declared; deprecate it in the portal/),
    ]);
    const { body: after } = await call('GET', '/data-mesh/v1/history', 'grace');
    expect(after.totalItems).toBe(before.totalItems);
  });

  it('takes nobody new, tells each who reads it once, and stands so in the catalog', async () => {
    const input = {
      sunset: SUNSET,
      replacedBy: 'orders-2',
      message: 'Two are too many.',
      basedOn: 1,
      reason: 'agreed',
      run: 'task-1',
    };
    const first = await call('POST', `${URL}/deprecation`, 'olivia', input);
    expect([first.status, first.body.version]).toEqual([200, 2]);
    // A step of a template that is tried again.
    const again = await call('POST', `${URL}/deprecation`, 'olivia', input);
    expect([again.status, again.body.version]).toEqual([200, 2]);
    const [entry] = await entries('product.deprecated');
    expect(entry.sentence).toBe(
      `Olivia deprecated orders, version 2: it ends on ${SUNSET}, in favour of orders-2: agreed`,
    );
    expect(await refused(ask(REF, 'v1'))).toEqual([
      409,
      expect.stringContaining(
        `orders, port v1, is deprecated, ends on ${SUNSET} and takes no new consumers; ask for dataproduct:default/orders-2 instead`,
      ),
    ]);
    await eventually(async () => {
      expect(told(/ends on/).sort()).toEqual([
        [
          ['group:default/readers'],
          `Orders, which ${PREFIX}-reader reads, ends on ${SUNSET}`,
        ],
        [
          ['group:default/refund-team'],
          `Orders, which refunds reads, ends on ${SUNSET}`,
        ],
      ]);
    }, 30);
    await eventually(async () => {
      expect((await mesh.entity(REF)).spec).toMatchObject({
        lifecycle: 'deprecated',
        deprecation: {
          sunset: SUNSET,
          replacedBy: 'dataproduct:default/orders-2',
        },
      });
    }, 30);
  });

  it('lets access be renewed until its last day, and no longer', async () => {
    const renew = (body: object) =>
      refused(
        call('POST', `/data-mesh/v1/grants/${grant}/renew`, 'olivia', body),
      );
    expect(await renew({ duration: 'P40D' })).toEqual([
      409,
      expect.stringMatching(
        /ends on .*; renew access until then at the latest/,
      ),
    ]);
    // It was given for longer than that already.
    expect(await renew({})).toEqual([
      409,
      expect.stringMatching(/^orders ends before this grant does/),
    ]);
    const notice = await call(
      'POST',
      `/data-mesh/v1/grants/${grant}/revoke`,
      'olivia',
      { reason: 'a mistake', notice: 'P5D' },
    );
    expect(notice.status).toBe(200);
    // For as long as it was given for, which would be beyond the last day.
    expect((await renew({}))[0]).toBe(200);
    const { body } = await call('GET', `/data-mesh/v1/grants/${grant}`, 'rita');
    expect(body).toMatchObject({ sunset: SUNSET });
    expect(Date.parse(body.endsAt)).toBe(Date.parse(SUNSET) + DAY);
  });

  it('tells nobody twice, though the portal starts again', async () => {
    const before = (await entries('deprecation')).length;
    await mesh.stop();
    await mesh.start();
    // Whoever hears of it only now is told: all others were looked at with them.
    await mesh.register(
      'trusted/late.yaml',
      (() => {
        const late = product('late', 'governance', {
          v1: `${PREFIX}.late.v1`,
        });
        return {
          ...late,
          spec: {
            ...late.spec,
            inputPorts: [{ name: 'orders', product: 'orders', port: 'v1' }],
          },
        };
      })(),
    );
    await eventually(async () => {
      expect(told(/which late reads/)).toHaveLength(1);
    }, 60);
    expect((await entries('deprecation')).length).toBe(before + 1);
    expect(told(/ends on/)).toHaveLength(3);
  });

  it('is not retired while it is read, by no way, unless a steward says so and those who read it are told', async () => {
    const named = expect.stringContaining(
      `is still read by ${PREFIX}-reader; deprecate it and wait`,
    );
    const retire = (by: string, override?: boolean) =>
      call('POST', `${URL}/retirement`, by, { reason: 'it is over', override });
    expect(await refused(retire('olivia'))).toEqual([409, named]);
    const { entity } = (await call('GET', `${URL}/publication`, 'olivia')).body;
    expect(
      await refused(
        call('PATCH', URL, 'olivia', {
          entity: { ...entity, spec: { ...entity.spec, lifecycle: 'retired' } },
          basedOn: 2,
        }),
      ),
    ).toEqual([409, named]);
    expect((await retire('rita', true)).status).toBe(403);
    const done = await retire('grace', true);
    expect([done.status, done.body.product.lifecycle]).toEqual([
      200,
      'retired',
    ]);
    await eventually(async () => {
      expect(told(/was retired/)).toEqual([
        [['group:default/readers'], 'Orders, which you read, was retired'],
      ]);
    }, 30);
    const { body } = await call('GET', `/data-mesh/v1/grants/${grant}`, 'rita');
    expect(body.state).toBe('active');
    expect(await admin.listTopics()).toContain(TOPIC);
    expect(await refused(ask(REF, 'v1'))).toEqual([
      409,
      expect.stringContaining('is retired and takes no new consumers'),
    ]);
  });

  it('goes on after all, which those who were told are told, too', async () => {
    const back = await call('DELETE', `${URL}/deprecation`, 'olivia', {
      reason: 'too early',
    });
    expect([back.status, back.body.product]).toEqual([
      200,
      expect.objectContaining({ lifecycle: 'production' }),
    ]);
    expect(back.body.product.deprecation).toBeUndefined();
    await eventually(async () => {
      expect(told(/does not end after all/)).toHaveLength(3);
    }, 30);
    expect(
      await refused(call('DELETE', `${URL}/deprecation`, 'olivia', {})),
    ).toEqual([409, expect.stringMatching(/is not deprecated/)]);
  });
});
