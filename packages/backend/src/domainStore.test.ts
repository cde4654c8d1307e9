import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createServiceFactory } from '@backstage/backend-plugin-api';
import {
  notificationService,
  type NotificationSendOptions,
} from '@backstage/plugin-notifications-node';
import type { Admin } from 'kafkajs';
import { parse } from 'yaml';
import { component, domain, group, user } from './__testUtils__/entities';
import {
  ADMIN,
  deleteAcls,
  kafkaAs,
  managedCluster,
} from './__testUtils__/testKafka';
import { eventually, TestMesh } from './__testUtils__/TestMesh';

jest.setTimeout(180_000);

const PREFIX = `d${randomBytes(5).toString('hex')}`;
const TOPIC = `${PREFIX}.parcels.v1`;
const READER = `User:${PREFIX}-reader`;
const REF = 'domain:default/logistics';
const ALL = '/data-mesh/v1/domains';
const URL = `${ALL}/default/logistics`;
const LOGISTICS = 'group:default/logistics-team';

const described = (name: string, spec: object = {}) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Domain',
  metadata: { name, title: `The ${name}` },
  spec: { type: 'data-domain', owner: LOGISTICS, ...spec },
});

/** The domain store on a real broker, with a real catalog. */
describe('a domain that is published in the portal', () => {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'domain-store-'));
  const sent: NotificationSendOptions[] = [];
  let mesh: TestMesh;
  let admin: Admin;
  let uid: string | undefined;

  const call = (
    method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
    url: string,
    by: string,
    body?: object,
  ) => mesh.call(method, url, { user: by, body });

  const entityIs = (ref: string, origin: string) =>
    eventually(async () => {
      const entity = await mesh.entity(ref);
      expect(entity.metadata.annotations?.['data-mesh/origin']).toBe(origin);
      return entity;
    }, 30);

  const refused = async (answer: Promise<{ status: number; body: any }>) => {
    const { status, body } = await answer;
    return [status, body?.error?.message];
  };

  const ask = () =>
    call('POST', '/data-mesh/v1/plans', 'rita', {
      accessRequest: {
        items: [
          {
            product: 'dataproduct:default/logistics.parcels',
            port: 'parcels-v1',
          },
        ],
        consumer: `component:default/${PREFIX}-reader`,
        mode: 'read',
        purpose: 'to plan',
        duration: 'P30D',
      },
    });

  const deciders = async () =>
    (await ask()).body.items[0].steps.map((step: any) => step.deciders);

  beforeAll(async () => {
    admin = kafkaAs(ADMIN).admin();
    await admin.connect();
    await admin.createTopics({
      topics: [{ topic: TOPIC, numPartitions: 1 }],
      waitForLeaders: true,
    });
    mesh = new TestMesh({
      dir,
      features: [
        createServiceFactory({
          service: notificationService,
          deps: {},
          factory: () => ({
            send: async options => {
              sent.push(options);
            },
          }),
        }),
      ],
      dataMesh: {
        naming: { templates: ['{domain}.{product}.{version}'] },
        trustedLocations: ['file:*/trusted/*'],
        governance: ['group:default/governance'],
        sync: { catalog: { seconds: 1 } },
        clusters: {
          main: managedCluster(PREFIX, {
            topics: { include: [`${PREFIX}*`] },
            domains: { [`${PREFIX}.`]: REF },
          }),
        },
      },
    });
    await mesh.start();
    await mesh.register(
      'trusted/org.yaml',
      group('sales-team'),
      group('logistics-team'),
      group('readers'),
      group('strangers'),
      group('governance'),
      user('sam', ['sales-team']),
      user('liam', ['logistics-team']),
      user('rita', ['readers']),
      user('stan', ['strangers']),
      user('grace', ['governance']),
      domain('sales', 'sales-team'),
      component(`${PREFIX}-reader`, 'readers', READER),
    );
    uid = (await entityIs(REF, 'discovered')).metadata.uid;
    // The mesh learns of a domain's owner a moment after the catalog.
    await eventually(async () => {
      const entity = described('shops', { subdomainOf: 'sales' });
      const { body } = await call('POST', '/data-mesh/v1/plans', 'sam', {
        creation: { domain: { entity } },
      });
      const { refusal } = body.steps[0];
      if (refusal) throw new Error(refusal.message);
    }, 30);
  });

  afterAll(async () => {
    await mesh?.stop();
    await deleteAcls(admin, { principal: READER });
    const left = (await admin.listTopics()).filter(name => name === TOPIC);
    if (left.length > 0) await admin.deleteTopics({ topics: left });
    await admin.disconnect();
    fs.rmSync(dir, { recursive: true, force: true });
  });

  it('is refused to whoever may not, and each refusal is in the history', async () => {
    const attempts: Array<[string, object, number, RegExp]> = [
      [
        'liam',
        described('logistics'),
        403,
        /^domain:default\/logistics is to be part of no other domain, so only members of group:default\/governance/,
      ],
      [
        'sam',
        described('logistics', { subdomainOf: 'sales' }),
        403,
        /^Topics \(.*parcels.v1\) belong to domain:default\/logistics by the configuration/,
      ],
      [
        'liam',
        described('shops', { subdomainOf: 'sales' }),
        403,
        /whose owner is group:default\/sales-team; ask them to publish shops/,
      ],
      [
        'grace',
        described('shops', { owner: 'group:default/nobody' }),
        400,
        /^spec.owner: the catalog knows no group:default\/nobody/,
      ],
      [
        'grace',
        described('shops', { owner: 'group:default/unowned' }),
        400,
        /^spec.owner: the catalog knows no group:default\/unowned/,
      ],
      [
        'grace',
        described('sales'),
        409,
        /is declared at file:.*trusted\/org.yaml; change it there/,
      ],
      ['grace', { ...described('x'), kind: 'System' }, 400, /is not a Domain/],
    ];
    for (const [by, entity, status, message] of attempts) {
      expect(await refused(call('POST', ALL, by, { entity }))).toEqual([
        status,
        expect.stringMatching(message),
      ]);
    }
    const { body } = await call(
      'GET',
      '/data-mesh/v1/history?action=domain.refused',
      'grace',
    );
    expect(body.totalItems).toBe(6);
    expect(body.items[5].sentence).toMatch(
      /^Liam tried to publish domain logistics and was refused: /,
    );
  });

  it('takes the discovered one over in place, within seconds, and decides for its topics', async () => {
    expect((await ask()).body.items[0].refusal.message).toMatch(
      /has an owner in the catalog/,
    );
    const entity = described('logistics', {
      dataMesh: { steward: 'group:default/governance' },
    });
    const made = await call('POST', ALL, 'grace', {
      entity,
      reason: 'they move parcels',
      run: 'task-1',
    });
    expect([made.status, made.body]).toEqual([
      201,
      {
        domain: expect.objectContaining({
          ref: REF,
          origin: 'published',
          ownerRef: LOGISTICS,
          stewardRef: 'group:default/governance',
        }),
        version: 1,
      },
    ]);
    const again = await call('POST', ALL, 'grace', { entity, run: 'task-1' });
    expect([again.status, again.body]).toEqual([201, made.body]);
    // At once, before the catalog has it: it is not asked.
    expect(await deciders()).toEqual([[LOGISTICS]]);
    const inCatalog = await entityIs(REF, 'published');
    expect(inCatalog.metadata.uid).toBe(uid);
    expect(inCatalog.spec).toMatchObject({ owner: LOGISTICS });
    expect(
      inCatalog.metadata.annotations?.['backstage.io/managed-by-location'],
    ).toBe('data-mesh:default');
    const claim = await call(
      'GET',
      '/data-mesh/v1/products/default/logistics.parcels/claim',
      'liam',
    );
    expect(claim.body).toMatchObject({
      mayPublish: true,
      domainOwners: [LOGISTICS],
    });
  });

  it('has parts that its owner publishes', async () => {
    const made = await call('POST', ALL, 'liam', {
      entity: described('fleet', {
        subdomainOf: 'logistics',
        owner: 'group:default/readers',
      }),
    });
    expect([made.status, made.body.domain]).toEqual([
      201,
      expect.objectContaining({ parentRef: REF }),
    ]);
    await eventually(async () => {
      const { relations } = await mesh.entity('domain:default/fleet');
      expect(relations).toContainEqual({
        type: 'partOf',
        targetRef: REF,
      });
    }, 30);
  });

  it('is not taken over by a stranger who declares its name', async () => {
    const id = await mesh.register(
      'wild/domain.yaml',
      described('logistics', { owner: 'group:default/strangers' }),
    );
    await eventually(async () => {
      const { spec } = await mesh.entity(REF);
      expect(spec).toMatchObject({ owner: 'group:default/strangers' });
    }, 30);
    expect(await deciders()).toEqual([[LOGISTICS]]);
    const stolen = await call('POST', ALL, 'stan', {
      entity: described('stolen', { subdomainOf: 'logistics' }),
    });
    expect(stolen.status).toBe(403);
    await mesh.unregister(id);
    await entityIs(REF, 'published');
  });

  it('goes to another group only once that accepts it, and both sides are told', async () => {
    const fleet = `${ALL}/default/fleet`;
    const ref = 'domain:default/fleet';
    const strangers = 'group:default/strangers';
    const offer = (by: string) =>
      call('POST', `${fleet}/transfer`, by, {
        to: strangers,
        reason: 'they drive',
      });
    const answer = (by: string, accept: boolean) =>
      call('POST', `${fleet}/transfer/acceptance`, by, { accept });
    const standing = async (by: string) =>
      (await call('GET', `${fleet}/publication`, by)).body;
    const told = (text: string) =>
      sent.flatMap(({ recipients, payload }) =>
        payload.title.startsWith(text)
          ? [Object(recipients).entityRef].flat()
          : [],
      );

    expect(await refused(offer('sam'))).toEqual([
      403,
      expect.stringMatching(
        /^Only members of group:default\/readers or group:default\/logistics-team or group:default\/governance can transfer/,
      ),
    ]);
    // The owner of the domain above offers it, over the head of its own.
    expect((await offer('liam')).status).toBe(201);
    expect((await mesh.entity(ref)).spec).toMatchObject({
      owner: 'group:default/readers',
    });
    await eventually(async () => {
      expect(told('Liam offers you domain The fleet')).toEqual([strangers]);
      expect(told('Liam offers domain The fleet, which is yours')).toEqual([
        'group:default/readers',
      ]);
    }, 30);
    expect((await answer('rita', false)).status).toBe(200);
    expect(await standing('rita')).not.toHaveProperty('transfer');

    expect((await offer('rita')).status).toBe(201);
    expect(await refused(offer('liam'))).toEqual([
      409,
      expect.stringMatching(/is offered to group:default\/strangers already/),
    ]);
    expect(await standing('stan')).toMatchObject({
      mayAccept: true,
      isOwner: false,
      transfer: { to: strangers, reason: 'they drive' },
    });
    const inbox = async (by: string) =>
      (await call('GET', '/data-mesh/v1/transfers', by)).body.items;
    expect(await inbox('stan')).toEqual([
      {
        kind: 'domain',
        ref,
        title: 'The fleet',
        transfer: expect.objectContaining({ to: strangers }),
      },
    ]);
    expect(await inbox('rita')).toEqual([]);
    expect(await refused(answer('rita', true))).toEqual([
      403,
      expect.stringMatching(/^Only members of group:default\/strangers can/),
    ]);
    const taken = await answer('stan', true);
    expect([taken.status, taken.body]).toEqual([
      200,
      expect.objectContaining({ version: 2, owner: strangers }),
    ]);
    expect((await answer('stan', true)).status).toBe(409);
    expect(await inbox('stan')).toEqual([]);
    await eventually(async () => {
      expect((await mesh.entity(ref)).spec).toMatchObject({ owner: strangers });
      expect(told('Domain The fleet belongs to strangers now')).toEqual([
        'group:default/readers',
      ]);
    }, 30);
    const { body } = await call(
      'GET',
      '/data-mesh/v1/history?action=domain.transferred',
      'grace',
    );
    expect(body.items[0].sentence).toBe(
      'Stan accepted the transfer of domain The fleet to strangers',
    );
  });

  it('is planned, and undone with its run once nothing is in it', async () => {
    const run = 'task-domain';
    const entity = described('depots', { subdomainOf: 'logistics' });
    const plan = async (by: string, wanted: object = entity) => {
      const { status, body } = await call('POST', '/data-mesh/v1/plans', by, {
        creation: { domain: { entity: wanted }, run },
      });
      expect([status, body]).toEqual([200, expect.anything()]);
      return body;
    };
    const undo = async () =>
      (await call('POST', `/data-mesh/v1/runs/${run}/undo`, 'liam', {})).body;
    const planned = await plan('liam');
    expect(planned).toMatchObject({
      isBlocked: false,
      steps: [
        {
          kind: 'domain',
          name: 'domain:default/depots',
          state: 'create',
          consequences: [
            'depots is published as version 1, and stands in the catalog seconds later',
            `${LOGISTICS} is told, and decides on its topics from then on`,
          ],
        },
      ],
    });
    expect((await plan('stan')).steps[0].refusal.code).toBe('NOT_ALLOWED');
    const wrong = await plan('liam', { ...entity, spec: { owner: 1 } });
    expect(wrong.steps[0].refusal).toMatchObject({
      code: 'INVALID',
      field: 'entity',
    });

    const made = await call('POST', ALL, 'liam', { entity, run });
    expect([made.status, made.body.version]).toEqual([201, 1]);
    const again = await call('POST', ALL, 'liam', { entity, run });
    expect([again.status, again.body.version]).toEqual([201, 1]);
    const done = await plan('liam');
    expect([done.hash, done.steps[0].state]).toEqual([planned.hash, 'done']);
    const whole = await call('GET', `/data-mesh/v1/runs/${run}`, 'liam');
    expect(whole.body).toMatchObject({
      mayUndo: true,
      creations: [
        { kind: 'domain', name: 'domain:default/depots', version: 1 },
      ],
    });
    expect(
      await refused(call('POST', ALL, 'stan', { entity: described('x'), run })),
    ).toEqual([403, expect.anything()]);

    const part = await call('POST', ALL, 'liam', {
      entity: described('docks', { subdomainOf: 'depots' }),
    });
    expect(part.status).toBe(201);
    expect(await undo()).toMatchObject({
      undone: [],
      left: [
        {
          creation: { kind: 'domain', state: 'created' },
          reason: expect.stringMatching(/still has domains \(docks\)/),
        },
      ],
    });
    await call('DELETE', `${ALL}/default/docks`, 'liam', { reason: 'no use' });
    expect(await undo()).toMatchObject({
      undone: [{ kind: 'domain', state: 'undone' }],
      left: [],
    });
    await mesh.isGone('domain:default/depots', 30);
    expect((await plan('liam')).steps[0].state).toBe('create');
  });

  it('leaves a domain that was changed after its run', async () => {
    const run = 'task-changed';
    const entity = described('yards', { subdomainOf: 'logistics' });
    await call('POST', ALL, 'liam', { entity, run });
    const changed = await call('PATCH', `${ALL}/default/yards`, 'liam', {
      entity: described('yards', {
        subdomainOf: 'logistics',
        dataMesh: { defaultClassification: 'internal' },
      }),
      basedOn: 1,
    });
    expect(changed.status).toBe(200);
    const { body } = await call(
      'POST',
      `/data-mesh/v1/runs/${run}/undo`,
      'liam',
      {},
    );
    expect(body.left).toMatchObject([
      { reason: expect.stringMatching(/was changed to version 2 since/) },
    ]);
    await call('DELETE', `${ALL}/default/yards`, 'liam', { reason: 'no use' });
    await mesh.isGone('domain:default/yards', 30);
  });

  it('is changed by its owner, and given away by governance', async () => {
    const change = (by: string, basedOn: number, spec: object) =>
      call('PATCH', URL, by, {
        entity: described('logistics', spec),
        basedOn,
        reason: 'agreed',
      });
    const steward = { dataMesh: { steward: 'group:default/governance' } };
    expect(await refused(change('sam', 1, {}))).toEqual([
      403,
      expect.stringMatching(
        /^Only members of group:default\/logistics-team can/,
      ),
    ]);
    expect(
      await refused(change('liam', 1, { owner: 'group:default/readers' })),
    ).toEqual([
      403,
      expect.stringMatching(
        /offer it to group:default\/readers, who has to accept it, or ask members of group:default\/governance/,
      ),
    ]);
    expect((await change('liam', 1, {})).body.version).toBe(2);
    expect(await refused(change('liam', 1, steward))).toEqual([
      409,
      expect.stringMatching(/was changed to version 2 by liam meanwhile/),
    ]);
    expect(
      (await change('grace', 2, { owner: 'group:default/readers' })).status,
    ).toBe(200);
    await eventually(async () => {
      expect((await mesh.entity(REF)).spec).toMatchObject({
        owner: 'group:default/readers',
      });
    }, 30);
    const { body } = await call('GET', `${URL}/versions`, 'rita');
    expect(body).toMatchObject({
      totalItems: 3,
      items: [{ version: 3, owner: 'group:default/readers' }, {}, {}],
    });
    const yaml = await call('GET', `${URL}/descriptor`, 'rita');
    expect(parse(yaml.body)).toEqual(
      described('logistics', { owner: 'group:default/readers' }),
    );
  });

  it('is not unpublished with something in it, and is discovered again once it was', async () => {
    expect(
      await refused(call('DELETE', URL, 'rita', { reason: 'no use' })),
    ).toEqual([
      409,
      expect.stringMatching(
        /still has domains \(fleet\), topics \(.*parcels.v1\)/,
      ),
    ]);
    const gone = await call('DELETE', `${ALL}/default/fleet`, 'rita', {
      reason: 'no use',
    });
    expect([gone.status, gone.body.state]).toEqual([200, 'unpublished']);
    await mesh.isGone('domain:default/fleet', 30);
    await admin.deleteTopics({ topics: [TOPIC] });
    await eventually(async () => {
      const answer = await call('DELETE', URL, 'rita', { reason: 'no use' });
      expect(answer.status).toBe(200);
    }, 60);
    await mesh.isGone(REF, 30);
  });
});
