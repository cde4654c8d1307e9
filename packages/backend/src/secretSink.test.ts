import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { inspect } from 'node:util';
import { randomBytes } from 'node:crypto';
import type { RootLoggerService } from '@backstage/backend-plugin-api';
import { AclResourceTypes, type Admin } from 'kafkajs';
// What adopters are shown is what is tested, from where it is shown to them.
// eslint-disable-next-line @backstage/no-relative-monorepo-imports
import vaultSecretSink from '../../../docs/examples/vaultSecretSink';
import {
  component,
  domain,
  group,
  product,
  user,
} from './__testUtils__/entities';
import { FakeVault, type VaultMood } from './__testUtils__/FakeVault';
import {
  ADMIN,
  deleteAcls,
  kafkaAs,
  managedCluster,
} from './__testUtils__/testKafka';
import { eventually, TestMesh } from './__testUtils__/TestMesh';

jest.setTimeout(90_000);

const PREFIX = `v${randomBytes(5).toString('hex')}`;
const TOPIC = `${PREFIX}.orders.v1`;
const NAME = `${PREFIX}-planner`;
const PLACE = `kafka/main/component/default/${NAME}`;

type User = { username: string; password: string };

/** Everything that is logged, as one text. */
function listeningLogger(): { logger: RootLoggerService; said: () => string } {
  const lines: string[] = [];
  const hear = (message: string, meta?: unknown) =>
    lines.push(`${message} ${inspect(meta, { depth: 8 })}`);
  const logger: RootLoggerService = {
    error: hear,
    warn: hear,
    info: hear,
    debug: hear,
    child: () => logger,
  };
  return { logger, said: () => lines.join('\n') };
}

/** The example, as it is documented, beside a real broker. */
describe('a sink that takes passwords instead of the screen', () => {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'secret-sink-'));
  const vault = new FakeVault();
  const { logger, said } = listeningLogger();
  const answers: string[] = [];
  let mesh: TestMesh;
  let admin: Admin;
  let grantId: string;

  /** What liam is answered who wants credentials for his service. */
  async function reveal(body: object = {}) {
    const answer = await mesh.call(
      'POST',
      `/data-mesh/v1/grants/${grantId}/credentials`,
      { user: 'liam', body },
    );
    answers.push(JSON.stringify(answer));
    return answer;
  }

  async function readGrant(): Promise<any> {
    const url = `/data-mesh/v1/grants/${grantId}`;
    return (await mesh.call('GET', url, { user: 'liam' })).body;
  }

  async function canRead(who: User) {
    const consumer = kafkaAs(who).consumer({
      groupId: `${NAME}-${randomBytes(3).toString('hex')}`,
      retry: { retries: 0 },
    });
    try {
      await consumer.connect();
      await consumer.subscribe({ topic: TOPIC });
      return true;
    } finally {
      await consumer.disconnect();
    }
  }

  const cannotSignIn = (who: User) =>
    eventually(
      () => expect(canRead(who)).rejects.toThrow(/SASL|credentials/i),
      10,
    );

  const kept = (username: string) =>
    vault.secrets.get(`${PLACE}/${username}`) ?? [];

  function facts(...actions: string[]): string[] {
    return mesh
      .rows('data-mesh', 'history')
      .map(row => row as { action: string; principal: string })
      .filter(({ action }) => actions.includes(action))
      .map(({ action, principal }) => `${action} ${principal}`);
  }

  beforeAll(async () => {
    admin = kafkaAs(ADMIN).admin();
    await admin.connect();
    await admin.createTopics({
      topics: [{ topic: TOPIC, numPartitions: 1 }],
      waitForLeaders: true,
    });
    await vault.start();
    mesh = new TestMesh({
      dir,
      logger,
      features: [vaultSecretSink],
      config: {
        vault: { url: vault.url, mount: 'secret', token: vault.token },
      },
      dataMesh: {
        trustedLocations: ['file:*/trusted/*'],
        sync: { catalog: { seconds: 1 } },
        access: { provisioning: { interval: { seconds: 1 } } },
        clusters: {
          main: managedCluster(PREFIX, { principals: { create: true } }),
        },
      },
    });
    await mesh.start();
    await mesh.register(
      'trusted/org.yaml',
      group('order-team'),
      group('logistics-team'),
      user('olivia', ['order-team']),
      user('liam', ['logistics-team']),
      domain('sales', 'order-team'),
      component(NAME, 'logistics-team'),
      product('orders', 'order-team', { v1: TOPIC }),
    );
    await eventually(() => mesh.entity(`component:default/${NAME}`), 30);
    await mesh.untilInSync('dataproduct:default/orders');

    const { body: request } = await mesh.call(
      'POST',
      '/data-mesh/v1/access-requests',
      {
        user: 'liam',
        body: {
          items: [{ product: 'dataproduct:default/orders', port: 'v1' }],
          consumer: `component:default/${NAME}`,
          mode: 'read',
          purpose: 'to plan routes',
          duration: 'P30D',
        },
      },
    );
    const [item] = request.items;
    const { body: decided } = await mesh.call(
      'POST',
      `/data-mesh/v1/access-requests/${request.id}/items/${item.id}/decisions`,
      { body: { decision: 'approve' } },
    );
    grantId = decided.grantId;
    await eventually(async () => {
      const { state } = await readGrant();
      if (state !== 'active') throw new Error(`The grant is ${state}`);
    }, 10);
  });

  afterAll(async () => {
    await mesh?.stop();
    await vault.stop();
    await deleteAcls(
      admin,
      { resourceType: AclResourceTypes.TOPIC, resourceName: TOPIC },
      ...[NAME, `${NAME}-`].map(resourceName => ({
        resourceType: AclResourceTypes.GROUP,
        resourceName,
      })),
    );
    await admin.deleteTopics({ topics: [TOPIC] });
    await admin.disconnect();
    fs.rmSync(dir, { recursive: true, force: true });
  });

  const badDays: Array<[string, VaultMood, RegExp]> = [
    [
      'does not take its token',
      'well',
      /answered 403; give its token a policy/,
    ],
    ['is sealed', 'sealed', /answered 503; see whether it is sealed/],
    ['sends it elsewhere', 'redirecting', /answered 307; redirects are not/],
    ['has a page instead', 'proxy', /answered 200; see whether vault.mount/],
    ['hangs', 'hanging', /did not answer within 5 seconds; see whether/],
  ];

  async function failsWith(mood: VaultMood, words: RegExp, body: object = {}) {
    const token = vault.token;
    vault.mood = mood;
    if (mood === 'well') vault.token = 'another';
    const answer = await reveal(body);
    vault.mood = 'well';
    vault.token = token;
    expect(answer.status).toBe(503);
    expect(answer.body.error.message).toMatch(words);
    expect(answer.body.error.message).toMatch(
      /the user was taken back, so try again once that works$/,
    );
  }

  it.each(badDays)(
    'that %s leaves no user whose password nobody has',
    async (_, mood, words) => {
      await failsWith(mood, words);
      expect(vault.secrets.size).toBe(0);
      expect(vault.followed).toBe(0);
      await cannotSignIn({
        username: NAME,
        password: vault.seen[vault.seen.length - 1],
      });
      expect((await readGrant()).connection.credentials).toBe('create');
    },
  );

  it('is given the password once it works, and the answer says where it is', async () => {
    const [first, second] = await Promise.all([reveal(), reveal()]);
    expect([first.status, second.status].sort()).toEqual([200, 409]);
    const { body } = first.status === 200 ? first : second;
    expect(body).toEqual({
      username: NAME,
      mechanism: 'SCRAM-SHA-512',
      storedAt: `secret/${PLACE}/${NAME} in Vault`,
    });
    expect(kept(NAME)).toHaveLength(1);
    expect(kept(NAME)[0]).toMatchObject({
      username: NAME,
      mechanism: 'SCRAM-SHA-512',
    });
    expect(await canRead(kept(NAME)[0])).toBe(true);

    const again = await reveal();
    expect(again.status).toBe(409);
    expect(again.body.error.message).toMatch(
      `went to secret/${PLACE}/${NAME} in Vault on`,
    );
    expect(facts('principal.revealed')).toEqual([
      `principal.revealed User:${NAME}`,
    ]);
  });

  it('is given another one by a rotation, and the first one stays', async () => {
    await failsWith('sealed', /is sealed/, { rotate: true });
    expect(await canRead(kept(NAME)[0])).toBe(true);
    expect((await readGrant()).principal).toBe(`User:${NAME}`);

    const { status, body } = await reveal({ rotate: true });
    expect(status).toBe(200);
    expect(body.storedAt).toBe(`secret/${PLACE}/${NAME}-2 in Vault`);
    expect(kept(`${NAME}-2`)).toHaveLength(1);
    await eventually(() => canRead(kept(`${NAME}-2`)[0]), 10);
    expect(kept(NAME)).toHaveLength(1);
    expect(await canRead(kept(NAME)[0])).toBe(true);
  });

  it('holds nothing that works once the grant has ended', async () => {
    const url = `/data-mesh/v1/grants/${grantId}/revoke`;
    await mesh.call('POST', url, { body: { reason: 'done' } });
    await cannotSignIn(kept(NAME)[0]);
    await cannotSignIn(kept(`${NAME}-2`)[0]);
    await eventually(async () => {
      expect(facts('principal.removed').slice(-2).sort()).toEqual([
        `principal.removed User:${NAME}`,
        `principal.removed User:${NAME}-2`,
      ]);
    }, 10);
  });

  it('every user that was made or taken back is in the history', () => {
    const [made, gone] = ['created', 'removed'].map(
      what => `principal.${what} User:${NAME}`,
    );
    expect(facts('principal.created', 'principal.removed')).toEqual([
      ...badDays.flatMap(() => [made, gone]),
      made,
      `${made}-2`,
      `${gone}-2`,
      `${made}-2`,
      gone,
      `${gone}-2`,
    ]);
  });

  it('no password is in an answer, a log or the database, nor the token', () => {
    expect(vault.seen).toHaveLength(badDays.length + 3);
    const database = fs
      .readdirSync(path.join(dir, 'database'))
      .map(file => fs.readFileSync(path.join(dir, 'database', file), 'latin1'));
    const places = [...answers, said(), ...database];
    // That it would be found.
    expect(said()).toContain('was taken back');
    expect(database.join()).toContain(NAME);
    for (const secret of [...vault.seen, vault.token]) {
      expect(places.filter(text => text.includes(secret))).toEqual([]);
    }
  });
});
