import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { randomBytes } from 'node:crypto';
import { mockCredentials } from '@backstage/backend-test-utils';
import { runDataMesh } from '@data-mesh/cli';
import type { Admin } from 'kafkajs';
import { stringify } from 'yaml';
import {
  component,
  domain,
  group,
  product,
  user,
} from './__testUtils__/entities';
import { ADMIN, kafkaAs, managedCluster } from './__testUtils__/testKafka';
import { eventually, TestMesh } from './__testUtils__/TestMesh';

jest.setTimeout(90_000);

const PREFIX = `g${randomBytes(5).toString('hex')}`;
const TOPIC = `${PREFIX}.orders`;
const REGISTRY = process.env.DATA_MESH_TEST_REGISTRY ?? '';
const STAGES = ['draft', 'warn', 'enforce'] as const;

/** Three built-in rules and one of an adopter's own, as in each stage. */
const RULES = {
  naming: {
    rule: { type: 'topic-naming', patterns: ['.*\\.v\\d+'] },
    remedy: 'Publish it under a name that ends in .v1.',
  },
  schemas: {
    rule: { type: 'schema-required' },
    remedy: 'Register a schema for the topic.',
  },
  support: {
    rule: { type: 'promises', wanted: ['support'] },
    remedy: 'Say where consumers find help.',
  },
  lean: {
    rule: {
      type: 'product-expression',
      expressions: ['size(product.title) > 20'],
    },
    remedy: 'Give it a title that says what it is.',
  },
};

const POLICIES = Object.entries(RULES).flatMap(([id, { rule, remedy }]) =>
  STAGES.map(stage => ({
    id: `${id}-${stage}`,
    title: `${id}, ${stage}`,
    why: 'Consumers rely on it.',
    severity: 'error',
    stage,
    // What is public is only warned about.
    ...(stage === 'enforce' ? { scope: { classification: ['internal'] } } : {}),
    rule,
    remedy,
  })),
);
const idsOf = (...stages: string[]) =>
  POLICIES.filter(({ stage }) => stages.includes(stage))
    .map(({ id }) => id)
    .sort();

/** The same violation in each stage: shown, warned about, and blocked. */
describe('stages of policies', () => {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'stages-'));
  let mesh: TestMesh;
  let admin: Admin;
  const orders = (classification: string) => {
    const base = product('orders', 'order-team', { v1: TOPIC });
    return { ...base, spec: { ...base.spec, classification } };
  };

  const get = async (url: string, by = 'olivia') => {
    const { status, body } = await mesh.call('GET', `/data-mesh/v1${url}`, {
      user: by,
    });
    expect([url, status]).toEqual([url, 200]);
    return body;
  };

  /** The step of a pipeline, on a checkout with this descriptor. */
  async function check(
    descriptor: object | string,
    args: string[] = [],
    env: Record<string, string> = {},
  ) {
    const cwd = fs.mkdtempSync(path.join(dir, 'checkout-'));
    fs.writeFileSync(
      path.join(cwd, 'catalog-info.yaml'),
      typeof descriptor === 'string' ? descriptor : stringify(descriptor),
    );
    const said = { out: '', err: '' };
    const code = await runDataMesh(['check', ...args], {
      out: text => {
        said.out += text;
      },
      err: text => {
        said.err += text;
      },
      env: {
        PORTAL_URL: mesh.url,
        PORTAL_TOKEN: mockCredentials.service.token({
          onBehalfOf: mockCredentials.service('external:ci'),
          targetPluginId: 'data-mesh',
        }),
        ...env,
      },
      cwd,
    });
    return { code, ...said, cwd };
  }

  beforeAll(async () => {
    admin = kafkaAs(ADMIN).admin();
    await admin.connect();
    await admin.createTopics({
      topics: [{ topic: TOPIC, numPartitions: 1 }],
      waitForLeaders: true,
    });
    mesh = new TestMesh({
      dir,
      dataMesh: {
        trustedLocations: ['file:*/trusted/*'],
        governance: ['group:default/governance'],
        sync: { catalog: { seconds: 1 }, policies: { seconds: 1 } },
        policies: POLICIES,
        clusters: {
          main: managedCluster(PREFIX, { schemaRegistry: { url: REGISTRY } }),
        },
      },
    });
    await mesh.start();
    await mesh.register(
      'trusted/org.yaml',
      group('sales'),
      group('order-team'),
      group('governance'),
      group('readers'),
      user('olivia', ['order-team']),
      user('grace', ['governance']),
      user('rita', ['readers']),
      domain('sales', 'sales'),
      component(`${PREFIX}-reader`, 'readers', `User:${PREFIX}-reader`),
      orders('internal'),
    );
    await mesh.untilInSync('dataproduct:default/orders');
  });

  afterAll(async () => {
    await mesh?.stop();
    await admin.deleteTopics({ topics: [TOPIC] });
    await admin.disconnect();
    fs.rmSync(dir, { recursive: true, force: true });
  });

  it('find what is live from warn on, and show a draft only to who tries it', async () => {
    await eventually(async () => {
      const { items } = await get('/findings');
      expect(items.map((f: any) => f.policy).sort()).toEqual(
        idsOf('warn', 'enforce'),
      );
    }, 20);
    for (const id of idsOf('draft')) {
      const tried = await mesh.call(
        'POST',
        `/data-mesh/v1/policies/${id}/what-if`,
        { user: 'grace', body: {} },
      );
      expect([id, tried.body.wouldFail]).toEqual([id, 1]);
      const hidden = await mesh.call(
        'POST',
        `/data-mesh/v1/policies/${id}/what-if`,
        { user: 'olivia', body: {} },
      );
      expect(hidden.status).toBe(404);
    }
  });

  it('refuse access by what is enforced alone, with rule and remedy', async () => {
    const { body } = await mesh.call('POST', '/data-mesh/v1/plans', {
      user: 'rita',
      body: {
        accessRequest: {
          items: [{ product: 'dataproduct:default/orders', port: 'v1' }],
          consumer: `component:default/${PREFIX}-reader`,
          mode: 'read',
          purpose: 'to see',
          duration: 'P7D',
        },
      },
    });
    const { message } = body.items[0].refusal;
    expect(message).toMatch(/policy ‘\w+, enforce’ is violated/);
    expect(
      Object.values(RULES).some(({ remedy }) => message.includes(remedy)),
    ).toBe(true);
    expect(message).not.toMatch(/, warn|, draft/);
  });

  it('say of a change what blocks and what warns, by rule, value and remedy', async () => {
    const { body } = await mesh.call('POST', '/data-mesh/v1/policy-checks', {
      user: 'olivia',
      body: { entity: orders('internal') },
    });
    expect(body.isBlocked).toBe(true);
    expect(
      body.results.map((r: any) => [r.policy, r.stage, r.blocks]).sort(),
    ).toEqual(
      idsOf('warn', 'enforce').map(id => {
        const stage = id.split('-').pop();
        return [id, stage, stage === 'enforce'];
      }),
    );
    const naming = body.results.find((r: any) => r.policy === 'naming-enforce');
    expect(naming).toMatchObject({
      title: 'naming, enforce',
      remedy: RULES.naming.remedy,
      violations: [{ subject: TOPIC, value: TOPIC }],
    });
  });

  it('fail a pipeline by what is enforced, each annotated where it stands', async () => {
    const { code, out, cwd } = await check(
      orders('internal'),
      ['--gitlab', 'quality.json'],
      { GITHUB_ACTIONS: 'true' },
    );
    expect(code).toBe(1);
    const annotations = out.split('\n').filter(line => line.startsWith('::'));
    const titles = (level: string) =>
      annotations
        .filter(line => line.startsWith(`::${level} `))
        .map(line => /title=([^:]*)::/.exec(line)?.[1].replace('%2C ', '-'))
        .sort();
    expect(titles('error')).toEqual(idsOf('enforce'));
    expect(titles('warning')).toEqual(idsOf('warn'));
    const lines = fs
      .readFileSync(path.join(cwd, 'catalog-info.yaml'), 'utf8')
      .split('\n');
    const lineOf = (id: string) => {
      const [name, stage] = id.split('-');
      const found = annotations.find(line =>
        line.includes(`title=${name}%2C ${stage}:`),
      );
      return lines[Number(/line=(\d+)/.exec(found ?? '')?.[1]) - 1];
    };
    expect(lineOf('naming-enforce')).toContain(`topic: ${TOPIC}`);
    expect(lineOf('support-enforce')).toContain('name: orders');
    const [naming] = annotations.filter(line => line.includes('naming'));
    expect(naming).toContain(TOPIC);
    expect(naming).toContain(`%0AWhat to do: ${RULES.naming.remedy}`);
    const report = JSON.parse(
      fs.readFileSync(path.join(cwd, 'quality.json'), 'utf8'),
    );
    expect(report.map((issue: any) => issue.check_name).sort()).toEqual(
      idsOf('warn', 'enforce'),
    );
    expect(out).toMatch(/Checked orders\. 8 wrong, 4 of which block/);
  });

  it('let a pipeline pass that is only warned, and say so', async () => {
    const { code, out } = await check(orders('public'));
    expect(code).toBe(0);
    for (const { remedy } of Object.values(RULES)) {
      expect(out).toContain(`What to do: ${remedy}`);
    }
    expect(out).toMatch(/warning {2}.*\n {4}naming, warn \(policy naming-warn/);
    expect(out).not.toMatch(/enforce|draft/);
    expect(out).toMatch(/4 wrong, none of which blocks/);
  });

  it('are not held against a product that is exempt, in no place, and again after it', async () => {
    const call = (
      method: 'GET' | 'POST',
      url: string,
      by: string,
      body?: object,
    ) => mesh.call(method, `/data-mesh/v1${url}`, { user: by, body });
    const endsAt = new Date(Date.now() + 86_400_000).toISOString();
    for (const id of idsOf('enforce')) {
      const asked = await call('POST', '/exemptions', 'olivia', {
        policy: id,
        product: 'dataproduct:default/orders',
        reason: 'until it is moved',
        endsAt,
      });
      expect([id, asked.status, asked.body.state]).toEqual([
        id,
        201,
        'requested',
      ]);
      const own = await call(
        'POST',
        `/exemptions/${asked.body.id}/decision`,
        'olivia',
        { decision: 'approve' },
      );
      expect(own.status).toBe(403);
      const approved = await call(
        'POST',
        `/exemptions/${asked.body.id}/decision`,
        'grace',
        { decision: 'approve' },
      );
      expect(approved.body).toMatchObject({
        state: 'active',
        decidedBy: 'user:default/grace',
      });
    }
    const { body } = await call('GET', '/findings?state=exempt', 'olivia');
    expect(body.items.map((f: any) => f.policy).sort()).toEqual(
      idsOf('enforce'),
    );
    expect(body.items[0].exemption).toMatchObject({
      reason: 'until it is moved',
      endsAt,
    });
    expect(body.domains[0]).toMatchObject({ error: 4, clean: 0 });
    const passed = await check(orders('internal'));
    expect([passed.code, passed.out]).toEqual([
      0,
      expect.stringMatching(/8 wrong, none of which blocks/),
    ]);
    const stranger = await call('POST', '/exemptions', 'rita', {
      policy: idsOf('enforce')[0],
      product: 'dataproduct:default/orders',
      reason: 'please',
      endsAt,
    });
    expect(stranger.body.error.message).toMatch(
      /^Only group:default\/order-team/,
    );
    const { body: live } = await call('GET', '/exemptions', 'grace');
    expect(live.totalItems).toBe(4);
    for (const { id, may } of live.items) {
      expect(may).toEqual({ decide: false, revoke: true });
      await call('POST', `/exemptions/${id}/revoke`, 'grace', {
        reason: 'over',
      });
    }
    expect((await check(orders('internal'))).code).toBe(1);
  });

  it.each<
    [string, object | string, string[], Record<string, string>, number, RegExp]
  >([
    [
      'a descriptor that is not valid',
      { ...orders('secret') },
      [],
      {},
      1,
      /catalog-info\.yaml:\d+:\d+ {2}error {2}spec\.classification/,
    ],
    [
      'a file that is no YAML',
      'kind: DataProduct\n  metadata: [',
      [],
      {},
      1,
      /catalog-info\.yaml:\d+:\d+ {2}error/,
    ],
    ['no data product', group('sales'), [], {}, 0, /No data product is/],
    ['a file that is not there', {}, ['other.yaml'], {}, 2, /other\.yaml/],
    ['no token', {}, [], { PORTAL_TOKEN: '' }, 2, /PORTAL_TOKEN is not set/],
    [
      'a token that the portal does not know',
      orders('public'),
      [],
      { PORTAL_TOKEN: 'nonsense' },
      2,
      /answered 401/,
    ],
    [
      'a portal that is away',
      orders('public'),
      ['--portal', 'http://localhost:1'],
      {},
      2,
      /localhost:1 could not be asked/,
    ],
    [
      'a portal without https',
      orders('public'),
      ['--portal', 'http://portal.example.com'],
      {},
      2,
      /is not https/,
    ],
  ])('tell %s apart', async (_, descriptor, args, env, code, said) => {
    const answer = await check(descriptor, args, env);
    expect([answer.code, answer.out + answer.err]).toEqual([
      code,
      expect.stringMatching(said),
    ]);
  });
});
