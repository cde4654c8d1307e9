import { Kafka, logLevel } from 'kafkajs';
import {
  testBroker,
  testCluster,
  testPort,
  uniquePrefix,
} from '../__testUtils__/testKafka';
import { eventually } from './__testUtils__/eventually';
import { createKafkaPort } from './createKafkaPort';
import type {
  KafkaPort,
  NewScramCredential,
  ScramMechanism,
  ScramUser,
} from './KafkaPort';

jest.setTimeout(60_000);

/** What the port promises of users and their passwords, on a real broker. */
describe('SCRAM users', () => {
  const prefix = uniquePrefix();
  const users = new Set<string>();
  let port: KafkaPort;

  function credential(
    name: string,
    overrides: Partial<NewScramCredential> = {},
  ): NewScramCredential {
    const user = `${prefix}${name}`;
    users.add(user);
    return {
      user,
      mechanism: 'SCRAM-SHA-512',
      password: `secret-of-${name}`,
      ...overrides,
    };
  }

  /** What Kafka says of a user once it has learnt of the last change. */
  async function untilKnown(
    user: string,
    credentials: ScramUser['credentials'] | 'NOT_FOUND',
  ): Promise<void> {
    const wanted =
      credentials === 'NOT_FOUND'
        ? { ok: false, error: { code: 'NOT_FOUND', retryable: false } }
        : { ok: true, value: { user, credentials } };
    await eventually(async () => {
      const answer = await port.describeScramUsers([user]);
      expect(answer.items.get(user)).toMatchObject(wanted);
    });
  }

  /** Whether another client can log in. */
  async function canLogIn(
    username: string,
    password: string,
    mechanism: ScramMechanism = 'SCRAM-SHA-512',
  ): Promise<boolean> {
    const { host, port: number } = testBroker();
    const admin = new Kafka({
      brokers: [`${host}:${number}`],
      logLevel: logLevel.NOTHING,
      retry: { retries: 0 },
      sasl:
        mechanism === 'SCRAM-SHA-512'
          ? { mechanism: 'scram-sha-512', username, password }
          : { mechanism: 'scram-sha-256', username, password },
    }).admin();
    try {
      await admin.connect();
      return true;
    } catch {
      return false;
    } finally {
      await admin.disconnect();
    }
  }

  const iterations = 4096;
  const of512 = { mechanism: 'SCRAM-SHA-512' as const, iterations };

  beforeAll(() => {
    port = testPort('admin');
  });

  afterAll(async () => {
    await port.deleteScramUsers(
      [...users].flatMap(user =>
        (['SCRAM-SHA-256', 'SCRAM-SHA-512'] as const).map(mechanism => ({
          user,
          mechanism,
        })),
      ),
    );
    await port.close();
  });

  it('lets a user log in with the password given, and tells so', async () => {
    const created = credential('created');
    const results = await port.upsertScramUsers([created]);
    expect(results).toEqual([{ ok: true, value: undefined }]);
    await untilKnown(created.user, [of512]);
    expect(await canLogIn(created.user, created.password)).toBe(true);
    expect(await canLogIn(created.user, 'another')).toBe(false);
  });

  it('takes passwords beyond ASCII as they are', async () => {
    const foreign = credential('foreign', { password: 'pässwörd,=€ 🔑' });
    await port.upsertScramUsers([foreign]);
    await untilKnown(foreign.user, [of512]);
    expect(await canLogIn(foreign.user, foreign.password)).toBe(true);
  });

  it('silently overwrites a password that is there', async () => {
    const old = credential('overwritten', { password: 'old' });
    await port.upsertScramUsers([old]);
    const [result] = await port.upsertScramUsers([{ ...old, password: 'new' }]);
    expect(result.ok).toBe(true);
    await untilKnown(old.user, [of512]);
    expect(await canLogIn(old.user, 'new')).toBe(true);
    expect(await canLogIn(old.user, 'old')).toBe(false);
  });

  it('sets both mechanisms of one user, and takes one away again', async () => {
    const strong = credential('both');
    const weak = credential('both', {
      mechanism: 'SCRAM-SHA-256',
      password: 'weaker',
      iterations: 8192,
    });
    const results = await port.upsertScramUsers([strong, weak]);
    expect(results.map(r => r.ok)).toEqual([true, true]);
    const of256 = { mechanism: 'SCRAM-SHA-256' as const, iterations: 8192 };
    await untilKnown(strong.user, [of256, of512]);
    expect(await canLogIn(weak.user, 'weaker', 'SCRAM-SHA-256')).toBe(true);
    expect(await canLogIn(strong.user, strong.password)).toBe(true);

    const deleted = await port.deleteScramUsers([weak]);
    expect(deleted).toEqual([{ ok: true, value: undefined }]);
    await untilKnown(strong.user, [of512]);
    expect(await canLogIn(weak.user, 'weaker', 'SCRAM-SHA-256')).toBe(false);
  });

  it('answers in the order given, whatever the order of Kafka', async () => {
    const there = ['m', 'a', 'z'].map(name => credential(`there-${name}`));
    const gone = ['k', 'b'].map(name => credential(`gone-${name}`));
    await port.upsertScramUsers(there);
    const results = await port.deleteScramUsers([
      gone[0],
      there[0],
      there[1],
      gone[1],
      there[2],
      there[2],
    ]);
    expect(results.map(r => (r.ok ? 'OK' : r.error.code))).toEqual([
      'NOT_FOUND',
      'OK',
      'OK',
      'NOT_FOUND',
      'OK',
      // The second time it is gone.
      'NOT_FOUND',
    ]);
    expect(results[0]).toMatchObject({
      error: { item: `SCRAM-SHA-512 of SCRAM user ${gone[0].user}` },
    });
  });

  it('tells users that exist from those that do not, each by name', async () => {
    const known = credential('known');
    await port.upsertScramUsers([known]);
    await untilKnown(known.user, [of512]);
    const nobody = `${prefix}nobody`;
    const { items, complete } = await port.describeScramUsers([
      nobody,
      known.user,
      known.user,
    ]);
    expect(complete).toBe(true);
    expect([...items.keys()].sort()).toEqual([known.user, nobody].sort());
    expect(items.get(known.user)?.ok).toBe(true);
    expect(items.get(nobody)).toMatchObject({ error: { code: 'NOT_FOUND' } });
  });

  it('does not take nobody for everybody', async () => {
    const answer = await port.describeScramUsers([]);
    expect(answer).toEqual({ items: new Map(), complete: true, missing: [] });
    expect(await port.upsertScramUsers([])).toEqual([]);
    expect(await port.deleteScramUsers([])).toEqual([]);
  });

  it.each<[string, Partial<NewScramCredential>]>([
    ['no name', { user: '' }],
    ['no password', { password: '' }],
    ['another mechanism', { mechanism: 'PLAIN' as never }],
    ['fewer iterations than Kafka takes', { iterations: 4095 }],
    ['more iterations than Kafka takes', { iterations: 16_385 }],
    ['a part of an iteration', { iterations: 5000.5 }],
  ])('refuses %s before anything is sent', async (_, wrong) => {
    const good = credential('not-sent');
    const bad = credential('wrong', { password: 'swordfish', ...wrong });
    const error = await port.upsertScramUsers([good, bad]).then(
      () => undefined,
      e => e,
    );
    expect(error).toBeInstanceOf(TypeError);
    expect(`${error.message} ${error.stack}`).not.toContain('swordfish');
    await untilKnown(good.user, 'NOT_FOUND');
  });

  it('takes as many iterations as Kafka does', async () => {
    const most = credential('most', { iterations: 16_384 });
    expect(await port.upsertScramUsers([most])).toEqual([
      { ok: true, value: undefined },
    ]);
  });

  it('says per user what our credentials may not do, without the password', async () => {
    const sync = testPort('data-mesh-sync');
    const refused = credential('refused', { password: 'swordfish' });
    const results = await sync.upsertScramUsers([refused]);
    expect(results).toMatchObject([
      { ok: false, error: { code: 'NOT_AUTHORIZED', retryable: false } },
    ]);
    expect(JSON.stringify(results)).not.toContain('swordfish');
    expect(await sync.deleteScramUsers([refused])).toMatchObject([
      { ok: false, error: { code: 'NOT_AUTHORIZED' } },
    ]);
    await sync.close();
    await untilKnown(refused.user, 'NOT_FOUND');

    const stranger = testPort('route-planner');
    const described = await stranger.describeScramUsers([refused.user]);
    expect(described.items.get(refused.user)).toMatchObject({
      ok: false,
      error: { code: 'NOT_AUTHORIZED', item: refused.user },
    });
    expect(described.complete).toBe(false);
    await stranger.close();
  });

  it('fails each user where nobody answers, without the password', async () => {
    const nobody = createKafkaPort(
      testCluster('admin', {
        bootstrapServers: [{ host: '127.0.0.1', port: 1 }],
      }),
      'sync',
    );
    const results = await nobody.upsertScramUsers([
      credential('unreached', { password: 'swordfish' }),
      credential('unreached', { mechanism: 'SCRAM-SHA-256' }),
    ]);
    expect(results).toMatchObject([
      { ok: false, error: { code: 'UNREACHABLE', retryable: true } },
      { ok: false, error: { code: 'UNREACHABLE', retryable: true } },
    ]);
    expect(JSON.stringify(results)).not.toContain('swordfish');
    await nobody.close();
  });
});
