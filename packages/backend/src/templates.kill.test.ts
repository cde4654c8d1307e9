import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { randomBytes } from 'node:crypto';
import { draftCreation } from '@data-mesh/backstage-plugin-data-mesh-common';
import type { Admin } from 'kafkajs';
import { domain, group, user } from './__testUtils__/entities';
import { KilledPortal } from './__testUtils__/KilledPortal';
import { eventually } from './__testUtils__/PortalClient';
import { RegistryProxy } from './__testUtils__/RegistryProxy';
import { exampleValues, TemplateRuns } from './__testUtils__/TemplateRuns';
import {
  ADMIN,
  deleteAcls,
  kafkaAs,
  managedCluster,
  mayProvision,
} from './__testUtils__/testKafka';
import { testRegistry } from './__testUtils__/testRegistry';

jest.setTimeout(300_000);

const PREFIX = `k${randomBytes(5).toString('hex')}`;

/** Real `kill -9` of a whole portal while it runs a template. */
describe('a portal that dies while it makes a data product', () => {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'templates-kill-'));
  const registry = testRegistry();
  const proxy = new RegistryProxy(registry.url);
  const subjects: string[] = [];
  let portal: KilledPortal;
  let runs: TemplateRuns;
  let admin: Admin;

  const topicExists = async (name: string) =>
    (await admin.listTopics()).includes(name);

  beforeAll(async () => {
    await proxy.start();
    admin = kafkaAs(ADMIN).admin();
    await admin.connect();
    await admin.createAcls({ acl: mayProvision(PREFIX) });
    portal = new KilledPortal({
      dir,
      config: {
        app: { baseUrl: 'http://localhost:3000' },
        scaffolder: {
          taskRecovery: {
            enabled: true,
            staleTimeout: { seconds: 2 },
            workspaceProvider: 'database',
          },
        },
      },
      dataMesh: {
        naming: { templates: ['{domain}.{product}.{version}'] },
        trustedLocations: ['file:*/trusted/*'],
        sync: { catalog: { seconds: 1 } },
        clusters: {
          main: managedCluster(PREFIX, {
            schemaRegistry: { url: proxy.url, auth: { type: 'none' } },
          }),
        },
      },
    });
    await portal.start();
    runs = new TemplateRuns(portal);
    await portal.register(
      'trusted/org.yaml',
      group('order-team'),
      user('olivia', ['order-team']),
      domain('sales', 'order-team'),
    );
    await runs.register('new-data-product');
  });

  afterAll(async () => {
    await portal?.kill();
    await proxy.stop();
    const topics = await admin.listTopics();
    await admin.deleteTopics({
      topics: topics.filter(name => name.startsWith(`${PREFIX}.`)),
    });
    await deleteAcls(admin, { resourceName: PREFIX });
    await admin.disconnect();
    for (const subject of subjects) {
      await registry.remove(subject).catch(() => undefined);
    }
    fs.rmSync(dir, { recursive: true, force: true });
  });

  async function confirmed(name: string) {
    const values = {
      ...exampleValues('new-data-product'),
      name,
      topic: `${PREFIX}.${name}.v1`,
      service: `${name}-service`,
    };
    subjects.push(`${values.topic}-value`);
    const { hash } = await eventually(async () => {
      const { body } = await portal.call('POST', '/data-mesh/v1/plans', {
        body: { creation: draftCreation(values) },
      });
      expect(body.steps.flatMap(({ refusal }: any) => refusal ?? [])).toEqual(
        [],
      );
      return body;
    }, 60);
    return { ...values, plan: { hash } };
  }

  const logOf = async (id: string): Promise<string> => {
    const { body } = await portal.call(
      'GET',
      `/scaffolder/v2/tasks/${id}/events`,
    );
    return JSON.stringify(body);
  };

  // What somebody who watches it from outside can see, in order.
  it.each<[string, (name: string, id: string) => Promise<boolean>]>([
    [
      'written the repository',
      async (_, id) => /Finished step Write/.test(await logOf(id)),
    ],
    ['created the topic', name => topicExists(`${PREFIX}.${name}.v1`)],
    [
      'registered the schema',
      name =>
        registry.versions(`${PREFIX}.${name}.v1-value`).then(
          () => true,
          () => false,
        ),
    ],
    [
      'published the product',
      async name => {
        const { status } = await portal.call(
          'GET',
          `/data-mesh/v1/products/default/${name}`,
        );
        return status === 200;
      },
    ],
  ])(
    'goes on by itself once it had %s, doubles nothing, and can be undone',
    async (what, hasDone) => {
      const name = what.replace(/\W+/g, '-');
      const values = await confirmed(name);
      const id = await runs.start('new-data-product', values);
      const end = Date.now() + 30_000;
      while (!(await hasDone(name, id)) && Date.now() < end) {
        await new Promise(resolve => setImmediate(resolve));
      }
      expect(Date.now()).toBeLessThan(end);
      await portal.kill();
      await portal.start();
      const ended = await runs.ended(id, 90);
      expect([ended.status, ended.log.slice(-4)]).toEqual([
        'completed',
        expect.anything(),
      ]);
      const { topics } = await admin.fetchTopicMetadata({
        topics: [values.topic],
      });
      expect(topics[0].partitions).toHaveLength(2);
      expect(await registry.versions(`${values.topic}-value`)).toEqual([1]);
      const { body: versions } = await portal.call(
        'GET',
        `/data-mesh/v1/products/default/${name}/versions`,
      );
      expect(versions.totalItems).toBe(1);
      const { body: undo } = await portal.call(
        'POST',
        `/data-mesh/v1/runs/${id}/undo`,
        { body: {} },
      );
      expect(undo.left).toEqual([]);
      expect(await topicExists(values.topic)).toBe(false);
      await expect(registry.versions(`${values.topic}-value`)).rejects.toThrow(
        '404',
      );
    },
  );
});
