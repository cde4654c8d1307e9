import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import type { JsonObject } from '@backstage/types';
import createKnex, { type Knex } from 'knex';
import {
  DATA_MESH,
  fillAsFirst,
  FIRST,
  startFirstPortal,
} from './__testUtils__/firstPortal';

jest.setTimeout(60_000);

const CLUSTER = DATA_MESH.clusters.main;
const PENDING = FIRST.access_request_items.find(
  ({ state }) => state === 'pending',
)!;

/** What a portal does whose configuration is wrong: it starts, and says so. */
describe('a portal that is misconfigured', () => {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'misconfigured-'));
  let db: Knex;
  let portal: Awaited<ReturnType<typeof startFirstPortal>>;
  let logged: string[];

  async function start(dataMesh: JsonObject): Promise<void> {
    const logger = mockServices.logger.mock({
      error: message => {
        logged.push(`${message}`);
      },
    });
    portal = await startFirstPortal(db, [], {
      dataMesh,
      features: [
        createServiceFactory({
          service: coreServices.logger,
          deps: {},
          factory: () => logger,
        }),
      ],
    });
  }

  const decide = (decision: 'approve' | 'reject') =>
    portal.call(
      'post',
      `/access-requests/${PENDING.request_id}/items/${PENDING.id}/decisions`,
      { body: { decision, comment: 'as it stands' } },
    );

  beforeEach(async () => {
    logged = [];
    db = createKnex({
      client: 'better-sqlite3',
      connection: {
        filename: path.join(dir, `${expect.getState().currentTestName}.sqlite`),
      },
      useNullAsDefault: true,
    });
    await fillAsFirst(db);
  });

  afterEach(async () => {
    await portal.stop();
    await db.destroy();
  });

  afterAll(() => fs.rmSync(dir, { recursive: true, force: true }));

  it('starts all the same, and says in the log and on the page what is wrong', async () => {
    const { bootstrapServers, ...rest } = CLUSTER;
    await start({
      cluster: {},
      operators: 'platform-team',
      policies: 'none',
      clusters: {
        main: CLUSTER,
        typo: { ...rest, bootstrapServer: bootstrapServers },
        list: { ...CLUSTER, credentials: [{ password: 'a-secret-9f2c' }] },
      },
    });
    const keys = [
      'dataMesh.cluster',
      'dataMesh.operators',
      'dataMesh.policies',
      'dataMesh.clusters.typo.bootstrapServer',
      'dataMesh.clusters.typo.bootstrapServers',
      'dataMesh.clusters.list.credentials',
    ];
    const { items, problems } = await portal.call('get', '/clusters');
    expect(problems.map((problem: any) => problem.key).sort()).toEqual(
      [...keys].sort(),
    );
    expect(items.map(({ name, state }: any) => [name, state])).toEqual([
      ['main', 'ok'],
      ['typo', 'misconfigured'],
      ['list', 'misconfigured'],
    ]);
    for (const { key, message } of problems) {
      expect(logged).toContain(
        `Configuration of ${key} cannot be used: ${message}`,
      );
    }
    expect(JSON.stringify([problems, logged])).not.toContain('a-secret-9f2c');
    // What was known stays, as long as it is not clear what is meant.
    expect((await portal.call('get', '/products')).totalItems).toBe(4);
  });

  it('approves and renews nothing by access rules that it cannot read, and rejects', async () => {
    await start({ access: { rules: [{ name: 'strict' }] } });
    await expect(decide('approve')).rejects.toThrow(
      /no longer be approved: The access rules in dataMesh\.access cannot be read/,
    );
    const [grant] = FIRST.grants;
    await db('grants')
      .where({ id: grant.id })
      .update({
        ends_at: Date.now() + 86_400_000,
      });
    await expect(
      portal.call('post', `/grants/${grant.id}/renew`, {
        body: { duration: 'P90D' },
      }),
    ).rejects.toThrow(/The access rules in dataMesh\.access cannot be read/);
    expect(await decide('reject')).toMatchObject({ state: 'rejected' });
  });

  it('creates no ACL that would decide nothing, and says so', async () => {
    const key = 'dataMesh.clusters.main.credentials.provisioning';
    await start({
      clusters: { main: { ...CLUSTER, authorizer: 'external' } },
    });
    const problem = {
      key,
      message: expect.stringMatching(
        /^dataMesh\.clusters\.main\.authorizer is 'external', so that an ACL would decide nothing; leave dataMesh\.clusters\.main\.credentials\.provisioning out/,
      ),
    };
    const { items, problems } = await portal.call('get', '/clusters');
    expect(problems).toEqual([problem]);
    expect(items).toMatchObject([{ name: 'main', problems: [problem] }]);
    expect(logged).toEqual([
      expect.stringContaining(`Configuration of ${key} cannot be used`),
    ]);
    await expect(decide('approve')).rejects.toThrow(
      /Access on cluster main is decided outside Kafka, and no provisioner/,
    );
  });
});
