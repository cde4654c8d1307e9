import { mockCredentials } from '@backstage/backend-test-utils';
import type { SecretSink } from '@data-mesh/backstage-plugin-data-mesh-node';
import type { Knex } from 'knex';
import { Databases, DATABASES } from '../__testUtils__/databases';
import { readGrants } from '../access/grantRows';
import { cluster } from '../products/__testUtils__/mesh';
import { actions, grantAccess } from '../provisioning/__testUtils__/grants';
import type { GrantRow } from '../tables';
import { FakeUsers } from './__testUtils__/FakeUsers';
import { Credentials } from './Credentials';
import { readCreatedUsers, reserveUser } from './createdUsers';

jest.setTimeout(60_000);

const NOW = 1_790_000_000_000;
const CONSUMER = 'component:default/route-planner';
const settings = cluster('main', { mode: 'manage', createPrincipals: true });
const liam = mockCredentials.user('user:default/liam');

type Secret = Parameters<SecretSink['store']>[0];

/** Keeps passwords; fails, or does something else meanwhile, as it is told. */
class FakeSink implements SecretSink {
  readonly kept = new Map<string, string>();
  during: () => Promise<void> = async () => {};

  async store({ username, password }: Secret) {
    await this.during();
    this.kept.set(username, password);
    return `vault ${username}`;
  }
}

const isDown = async () => {
  throw new Error('the vault is sealed');
};

describe.each(DATABASES)('credentials with a secret sink on %s', id => {
  const databases = new Databases();

  async function setUp() {
    const db = await databases.migrated(id);
    const grant = await grantAccess(db, { now: NOW });
    await db<GrantRow>('grants').update({ state: 'active' });
    await reserveUser(
      db,
      {
        cluster: 'main',
        consumerRef: CONSUMER,
        principal: 'User:route-planner',
        mechanism: 'SCRAM-SHA-512',
      },
      NOW,
    );
    const users = new FakeUsers();
    const sink = new FakeSink();
    let now = NOW;
    const credentials = new Credentials({
      db,
      grants: {
        require: async () => (await readGrants(db, { id: grant.id }))[0],
      },
      cluster: () => ({ settings, port: users }),
      sink,
      kick: () => {},
      onChange: async () => {},
      clock: () => (now += 1_000),
    });
    const reveal = (input: { rotate?: boolean } = {}) =>
      credentials.reveal(grant.id, input, liam);
    return { db, users, sink, reveal };
  }

  const states = async (db: Knex) =>
    (await readCreatedUsers(db, 'main', CONSUMER)).map(
      ({ username, state }) => `${username} ${state}`,
    );

  it('the password is in the sink, at Kafka and nowhere else', async () => {
    const { db, users, sink, reveal } = await setUp();
    expect(await reveal()).toEqual({
      username: 'route-planner',
      mechanism: 'SCRAM-SHA-512',
      storedAt: 'vault route-planner',
    });
    expect(sink.kept).toEqual(users.passwords);
    await expect(reveal()).rejects.toThrow(
      /route-planner went to vault route-planner on 20.*; rotate/,
    );
    expect(await states(db)).toEqual(['route-planner present']);
  });

  it('a user is taken back that the sink did not keep, and made anew by the next try', async () => {
    const { db, users, sink, reveal } = await setUp();
    sink.during = isDown;
    await expect(reveal()).rejects.toThrow(
      'The password of user route-planner could not be put where secrets are kept (the vault is sealed); the user was taken back, so try again once that works',
    );
    expect(users.passwords.size).toBe(0);
    expect(await states(db)).toEqual(['route-planner reserved']);
    expect((await actions(db)).slice(-2)).toEqual([
      'principal.created',
      'principal.removed',
    ]);

    sink.during = async () => {};
    await reveal();
    expect(sink.kept).toEqual(users.passwords);
  });

  it('where it cannot be taken back either, a rotation makes up for it', async () => {
    const { db, users, sink, reveal } = await setUp();
    sink.during = isDown;
    users.keeps = {
      code: 'UNREACHABLE',
      message: 'main: no broker answers',
      retryable: true,
    };
    await expect(reveal()).rejects.toThrow(
      /could not be taken back either, so rotate once that works/,
    );
    await expect(reveal()).rejects.toThrow(/got lost on the way; .*rotate/);
    expect(await states(db)).toEqual(['route-planner creating']);

    sink.during = async () => {};
    expect(await reveal({ rotate: true })).toMatchObject({
      username: 'route-planner-2',
      storedAt: 'vault route-planner-2',
    });
    expect(sink.kept.get('route-planner-2')).toBe(
      users.passwords.get('route-planner-2'),
    );
  });

  it('a rotation that fails leaves the first user as it was, and keeps its name for the next one', async () => {
    const { db, users, sink, reveal } = await setUp();
    await reveal();
    const before = sink.kept.get('route-planner');
    sink.during = isDown;
    for (const _ of [1, 2]) {
      await expect(reveal({ rotate: true })).rejects.toThrow(/taken back/);
    }
    expect([...users.passwords]).toEqual([['route-planner', before]]);
    expect(await states(db)).toEqual([
      'route-planner present',
      'route-planner-2 reserved',
    ]);

    sink.during = async () => {};
    await reveal({ rotate: true });
    expect(sink.kept).toEqual(users.passwords);
    expect(sink.kept.get('route-planner')).toBe(before);
  });

  it('a user is not called present that was removed while the sink took its time', async () => {
    const { db, sink, reveal } = await setUp();
    sink.during = async () => {
      await db('created_principals').update({ state: 'removed' });
    };
    await expect(reveal()).rejects.toThrow(
      /route-planner was removed while it was made/,
    );
    expect(await states(db)).toEqual(['route-planner removed']);
  });

  it('how long a user is in the making counts from the beginning of each try', async () => {
    const { db, sink, reveal } = await setUp();
    sink.during = async () => {
      const [user] = await readCreatedUsers(db, 'main', CONSUMER);
      expect(user).toMatchObject({ state: 'creating' });
      expect(user.createdAt).toBeGreaterThan(NOW);
    };
    await reveal();
  });
});
