import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { randomBytes } from 'node:crypto';
import type { Admin } from 'kafkajs';
import { parse } from 'yaml';
import { component, domain, group, user } from './__testUtils__/entities';
import {
  ADMIN,
  deleteAcls,
  describeAcls,
  kafkaAs,
  managedCluster,
} from './__testUtils__/testKafka';
import { eventually, TestMesh } from './__testUtils__/TestMesh';

jest.setTimeout(180_000);

const PREFIX = `b${randomBytes(5).toString('hex')}`;
const TOPIC = `${PREFIX}.orders.v1`;
const FOREIGN = `${PREFIX}-x.parcels.v1`;
// Follows no naming template, so that it is in no product.
const LOOSE = `${PREFIX}.legacy`;
const READER = `User:${PREFIX}-reader`;
// What the topic's name makes of it before anybody claims it.
const REF = 'dataproduct:default/sales.orders';
const URL = '/data-mesh/v1/products/default/sales.orders';

const KEPT = { annotations: { 'example.com/kept': 'yes' } };

const descriptor = (over: object = {}, spec: object = {}) => ({
  apiVersion: 'data-mesh/v1alpha1',
  kind: 'DataProduct',
  metadata: {
    name: 'sales.orders',
    title: 'Orders',
    description: 'Every order, from placed to paid.',
    ...over,
  },
  spec: {
    type: 'source-aligned',
    lifecycle: 'production',
    owner: 'group:default/order-team',
    domain: 'domain:default/sales',
    support: { channel: '#orders' },
    outputPorts: [
      {
        name: 'v1',
        type: 'kafka',
        locations: [{ cluster: 'main', topic: TOPIC }],
      },
    ],
    ...spec,
  },
});

/** The product store on a real broker, with a real catalog. */
describe('a product that is published in the portal', () => {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'product-store-'));
  let mesh: TestMesh;
  let admin: Admin;
  let uid: string | undefined;
  let grant: string;

  const call = (
    method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
    url: string,
    by: string,
    body?: object,
  ) => mesh.call(method, url, { user: by, body });

  const sentences = async (action: string) => {
    const { body } = await call(
      'GET',
      '/data-mesh/v1/history?limit=100',
      'grace',
    );
    return body.items
      .filter((entry: any) => entry.action === action)
      .map((entry: any) => entry.sentence);
  };

  const readers = async () =>
    (await describeAcls(admin))
      .filter(({ resourceName }) => resourceName === TOPIC)
      .flatMap(({ acls }) => acls.map(({ principal }) => principal));

  const entityIs = (origin: string) =>
    eventually(async () => {
      const entity = await mesh.entity(REF);
      expect(entity.metadata.annotations?.['data-mesh/origin']).toBe(origin);
      return entity;
    }, 30);

  beforeAll(async () => {
    admin = kafkaAs(ADMIN).admin();
    await admin.connect();
    await admin.createTopics({
      topics: [
        { topic: TOPIC, numPartitions: 1 },
        { topic: FOREIGN, numPartitions: 1 },
        { topic: LOOSE, numPartitions: 1 },
      ],
      waitForLeaders: true,
    });
    mesh = new TestMesh({
      dir,
      dataMesh: {
        naming: { templates: ['{domain}.{product}.{version}'] },
        trustedLocations: ['file:*/trusted/*'],
        governance: ['group:default/governance'],
        sync: { catalog: { seconds: 1 }, policies: { seconds: 1 } },
        policies: [
          {
            id: 'support',
            title: 'Consumers know whom to ask',
            why: 'To be helped.',
            severity: 'error',
            stage: 'enforce',
            rule: {
              type: 'product-expression',
              expressions: ['has(product.support.channel)'],
            },
            scope: { origin: ['published'] },
            remedy: 'Name a channel in spec.support.',
          },
          {
            id: 'promises',
            title: 'It is said for how long records are kept',
            why: 'To plan for it.',
            severity: 'warning',
            stage: 'warn',
            rule: { type: 'promises', wanted: ['slo'] },
            scope: { origin: ['published'] },
            remedy: 'Promise it.',
          },
        ],
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
      component(`${PREFIX}-reader`, 'readers', READER),
    );
    uid = (await entityIs('discovered')).metadata.uid;
  });

  afterAll(async () => {
    await mesh?.stop();
    await deleteAcls(admin, { principal: READER });
    await admin.deleteTopics({ topics: [TOPIC, FOREIGN, LOOSE] });
    await admin.disconnect();
    fs.rmSync(dir, { recursive: true, force: true });
  });

  it('is refused to whoever does not own its topics, and while it is not valid or policies stop it', async () => {
    const foreign = {
      outputPorts: [
        {
          name: 'v1',
          type: 'kafka',
          locations: [{ cluster: 'main', topic: FOREIGN }],
        },
      ],
    };
    const attempts: Array<[string, object, number, RegExp]> = [
      [
        'liam',
        descriptor(),
        403,
        /^Only members of group:default\/order-team can publish/,
      ],
      [
        'liam',
        descriptor({}, { owner: 'group:default/logistics-team' }),
        403,
        /belongs to domain:default\/sales, whose owner is group:default\/order-team; ask them/,
      ],
      [
        'olivia',
        descriptor({}, foreign),
        403,
        /belongs to domain:default\/logistics, whose owner is group:default\/logistics-team/,
      ],
      [
        'olivia',
        descriptor({}, { domain: 'domain:default/logistics' }),
        400,
        /^spec.domain is domain:default\/logistics, but its topics belong to domain:default\/sales/,
      ],
      ['olivia', descriptor({}, { type: 'odd' }), 400, /spec.type/],
      ['olivia', descriptor({ name: 'not a name' }), 400, /metadata.name/],
      [
        'olivia',
        descriptor({}, { support: { url: 'https://example.com' } }),
        409,
        /policy ‘Consumers know whom to ask’ is violated: .*Name a channel in spec.support/,
      ],
    ];
    for (const [by, entity, status, message] of attempts) {
      const answer = await call('POST', '/data-mesh/v1/products', by, {
        entity,
      });
      expect([answer.status, answer.body.error.message]).toEqual([
        status,
        expect.stringMatching(message),
      ]);
    }
    const machine = await mesh.call('POST', '/data-mesh/v1/products', {
      service: 'scaffolder',
      body: { entity: descriptor() },
    });
    expect(machine.status).toBe(403);
    const refused = await sentences('product.refused');
    expect(refused).toHaveLength(6);
    expect(refused).toContain(
      'Liam tried to publish sales.orders and was refused: Only members of group:default/order-team can publish dataproduct:default/sales.orders; ask one of them',
    );
    expect((await mesh.product(REF)).product.origin).toBe('discovered');
  });

  it('is proposed to whoever may claim it, from what its topics and names say', async () => {
    const claim = await call('GET', `${URL}/claim`, 'olivia');
    expect(claim.body).toMatchObject({
      mayPublish: true,
      owners: ['group:default/order-team'],
      domainOwners: ['group:default/order-team'],
      entity: {
        metadata: { name: 'sales.orders', title: 'Orders' },
        spec: {
          owner: 'group:default/order-team',
          domain: 'domain:default/sales',
          outputPorts: [
            {
              name: 'orders-v1',
              locations: [{ cluster: 'main', topic: TOPIC }],
            },
          ],
        },
      },
      results: [{ policy: 'support', blocks: true }, { policy: 'promises' }],
    });
    const stranger = await call('GET', `${URL}/claim`, 'liam');
    expect(stranger.body).toMatchObject({
      mayPublish: false,
      reason: expect.stringMatching(
        /whose owner is group:default\/order-team; ask them/,
      ),
      domainOwners: ['group:default/order-team'],
    });
  });

  it('can be a topic that is in no product, claimed as proposed', async () => {
    const url = `/data-mesh/v1/clusters/main/topics/${LOOSE}/claim`;
    const { body: claim } = await call('GET', url, 'olivia');
    const { entity } = claim;
    expect(entity.metadata).toEqual({
      name: LOOSE,
      title: expect.stringMatching(/legacy$/),
    });
    entity.spec.support = { channel: '#orders' };
    const made = await call('POST', '/data-mesh/v1/products', 'olivia', {
      entity,
    });
    expect([made.status, made.body.error]).toEqual([201, undefined]);
    await eventually(
      async () =>
        expect(
          (
            await mesh.entity(`dataproduct:default/${LOOSE}`)
          ).spec,
        ).toMatchObject({ owner: 'group:default/order-team' }),
      15,
    );
    const again = await call('GET', url, 'olivia');
    expect([again.status, again.body.error.message]).toEqual([
      409,
      expect.stringMatching(/is published already/),
    ]);
    const gone = await call(
      'DELETE',
      `/data-mesh/v1/products/default/${LOOSE}`,
      'olivia',
      { reason: 'a trial' },
    );
    expect([gone.status, gone.body.error]).toEqual([200, undefined]);
    await mesh.isGone(`dataproduct:default/${LOOSE}`, 15);
  });

  it('takes the discovered one over in place, with what the descriptor says and nothing that it forges', async () => {
    const { status, body } = await call(
      'POST',
      '/data-mesh/v1/products',
      'olivia',
      {
        entity: {
          ...descriptor({
            annotations: {
              'data-mesh/origin': 'declared',
              'backstage.io/source-location': 'file:/etc/',
              'backstage.io/managed-by-location': 'url:https://evil.example/x',
              'example.com/kept': 'yes',
            },
          }),
          relations: [{ type: 'ownedBy', targetRef: 'group:default/readers' }],
        },
        reason: 'consumers ask for it',
      },
    );
    expect([status, body.error]).toEqual([201, undefined]);
    expect(body).toMatchObject({
      version: 1,
      product: {
        ref: REF,
        origin: 'published',
        ownerRef: 'group:default/order-team',
        state: 'in-sync',
      },
      results: [{ policy: 'promises', blocks: false }],
    });
    const entity = await entityIs('published');
    expect(entity.metadata.uid).toBe(uid);
    expect(entity.metadata.title).toBe('Orders');
    expect(entity.spec).toEqual(descriptor().spec);
    expect(entity.metadata.annotations).toEqual({
      'backstage.io/managed-by-location': 'data-mesh:default',
      'backstage.io/managed-by-origin-location': 'data-mesh:default',
      'data-mesh/origin': 'published',
      'data-mesh/sync-state': 'in-sync',
      'example.com/kept': 'yes',
    });
    await eventually(
      async () =>
        expect((await mesh.entity(REF)).relations).toContainEqual({
          type: 'ownedBy',
          targetRef: 'group:default/order-team',
        }),
      15,
    );
    expect(await sentences('product.published')).toEqual([
      'Olivia published Orders, version 1: consumers ask for it',
      expect.stringMatching(/^Olivia published .*legacy, version 1$/),
    ]);
    const again = await call('POST', '/data-mesh/v1/products', 'olivia', {
      entity: descriptor(),
    });
    expect([again.status, again.body.error.message]).toEqual([
      409,
      expect.stringMatching(/is published already, as version 1 by olivia/),
    ]);
  });

  it('is looked at by policies as a declared one is', async () => {
    await eventually(async () => {
      const { body } = await call('GET', '/data-mesh/v1/findings', 'olivia');
      expect(
        body.items.map((finding: any) => [finding.policy, finding.product]),
      ).toEqual([['promises', REF]]);
    }, 15);
  });

  it('can be asked for, and its owner decides', async () => {
    const asked = await call('POST', '/data-mesh/v1/access-requests', 'rita', {
      items: [{ product: REF, port: 'v1' }],
      consumer: `component:default/${PREFIX}-reader`,
      mode: 'read',
      purpose: 'to see',
      duration: 'P7D',
    });
    expect([asked.status, asked.body.error]).toEqual([201, undefined]);
    const { id, items } = asked.body;
    const decided = await call(
      'POST',
      `/data-mesh/v1/access-requests/${id}/items/${items[0].id}/decisions`,
      'olivia',
      { decision: 'approve' },
    );
    expect([decided.status, decided.body.error]).toEqual([200, undefined]);
    grant = decided.body.grantId;
    await eventually(async () => {
      const { body } = await call(
        'GET',
        `/data-mesh/v1/grants/${grant}`,
        'rita',
      );
      expect(body.state).toBe('active');
    }, 30);
    expect(await readers()).toContain(READER);
  });

  it('is changed by its owner, one at a time, and every version stays', async () => {
    const change = (by: string, basedOn: number, spec: object, over = {}) =>
      call('PATCH', URL, by, {
        entity: descriptor({ ...KEPT, ...over }, spec),
        basedOn,
        reason: 'agreed',
      });
    const attempts: Array<
      [Awaited<ReturnType<typeof change>>, number, RegExp]
    > = [
      [
        await change('liam', 1, { tier: 'tier-1' }),
        403,
        /^Only members of group:default\/order-team can change/,
      ],
      [
        await change('olivia', 1, { owner: 'group:default/readers' }),
        400,
        /propose a transfer/,
      ],
      [
        await change('olivia', 7, { tier: 'tier-1' }),
        409,
        /was changed to version 1 by olivia meanwhile/,
      ],
      [await change('olivia', 1, {}), 400, /says the same/],
      [
        await change('olivia', 1, {}, { name: 'other' }),
        400,
        /a product keeps its name/,
      ],
    ];
    for (const [{ status, body }, expected, message] of attempts) {
      expect([status, body.error?.message]).toEqual([
        expected,
        expect.stringMatching(message),
      ]);
    }
    const { status, body } = await change('olivia', 1, { tier: 'tier-1' });
    expect([status, body.error]).toEqual([200, undefined]);
    await eventually(
      async () =>
        expect((await mesh.entity(REF)).spec).toMatchObject({ tier: 'tier-1' }),
      15,
    );
    const versions = await call('GET', `${URL}/versions`, 'rita');
    expect(versions.body).toMatchObject({
      totalItems: 2,
      items: [
        {
          version: 2,
          changedBy: 'user:default/olivia',
          reason: 'agreed',
          changes: [{ path: 'spec.tier', after: 'tier-1' }],
        },
        { version: 1, changes: [] },
      ],
    });
  });

  it('is not unpublished while it is read, unless a steward says so', async () => {
    const unpublish = (by: string, override?: boolean) =>
      call('DELETE', URL, by, { reason: 'no use', override });
    const refused = await unpublish('olivia');
    expect([refused.status, refused.body.error.message]).toEqual([
      409,
      expect.stringContaining(`is still read by ${PREFIX}-reader;`),
    ]);
    const stranger = await unpublish('rita');
    expect(stranger.status).toBe(403);
    expect((await mesh.product(REF)).product.origin).toBe('published');
    expect(await sentences('product.unpublished')).toHaveLength(1);
  });

  it('moves into Git by its export: the same entity, the same grant', async () => {
    const exported = await call('GET', `${URL}/descriptor`, 'rita');
    expect(exported.status).toBe(200);
    const document = parse(exported.body);
    expect(document).toEqual({
      ...descriptor(KEPT),
      spec: { ...descriptor().spec, tier: 'tier-1' },
    });
    const before = (await mesh.entity(REF)).metadata.uid;
    const location = await mesh.register('trusted/orders.yaml', document);
    const entity = await entityIs('declared');
    expect(entity.metadata.uid).toBe(before);
    expect(entity.metadata.uid).toBe(uid);
    await eventually(async () => {
      const { product } = await mesh.product(REF);
      expect(product).toMatchObject({ origin: 'declared', state: 'in-sync' });
      expect(product.consumedBy).toEqual([
        `component:default/${PREFIX}-reader`,
      ]);
    }, 15);
    const { body } = await call('GET', `/data-mesh/v1/grants/${grant}`, 'rita');
    expect(body).toMatchObject({ state: 'active', product: REF });
    expect(await readers()).toContain(READER);
    const change = await call('PATCH', URL, 'olivia', {
      entity: descriptor(),
      basedOn: 2,
    });
    expect([change.status, change.body.error.message]).toEqual([
      409,
      expect.stringMatching(
        /is declared at file:.*orders.yaml; change it there/,
      ),
    ]);
    await mesh.unregister(location);
    expect((await entityIs('published')).spec).toMatchObject({
      tier: 'tier-1',
    });
  });

  it('is not taken over by a declaration of its name that nobody has accepted', async () => {
    const location = await mesh.register(
      'wild/orders.yaml',
      descriptor({ title: 'Mine now' }, { owner: 'group:default/readers' }),
    );
    await eventually(async () => {
      const { product } = await mesh.product(REF);
      expect(product).toMatchObject({
        origin: 'published',
        title: 'Orders',
        ownerRef: 'group:default/order-team',
        state: 'in-sync',
        pendingDeclaration: {
          originLocation: expect.stringContaining('wild/orders.yaml'),
          topics: [{ cluster: 'main', topic: TOPIC }],
        },
      });
    }, 30);
    expect((await mesh.product(REF)).mayAccept).toEqual([
      { cluster: 'main', topic: TOPIC },
    ]);
    expect((await mesh.product(REF, 'rita')).mayAccept).toEqual([]);
    const accepted = await call('POST', `${URL}/acceptances`, 'olivia', {
      cluster: 'main',
      topic: TOPIC,
    });
    expect(accepted.body).toMatchObject({
      origin: 'declared',
      ownerRef: 'group:default/readers',
    });
    await mesh.unregister(location);
    await entityIs('published');
    // Another declaration, at another place, waits again.
    const second = await mesh.register(
      'wild/again.yaml',
      descriptor({ title: 'Mine again' }, { owner: 'group:default/readers' }),
    );
    await eventually(async () => {
      const { product } = await mesh.product(REF);
      expect(product).toMatchObject({
        origin: 'published',
        pendingDeclaration: { topics: [{ topic: TOPIC }] },
      });
    }, 30);
    await mesh.unregister(second);
    await entityIs('published');
  });

  it('changes hands once the receiving group accepts it', async () => {
    const offer = (by: string, to = 'group:default/logistics-team') =>
      call('POST', `${URL}/transfer`, by, { to, reason: 'they make it now' });
    const answer = (by: string, accept: boolean) =>
      call('POST', `${URL}/transfer/acceptance`, by, { accept });
    const ownerIs = async (name: string) =>
      expect((await mesh.product(REF)).product.ownerRef).toBe(
        `group:default/${name}`,
      );
    expect((await answer('liam', true)).status).toBe(409);
    expect((await offer('liam')).status).toBe(403);
    expect((await offer('olivia', 'group:default/nobody')).status).toBe(400);
    expect((await offer('olivia')).status).toBe(201);
    await ownerIs('order-team');
    const again = await offer('olivia', 'group:default/readers');
    expect([again.status, again.body.error.message]).toEqual([
      409,
      expect.stringMatching(
        /is offered to group:default\/logistics-team already/,
      ),
    ]);
    for (const by of ['rita', 'olivia']) {
      const forged = await answer(by, true);
      expect([forged.status, forged.body.error.message]).toEqual([
        403,
        expect.stringMatching(
          /^Only members of group:default\/logistics-team can/,
        ),
      ]);
    }
    expect((await answer('olivia', false)).status).toBe(200);
    expect((await offer('olivia')).status).toBe(201);
    const shown = await call('GET', `${URL}/publication`, 'liam');
    expect(shown.body).toMatchObject({
      version: 2,
      isOwner: false,
      mayAccept: true,
      transfer: { to: 'group:default/logistics-team' },
    });
    await ownerIs('order-team');
    const accepted = await answer('liam', true);
    expect(accepted.body).toMatchObject({
      version: 3,
      owner: 'group:default/logistics-team',
    });
    await ownerIs('logistics-team');
    await eventually(
      async () =>
        expect((await mesh.entity(REF)).relations).toContainEqual({
          type: 'ownedBy',
          targetRef: 'group:default/logistics-team',
        }),
      15,
    );
    const late = await call('PATCH', URL, 'olivia', {
      entity: descriptor(KEPT, { tier: 'tier-2' }),
      basedOn: 3,
    });
    expect(late.status).toBe(403);
    const kept = await call('GET', `/data-mesh/v1/grants/${grant}`, 'rita');
    expect(kept.body.state).toBe('active');
    expect(await sentences('product.transferred')).toEqual([
      'Liam accepted the transfer of Orders to logistics-team',
    ]);
  });

  it('is unpublished by governance although it is read; the topic and its grant stay', async () => {
    const owner = await call('DELETE', URL, 'liam', {
      reason: 'no use',
      override: true,
    });
    expect(owner.status).toBe(403);
    const { status, body } = await call('DELETE', URL, 'grace', {
      reason: 'a mistake',
      override: true,
    });
    expect([status, body.error]).toEqual([200, undefined]);
    expect(body).toMatchObject({ version: 4, state: 'unpublished' });
    await entityIs('discovered');
    expect(await readers()).toContain(READER);
    const kept = await call('GET', `/data-mesh/v1/grants/${grant}`, 'rita');
    expect(kept.body).toMatchObject({ state: 'active', product: REF });
    expect(await sentences('product.unpublished')).toContain(
      'Grace unpublished Orders, although it is read: a mistake',
    );
    const exported = await call('GET', `${URL}/descriptor`, 'rita');
    expect(exported.status).toBe(404);
  });
});
