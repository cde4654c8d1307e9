import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { randomBytes } from 'node:crypto';
import githubActions from '@backstage/plugin-scaffolder-backend-module-github';
import type { Admin } from 'kafkajs';
import { ConsumerMesh, PRODUCT } from './__testUtils__/ConsumerMesh';
import { GitHubServer } from './__testUtils__/GitHubServer';
import { eventually } from './__testUtils__/PortalClient';
import {
  ADMIN,
  deleteAcls,
  kafkaAs,
  mayProvision,
} from './__testUtils__/testKafka';
import { testRegistry } from './__testUtils__/testRegistry';

jest.setTimeout(180_000);

const PREFIX = `g${randomBytes(5).toString('hex')}`;
const INPUT = `${PREFIX}.parcels.v1`;

/** Templates in a portal that has an SCM, by the action that Backstage has for it. */
describe('the templates, with an SCM', () => {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'scm-'));
  const registry = testRegistry();
  const github = new GitHubServer(path.join(dir, 'github'));
  let consumers: ConsumerMesh;
  let admin: Admin;
  const made: string[] = [];

  const topicFor = (name: string) => {
    const topic = `${PREFIX}.own.${name}.v1`;
    made.push(topic);
    return topic;
  };
  const archivesOf = async (run: string) => {
    const { body } = await consumers.mesh.call(
      'GET',
      `/data-mesh/v1/archives?run=${run}`,
      { user: 'liam' },
    );
    return body.items;
  };

  beforeAll(async () => {
    await github.start();
    admin = kafkaAs(ADMIN).admin();
    await admin.connect();
    await admin.createAcls({ acl: mayProvision(PREFIX) });
    await admin.createTopics({ topics: [{ topic: INPUT, numPartitions: 1 }] });
    consumers = new ConsumerMesh({
      dir,
      prefix: PREFIX,
      registryUrl: registry.url,
      features: [githubActions],
      config: {
        integrations: { github: [github.integration] },
        scaffolder: {
          defaultEnvironment: {
            parameters: {
              dataMeshScm: 'github',
              dataMeshScmUrl: `${github.host}?owner=acme`,
            },
          },
        },
      },
    });
    await consumers.start({ 'parcels-v1': INPUT });
    for (const template of [
      'new-data-product',
      'derived-data-product',
      'consume-data-products',
      'land-data-products',
    ]) {
      await consumers.register(template);
    }
  });

  afterAll(async () => {
    await consumers?.mesh.stop();
    await github.stop();
    await admin.deleteTopics({ topics: [INPUT, ...made] }).catch(() => {});
    await deleteAcls(
      admin,
      { resourceName: PREFIX },
      { principal: `User:${PREFIX}-report` },
    );
    await admin.disconnect();
    for (const topic of made) {
      await registry.remove(`${topic}-value`).catch(() => undefined);
    }
    fs.rmSync(dir, { recursive: true, force: true });
  });

  it('push the repository of a new product, and have its service in the catalog', async () => {
    const { output, id } = await consumers.run('new-data-product', {
      domain: 'domain:default/logistics',
      owner: 'group:default/logistics-team',
      topic: topicFor('returns'),
      service: 'returns-service',
    });
    expect(output.links).toContainEqual(
      expect.objectContaining({
        title: 'Open the repository',
        url: `http://${github.host}/acme/returns-service.git`,
      }),
    );
    expect(await github.files('acme/returns-service')).toEqual(
      expect.arrayContaining(['package.json', 'catalog-info.yaml']),
    );
    const service = await eventually(async () => {
      const found = await consumers.mesh.entity(
        'component:default/returns-service',
      );
      expect(found).toBeDefined();
      return found;
    }, 30);
    expect(service.spec).toMatchObject({
      owner: 'group:default/logistics-team',
    });
    expect(await archivesOf(id)).toEqual([]);
  });

  it.each([
    ['consume-data-products', 'src/Reader.ts', {}],
    ['land-data-products', 'src/Lander.ts', { repository: 'parcels-landing' }],
    [
      'derived-data-product',
      'src/Publisher.ts',
      {
        repository: 'return-rates',
        type: 'consumer-aligned',
        domain: 'domain:default/logistics',
        owner: 'group:default/logistics-team',
      },
    ],
  ])('push the repository of %s', async (template, file, over) => {
    const { output, id } = await consumers.run(template, {
      inputs: [{ product: PRODUCT, port: 'parcels-v1' }],
      ...over,
      ...(template === 'derived-data-product'
        ? { topic: topicFor('rates') }
        : {}),
    });
    const repository = `acme/${
      'repository' in over ? over.repository : 'returns-report'
    }`;
    expect(await github.files(repository)).toContain(file);
    expect(await github.read(repository, 'README.md')).toContain(INPUT);
    expect(output.links.map(({ url }: any) => url)).toContain(
      `http://${github.host}/${repository}.git`,
    );
    expect(await archivesOf(id)).toEqual([]);
  });

  it('make what is for one use, too', async () => {
    const { spec } = await consumers.mesh.entity(
      'dataproduct:default/return-rates',
    );
    expect(spec).toMatchObject({
      type: 'consumer-aligned',
      inputPorts: [{ product: PRODUCT, port: 'parcels-v1' }],
    });
  });
});
