import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Producer } from 'kafkajs';
import { OwnBroker } from './__testUtils__/OwnBroker';
import { eventually, TestMesh } from './__testUtils__/TestMesh';

jest.setTimeout(180_000);

const group = (name: string, spec: object = {}) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Group',
  metadata: { name },
  spec: { type: 'team', children: [], ...spec },
});
const user = (name: string, memberOf: string[]) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'User',
  metadata: { name },
  spec: { memberOf },
});
const domain = (name: string, owner: string) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Domain',
  metadata: { name },
  spec: { owner, type: 'data-domain' },
});
const product = (name: string, topic: string, domainName = 'sales') => ({
  apiVersion: 'data-mesh/v1alpha1',
  kind: 'DataProduct',
  metadata: { name, title: `Declared ${name}` },
  spec: {
    type: 'source-aligned',
    lifecycle: 'production',
    owner: 'group:order-team',
    domain: domainName,
    outputPorts: [
      { name: 'main', type: 'kafka', locations: [{ cluster: 'main', topic }] },
    ],
  },
});

const originOf = (entity: any) =>
  entity.metadata.annotations['data-mesh/origin'];
const stateOf = (entity: any) =>
  entity.metadata.annotations['data-mesh/sync-state'];

/**
 * The whole way, Kafka to catalog and back, on a real broker and in a real
 * catalog: what the README promises of it.
 */
describe('from a live topic to the catalog', () => {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'spine-'));
  const broker = new OwnBroker(dir);
  let mesh: TestMesh;

  beforeAll(async () => {
    await broker.start();
    await broker.createTopics(
      'sales.orders.v1',
      'sales.orders.v2',
      'sales.invoices.v1',
      'sales.refunds.v1',
      'sales.quotes.v1',
      'sales.carts.v1',
      'hr.people.v1',
      'legacy_dump',
      'Other',
      'oTHER',
    );
    mesh = new TestMesh({
      dir,
      dataMesh: {
        trustedLocations: ['file:*/trusted/*'],
        operators: ['group:default/platform-team'],
        sync: { catalog: { seconds: 1 } },
        clusters: {
          main: {
            bootstrapServers: [`127.0.0.1:${broker.port}`],
            superUsers: ['User:admin'],
            credentials: {
              sync: { mechanism: 'SCRAM-SHA-512', ...broker.credentials },
            },
            sync: { light: { seconds: 1 }, full: { seconds: 2 } },
          },
        },
      },
    });
    await mesh.start();
    await mesh.register(
      'trusted/org.yaml',
      group('sales-team'),
      group('order-team', { parent: 'sales-team' }),
      group('platform-team'),
      user('olivia', ['order-team']),
      user('sam', ['sales-team']),
      domain('sales', 'sales-team'),
    );
    await eventually(() => mesh.entity('domain:default/sales'), 30);
  });

  afterAll(async () => {
    await mesh?.stop();
    await broker.stop();
    fs.rmSync(dir, { recursive: true, force: true });
  });

  it('makes a product of topics that share domain and name, versions as ports', async () => {
    await eventually(async () => {
      const entity = await mesh.entity('dataproduct:default/sales.orders');
      expect(originOf(entity)).toBe('discovered');
      expect(stateOf(entity)).toBe('in-sync');
      expect(entity.spec).toMatchObject({
        owner: 'group:default/sales-team',
        domain: 'domain:default/sales',
        outputPorts: [{ name: 'orders-v1' }, { name: 'orders-v2' }],
      });
    }, 30);
  });

  it('shows every topic as a resource, with relations in both directions', async () => {
    const ref = 'resource:default/main.sales.orders.v1';
    await eventually(async () => {
      expect((await mesh.entity(ref)).relations).toContainEqual({
        type: 'dependencyOf',
        targetRef: 'dataproduct:default/sales.orders',
      });
    }, 30);
    const entity = await mesh.entity('dataproduct:default/sales.orders');
    expect(entity.relations).toContainEqual({
      type: 'dependsOn',
      targetRef: ref,
    });
    expect(entity.relations).toContainEqual({
      type: 'partOf',
      targetRef: 'domain:default/sales',
    });
    expect(
      (await mesh.entity('domain:default/sales')).relations,
    ).toContainEqual({
      type: 'hasPart',
      targetRef: 'dataproduct:default/sales.orders',
    });
  });

  it('keeps topics apart that the catalog would take for one', async () => {
    const { body } = await mesh.call(
      'GET',
      '/data-mesh/v1/clusters/main/topics?q=other',
    );
    expect(body.items.map((t: any) => t.name).sort()).toEqual([
      'Other',
      'oTHER',
    ]);
    const entities = await eventually(
      () => Promise.all(body.items.map((t: any) => mesh.entity(t.entityRef))),
      30,
    );
    expect(entities.map(e => e.metadata.title).sort()).toEqual([
      'Other',
      'oTHER',
    ]);
  });

  it('gives what nobody owns to a group that owns nothing', async () => {
    const entity = await eventually(
      () => mesh.entity('resource:default/main.legacy_dump'),
      30,
    );
    expect(entity.spec?.owner).toBe('group:default/unowned');
    const unowned = await mesh.entity('group:default/unowned');
    expect(unowned.relations?.some(r => r.type === 'hasMember')).toBe(false);
  });

  it('discovers a domain that nobody has described', async () => {
    const entity = await eventually(() => mesh.entity('domain:default/hr'), 30);
    expect(originOf(entity)).toBe('discovered');
  });

  it('shows a new topic within 10 seconds, and forgets a deleted one within 30', async () => {
    await broker.createTopics('sales.returns.v1');
    await eventually(
      () => mesh.entity('resource:default/main.sales.returns.v1'),
      10,
    );
    const entity = await eventually(
      () => mesh.entity('dataproduct:default/sales.returns'),
      10,
    );
    expect(stateOf(entity)).toBe('in-sync');
    await broker.deleteTopics('sales.returns.v1');
    await mesh.isGone('resource:default/main.sales.returns.v1', 30);
    await mesh.isGone('dataproduct:default/sales.returns', 30);
  });

  describe('precedence', () => {
    it('lets a declaration of the same ref take over in place, and returns when it is withdrawn', async () => {
      const ref = 'dataproduct:default/sales.invoices';
      const before = await eventually(() => mesh.entity(ref), 30);
      expect(originOf(before)).toBe('discovered');

      const id = await mesh.register(
        'trusted/invoices.yaml',
        product('sales.invoices', 'sales.invoices.v1'),
      );
      await eventually(async () => {
        const entity = await mesh.entity(ref);
        expect(originOf(entity)).toBe('declared');
        expect(entity.metadata.title).toBe('Declared sales.invoices');
        expect(entity.metadata.uid).toBe(before.metadata.uid);
        expect(stateOf(entity)).toBe('in-sync');
      }, 30);

      await mesh.unregister(id);
      await eventually(async () => {
        expect(originOf(await mesh.entity(ref))).toBe('discovered');
      }, 60);
    });

    it('yields to a declaration of another ref that names the topic', async () => {
      await eventually(
        () => mesh.entity('dataproduct:default/sales.quotes'),
        30,
      );
      const id = await mesh.register(
        'trusted/quotes.yaml',
        product('quotes', 'sales.quotes.v1'),
      );
      await eventually(async () => {
        expect(stateOf(await mesh.entity('dataproduct:default/quotes'))).toBe(
          'in-sync',
        );
      }, 30);
      await mesh.isGone('dataproduct:default/sales.quotes', 30);
      await mesh.unregister(id);
      await eventually(
        () => mesh.entity('dataproduct:default/sales.quotes'),
        60,
      );
    });

    it('does not discover what was declared before its topic existed', async () => {
      await mesh.register(
        'trusted/early.yaml',
        product('early', 'sales.early.v1'),
      );
      await eventually(async () => {
        const entity = await mesh.entity('dataproduct:default/early');
        expect(stateOf(entity)).toBe('missing');
        expect(
          entity.metadata.annotations?.['data-mesh/sync-reason'],
        ).toContain('sales.early.v1 does not exist on cluster main');
      }, 30);
      await broker.createTopics('sales.early.v1');
      await eventually(async () => {
        expect(stateOf(await mesh.entity('dataproduct:default/early'))).toBe(
          'in-sync',
        );
      }, 20);
      await expect(
        mesh.entity('dataproduct:default/sales.early'),
      ).rejects.toThrow('404');
    });

    it('shows both sides where two declarations name one topic, and the first keeps it', async () => {
      await mesh.register(
        'trusted/first.yaml',
        product('refunds-first', 'sales.refunds.v1'),
      );
      await eventually(
        () => mesh.product('dataproduct:default/refunds-first'),
        30,
      );
      const id = await mesh.register(
        'trusted/second.yaml',
        product('refunds-second', 'sales.refunds.v1'),
      );
      await eventually(async () => {
        const second = await mesh.entity('dataproduct:default/refunds-second');
        expect(stateOf(second)).toBe('contested');
        const first = await mesh.entity('dataproduct:default/refunds-first');
        expect(stateOf(first)).toBe('in-sync');
      }, 30);
      const first = await mesh.product('dataproduct:default/refunds-first');
      expect(first.product.ports[0].locations[0].contestedBy).toEqual([
        'dataproduct:default/refunds-second',
      ]);
      const second = await mesh.product('dataproduct:default/refunds-second');
      expect(second.product.ports[0].locations[0].heldBy).toBe(
        'dataproduct:default/refunds-first',
      );
      await mesh.unregister(id);
    });

    it('makes a declaration from an untrusted location wait for the owner of the domain', async () => {
      const ref = 'dataproduct:default/carts';
      await mesh.register(
        'wild/carts.yaml',
        product('carts', 'sales.carts.v1'),
      );
      await eventually(async () => {
        expect(stateOf(await mesh.entity(ref))).toBe('contested');
      }, 30);
      // The topic is still what it was: discovered, and not theirs.
      expect(
        originOf(await mesh.entity('dataproduct:default/sales.carts')),
      ).toBe('discovered');

      const url = '/data-mesh/v1/products/default/carts/acceptances';
      const body = { cluster: 'main', topic: 'sales.carts.v1' };
      // Olivia's team is below the domain's owner, which does not make her one
      // who is below it, but one who speaks for it: membership goes upwards.
      const stranger = await mesh.call('POST', url, { user: 'eve', body });
      expect(stranger.status).toBe(403);
      expect(stranger.body.error.message).toContain(
        'Only group:default/sales-team',
      );
      const other = await mesh.call('POST', url, {
        user: 'sam',
        body: { ...body, topic: 'sales.orders.v1' },
      });
      expect(other.status).toBe(409);
      expect((await mesh.product(ref, 'sam')).mayAccept).toEqual([body]);

      const accepted = await mesh.call('POST', url, { user: 'sam', body });
      expect(accepted.status).toBe(200);
      expect(accepted.body.state).toBe('in-sync');
      await eventually(async () => {
        expect(stateOf(await mesh.entity(ref))).toBe('in-sync');
      }, 20);
      await mesh.isGone('dataproduct:default/sales.carts', 30);
    });

    it('keeps what was there when a declaration becomes invalid', async () => {
      const ref = 'dataproduct:default/people';
      const valid = product('people', 'hr.people.v1', 'hr');
      await mesh.register('trusted/people.yaml', valid);
      await eventually(async () => {
        expect(stateOf(await mesh.entity(ref))).toBe('in-sync');
      }, 30);
      const { owner, ...spec } = valid.spec;
      expect(owner).toBeDefined();
      mesh.write('trusted/people.yaml', { ...valid, spec });
      await new Promise(resolve => setTimeout(resolve, 8_000));
      const entity = await mesh.entity(ref);
      expect(entity.spec?.owner).toBe('group:order-team');
      expect(stateOf(entity)).toBe('in-sync');
    });

    it('does the same for domains', async () => {
      const ref = 'domain:default/hr';
      const before = await eventually(() => mesh.entity(ref), 30);
      const id = await mesh.register(
        'trusted/hr.yaml',
        domain('hr', 'sales-team'),
      );
      await eventually(async () => {
        const entity = await mesh.entity(ref);
        expect(originOf(entity)).toBe('declared');
        expect(entity.spec?.owner).toBe('sales-team');
        expect(entity.metadata.uid).toBe(before.metadata.uid);
      }, 30);
      await mesh.unregister(id);
      await eventually(async () => {
        const entity = await mesh.entity(ref);
        expect(originOf(entity)).toBe('discovered');
        expect(entity.spec?.owner).toBe('group:default/unowned');
      }, 60);
    });
  });

  it('changes nothing over ten full passes while records flow', async () => {
    const producer: Producer = broker.kafka().producer();
    await producer.connect();
    let flowing = true;
    const flow = (async () => {
      while (flowing) {
        await producer.send({
          topic: 'sales.orders.v1',
          messages: [{ value: 'x' }],
        });
        await new Promise(resolve => setTimeout(resolve, 50));
      }
    })();
    const cluster = async () =>
      (await mesh.call('GET', '/data-mesh/v1/clusters/main')).body;
    const records = async () =>
      (
        await mesh.call(
          'GET',
          '/data-mesh/v1/clusters/main/topics/sales.orders.v1',
        )
      ).body.records;

    // What earlier tests withdrew is cleaned up by the catalog in its own time.
    let stable = mesh.processingResults();
    await eventually(async () => {
      const before = stable;
      await new Promise(resolve => setTimeout(resolve, 4_000));
      stable = mesh.processingResults();
      expect([...stable]).toEqual([...before]);
    }, 90);

    const recordsBefore = await records();
    let passes = 0;
    let last = (await cluster()).lastFullPassAt;
    await eventually(async () => {
      const now = (await cluster()).lastFullPassAt;
      if (now !== last) passes += 1;
      last = now;
      expect(passes).toBeGreaterThanOrEqual(10);
    }, 90);
    flowing = false;
    await flow;
    await producer.disconnect();

    expect(await records()).toBeGreaterThan(recordsBefore);
    expect([...mesh.processingResults()]).toEqual([...stable]);
  });

  it('removes nothing while the broker is down or the portal restarts, and goes on by itself', async () => {
    const count = async () =>
      (
        await mesh.call(
          'GET',
          '/catalog/entities?filter=kind=resource,spec.type=kafka-topic',
        )
      ).body.length;
    const before = await count();
    await broker.stop();
    const failing = await eventually(async () => {
      const { body } = await mesh.call('GET', '/data-mesh/v1/clusters/main');
      expect(body.state).toBe('failing');
      return body;
    }, 30);
    expect(failing.error.code).toBe('UNREACHABLE');
    expect(failing.error.message).toContain(`127.0.0.1:${broker.port}`);
    expect(failing.topics).toBe(before);
    await new Promise(resolve => setTimeout(resolve, 10_000));
    expect(await count()).toBe(before);

    await mesh.stop();
    await mesh.start();
    await new Promise(resolve => setTimeout(resolve, 10_000));
    expect(await count()).toBe(before);

    await broker.start();
    await eventually(async () => {
      const { body } = await mesh.call('GET', '/data-mesh/v1/clusters/main');
      expect(body.state).toBe('ok');
    }, 30);
    await broker.createTopics('sales.after.v1');
    await eventually(() => mesh.entity('dataproduct:default/sales.after'), 20);
  });

  describe('the guard', () => {
    const url = '/data-mesh/v1/clusters/main/held-removals/confirmation';
    const bulk = (name: string) =>
      Array.from({ length: 10 }, (_, i) => `sales.${name}${i}.v1`);
    const areThere = (topics: string[]) =>
      eventually(
        () =>
          Promise.all(
            topics.map(topic => mesh.entity(`resource:default/main.${topic}`)),
          ),
        30,
      );
    const held = () =>
      eventually(async () => {
        const { body } = await mesh.call('GET', '/data-mesh/v1/clusters/main');
        expect(body.heldRemovals?.count).toBe(10);
        return body.heldRemovals;
      }, 30);
    const confirm = (who: string, hash: string) =>
      mesh.call('POST', url, { user: who, body: { hash } });

    beforeAll(async () => {
      await mesh.register(
        'trusted/petra.yaml',
        user('petra', ['platform-team']),
      );
      await eventually(() => mesh.entity('user:default/petra'), 30);
    });

    it('holds removals that are too many at once until an operator confirms them', async () => {
      const topics = bulk('bulk');
      await broker.createTopics(...topics);
      await areThere(topics);
      await broker.deleteTopics(...topics);
      const { hash } = await held();
      await new Promise(resolve => setTimeout(resolve, 5_000));
      await areThere(topics);

      expect((await confirm('sam', hash)).status).toBe(403);
      expect((await confirm('petra', 'another')).status).toBe(409);
      expect((await confirm('petra', hash)).status).toBe(200);
      for (const topic of topics) {
        await mesh.isGone(`resource:default/main.${topic}`, 30);
      }
    });

    it('holds them although the engine has lost its database', async () => {
      const topics = bulk('lost');
      await broker.createTopics(...topics);
      await areThere(topics);
      await mesh.stop();
      mesh.forgetDatabase('data-mesh');
      await broker.deleteTopics(...topics);
      await mesh.start();
      const { hash } = await held();
      await new Promise(resolve => setTimeout(resolve, 5_000));
      await areThere(topics);
      expect((await confirm('petra', hash)).status).toBe(200);
      for (const topic of topics) {
        await mesh.isGone(`resource:default/main.${topic}`, 30);
      }
    });
  });

  it('gives nobody a say who describes a domain where anyone can write', async () => {
    await broker.createTopics('payroll.salaries.v1');
    await eventually(
      () => mesh.entity('dataproduct:default/payroll.salaries'),
      30,
    );
    await mesh.register(
      'wild/payroll.yaml',
      group('eves'),
      user('eve', ['eves']),
      domain('payroll', 'eves'),
      product('salaries', 'payroll.salaries.v1', 'payroll'),
    );
    await eventually(async () => {
      const { product: claimed } = await mesh.product(
        'dataproduct:default/salaries',
      );
      expect(claimed.ports[0].locations[0].awaitsAcceptance).toBe(true);
    }, 30);
    const answer = await mesh.call(
      'POST',
      '/data-mesh/v1/products/default/salaries/acceptances',
      { user: 'eve', body: { cluster: 'main', topic: 'payroll.salaries.v1' } },
    );
    expect(answer.status).toBe(403);
    expect(answer.body.error.message).toContain('dataMesh.trustedLocations');
  });
});
