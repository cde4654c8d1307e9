import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Admin } from 'kafkajs';
import { domain, group, user } from './__testUtils__/entities';
import { ADMIN, kafkaAs, managedCluster } from './__testUtils__/testKafka';
import { eventually, TestMesh } from './__testUtils__/TestMesh';

jest.setTimeout(180_000);

const PREFIX = `l${randomBytes(5).toString('hex')}`;
const ORDERS = ['v1', 'v2'].map(v => `${PREFIX}.orders.${v}`);
const REFUNDS = `${PREFIX}.refunds.v1`;
const LOOSE = `${PREFIX}.legacy`;
const FOREIGN = `${PREFIX}-x.parcels.v1`;
const TOPICS = [...ORDERS, REFUNDS, LOOSE, FOREIGN];
const REQUESTS = '/data-mesh/v1/claim-requests';
const LIAM_TEAM = 'group:default/logistics-team';

/** Claims by others, and of many topics, on a real broker and catalog. */
describe('claims', () => {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'claims-'));
  let mesh: TestMesh;
  let admin: Admin;

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
  const claimOf = async (name: string, owner = LIAM_TEAM) => {
    const { body } = await call(
      'GET',
      `/data-mesh/v1/products/default/${name}/claim`,
      'liam',
    );
    return { ...body.entity, spec: { ...body.entity.spec, owner } };
  };
  const sentences = async (action: string) => {
    const { body } = await call(
      'GET',
      `/data-mesh/v1/history?action=${action}&limit=100`,
      'grace',
    );
    return body.items.map((entry: any) => entry.sentence);
  };
  const requests = async (by: string, query = '') =>
    (await call('GET', `${REQUESTS}${query}`, by)).body.items;

  beforeAll(async () => {
    admin = kafkaAs(ADMIN).admin();
    await admin.connect();
    await admin.createTopics({
      topics: TOPICS.map(topic => ({ topic, numPartitions: 1 })),
      waitForLeaders: true,
    });
    mesh = new TestMesh({
      dir,
      dataMesh: {
        naming: { templates: ['{domain}.{product}.{version}'] },
        trustedLocations: ['file:*/trusted/*'],
        governance: ['group:default/governance'],
        sync: { catalog: { seconds: 1 }, policies: { seconds: 1 } },
        clusters: {
          main: managedCluster(PREFIX, {
            topics: { include: [`${PREFIX}*`] },
            domains: {
              [`${PREFIX}.`]: 'domain:default/sales',
              [`${PREFIX}-x.`]: 'domain:default/logistics',
            },
          }),
        },
      },
    });
    await mesh.start();
    await mesh.register(
      'trusted/org.yaml',
      group('order-team'),
      group('logistics-team'),
      group('readers'),
      group('governance'),
      user('olivia', ['order-team']),
      user('liam', ['logistics-team']),
      user('rita', ['readers']),
      user('grace', ['governance']),
      domain('sales', 'order-team'),
      domain('logistics', 'logistics-team'),
    );
    await mesh.untilInSync('dataproduct:default/sales.refunds');
    await mesh.untilInSync('dataproduct:default/sales.orders');
    await mesh.untilInSync('dataproduct:default/logistics.parcels');
  });

  afterAll(async () => {
    await mesh?.stop();
    await admin.deleteTopics({ topics: TOPICS });
    await admin.disconnect();
    fs.rmSync(dir, { recursive: true, force: true });
  });

  it('are asked of the owner of the domain, for a group of one’s own, once', async () => {
    const ask = (by: string, entity: object, message = 'we make it') =>
      call('POST', REQUESTS, by, { entity, message });
    const refunds = await claimOf('sales.refunds');
    expect(
      await refused(
        ask('liam', {
          ...refunds,
          spec: { ...refunds.spec, owner: 'group:default/readers' },
        }),
      ),
    ).toEqual([
      403,
      expect.stringMatching(/^Only members of group:default\/readers can ask/),
    ]);
    expect(
      await refused(ask('liam', await claimOf('logistics.parcels'))),
    ).toEqual([
      409,
      expect.stringMatching(/^You can publish .* yourself, so nobody is asked/),
    ]);
    const made = await ask('liam', refunds);
    expect([made.status, made.body]).toEqual([
      201,
      expect.objectContaining({
        product: 'dataproduct:default/sales.refunds',
        domain: 'domain:default/sales',
        domainOwner: 'group:default/order-team',
        owner: LIAM_TEAM,
        state: 'open',
        may: { answer: false, withdraw: true },
      }),
    ]);
    expect(await refused(ask('liam', refunds))).toEqual([
      409,
      expect.stringMatching(/has asked for .* already; wait for the answer/),
    ]);
    expect(await requests('olivia', '?domain=sales&state=open')).toMatchObject([
      { id: made.body.id, may: { answer: true, withdraw: false } },
    ]);
    expect(await requests('rita')).toEqual([]);
    expect(await sentences('claim.requested')).toEqual([
      'Liam asked for Refunds to be published for logistics-team: we make it',
    ]);
  });

  it('are accepted exactly as proposed, by the owner of the domain alone', async () => {
    const [{ id, entity }] = await requests('liam');
    const answer = (by: string, body: object) =>
      refused(call('POST', `${REQUESTS}/${id}/answer`, by, body));
    for (const by of ['liam', 'rita', 'grace']) {
      expect(await answer(by, { accept: true })).toEqual([
        403,
        expect.stringMatching(
          /^Only members of group:default\/order-team can answer/,
        ),
      ]);
    }
    expect(await answer('olivia', { accept: false })).toEqual([
      400,
      expect.stringMatching(/^comment: say why/),
    ]);
    expect((await answer('olivia', { accept: true }))[0]).toBe(200);
    await eventually(async () => {
      const made = await mesh.entity('dataproduct:default/sales.refunds');
      expect(made.metadata.annotations?.['data-mesh/origin']).toBe('published');
      expect(made.spec).toEqual(entity.spec);
    }, 30);
    expect(await answer('olivia', { accept: true })).toEqual([
      409,
      expect.stringMatching(/is accepted already/),
    ]);
    expect(await sentences('claim.accepted')).toEqual([
      'Olivia published Refunds for logistics-team, as asked',
    ]);
    expect(await sentences('product.published')).toEqual([
      'Olivia published Refunds, version 1: we make it',
    ]);
  });

  it('are declined with a comment, or withdrawn, and are looked at again when they are answered', async () => {
    const propose = async () =>
      (
        await call('POST', REQUESTS, 'liam', {
          entity: await claimOf('sales.orders'),
          message: 'we make these, too',
        })
      ).body.id;
    const first = await propose();
    const declined = await call(
      'POST',
      `${REQUESTS}/${first}/answer`,
      'olivia',
      {
        accept: false,
        comment: 'these are ours',
      },
    );
    expect(declined.body).toMatchObject({
      state: 'declined',
      comment: 'these are ours',
      may: { answer: false, withdraw: false },
    });
    const second = await propose();
    expect(
      (await call('DELETE', `${REQUESTS}/${second}`, 'olivia')).status,
    ).toBe(403);
    const gone = await call('DELETE', `${REQUESTS}/${second}`, 'liam');
    expect(gone.body.state).toBe('withdrawn');
    const third = await propose();
    const own = await call('POST', '/data-mesh/v1/products', 'olivia', {
      entity: await claimOf('sales.orders', 'group:default/order-team'),
    });
    expect([own.status, own.body.error]).toEqual([201, undefined]);
    expect(
      await refused(
        call('POST', `${REQUESTS}/${third}/answer`, 'olivia', { accept: true }),
      ),
    ).toEqual([
      409,
      expect.stringMatching(/is published already, as version 1/),
    ]);
    expect((await requests('liam', '?state=open'))[0].id).toBe(third);
    await call(
      'DELETE',
      '/data-mesh/v1/products/default/sales.orders',
      'olivia',
      {
        reason: 'a trial',
      },
    );
  });

  it('of many topics are tried first, then decided each by itself, and once for one run', async () => {
    const claim = (dryRun: boolean) =>
      call('POST', '/data-mesh/v1/claims', 'olivia', {
        topics: [...ORDERS, LOOSE, FOREIGN, REFUNDS, 'nothing'].map(topic => ({
          cluster: 'main',
          topic,
        })),
        owner: 'group:default/order-team',
        run: 'task-7',
        dryRun,
      });
    const orders = 'dataproduct:default/sales.orders';
    const loose = `dataproduct:default/${LOOSE}`;
    const outcome = async (dryRun: boolean) => {
      const { status, body } = await claim(dryRun);
      expect([status, body.error]).toEqual([200, undefined]);
      return body.items.map((item: any) => [
        item.topic,
        item.product,
        item.published,
        item.refusal?.message,
      ]);
    };
    const others = [
      [
        FOREIGN,
        'dataproduct:default/logistics.parcels',
        false,
        expect.stringMatching(/whose owner is group:default\/logistics-team/),
      ],
      [REFUNDS, undefined, false, expect.stringMatching(/which is published/)],
      ['nothing', undefined, false, 'The mesh knows no topic nothing'],
    ];
    expect(await outcome(true)).toEqual([
      [ORDERS[0], orders, false, undefined],
      [ORDERS[1], orders, false, undefined],
      [LOOSE, loose, false, undefined],
      ...others,
    ]);
    expect((await mesh.product(orders)).product.origin).toBe('discovered');
    const published = [
      [ORDERS[0], orders, true, undefined],
      [ORDERS[1], orders, true, undefined],
      [LOOSE, loose, true, undefined],
      ...others,
    ];
    expect(await outcome(false)).toEqual(published);
    // A step that is tried again is given what it has published.
    expect(await outcome(false)).toEqual(published);
    expect((await mesh.product(orders)).product).toMatchObject({
      origin: 'published',
      ownerRef: 'group:default/order-team',
      ports: [{ state: 'in-sync' }, { state: 'in-sync' }],
    });
    const { body } = await call(
      'GET',
      '/data-mesh/v1/products/default/sales.orders/versions',
      'olivia',
    );
    expect(body.items[0]).toMatchObject({ version: 3, state: 'published' });
  });

  it('of many topics are bounded', async () => {
    const topics = Array.from({ length: 201 }, (_, i) => ({
      cluster: 'main',
      topic: `t${i}`,
    }));
    const { status } = await call('POST', '/data-mesh/v1/claims', 'olivia', {
      topics,
      owner: 'group:default/order-team',
    });
    expect(status).toBe(400);
  });
});
