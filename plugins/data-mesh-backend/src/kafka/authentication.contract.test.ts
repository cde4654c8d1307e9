import { execFile } from 'node:child_process';
import { pbkdf2Sync, randomBytes } from 'node:crypto';
import fs from 'node:fs';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import {
  alterUserScramCredentialsV0,
  ConnectionPool,
} from '@platformatic/kafka';
import { generate } from 'selfsigned';
import { testCluster } from '../__testUtils__/testKafka';
import type { ClusterSettings } from '../config/DataMeshConfig';
import { createKafkaPort } from './createKafkaPort';
import { KafkaError } from './errors';

jest.setTimeout(120_000);

const ROOT = path.resolve(__dirname, '../../../..');
const exec = promisify(execFile);
const LISTENERS = ['CLIENT', 'NONE', 'TLS', 'MTLS', 'PLAINS', 'OAUTH'] as const;
type Listener = (typeof LISTENERS)[number];

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>(done => {
    server.listen(0, '127.0.0.1', done);
  });
  const address = server.address();
  await new Promise(done => {
    server.close(done);
  });
  return typeof address === 'object' && address ? address.port : 0;
}

async function certificate(commonName: string) {
  const { cert, private: key } = await generate(
    [{ name: 'commonName', value: commonName }],
    {
      keySize: 2048,
      extensions: [
        {
          name: 'subjectAltName',
          altNames: [
            { type: 2, value: 'localhost' },
            { type: 7, ip: '127.0.0.1' },
          ],
        },
      ],
    },
  );
  return { cert, key };
}

const inline = (pem: string) => pem.trim().replace(/\r?\n/g, '\\n');

/** A token as Kafka's development validator takes it: unsigned. */
function unsecuredToken(subject: string): string {
  const now = Math.floor(Date.now() / 1000);
  const part = (value: object) =>
    Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'none' })}.${part({
    sub: subject,
    iat: now,
    exp: now + 600,
  })}.`;
}

/** Each way of authentication that Kafka's users have, on a real broker. */
describe('credentials of a cluster', () => {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'auth-'));
  const ports = new Map<Listener, number>();
  let server: { cert: string; key: string };
  let client: { cert: string; key: string };
  let stranger: { cert: string; key: string };

  const broker = (...args: string[]) =>
    exec(
      process.execPath,
      [path.join(ROOT, 'scripts/broker.mjs'), ...args, '--dir', dir],
      { cwd: ROOT },
    );

  beforeAll(async () => {
    server = await certificate('broker');
    client = await certificate('data-mesh');
    stranger = await certificate('stranger');
    for (const listener of LISTENERS) ports.set(listener, await freePort());
    const addresses = LISTENERS.map(
      name => `${name}://127.0.0.1:${ports.get(name)}`,
    ).join(',');
    const plain =
      'org.apache.kafka.common.security.plain.PlainLoginModule required username="admin" password="admin-secret" user_admin="admin-secret";';
    const scram =
      'org.apache.kafka.common.security.scram.ScramLoginModule required;';
    const oauth =
      'org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule required unsecuredLoginStringClaim_sub="admin";';
    const properties = `
listeners=${addresses},CONTROLLER://127.0.0.1:{controllerPort}
advertised.listeners=${addresses}
listener.security.protocol.map=CLIENT:SASL_PLAINTEXT,CONTROLLER:SASL_PLAINTEXT,NONE:PLAINTEXT,TLS:SASL_SSL,MTLS:SSL,PLAINS:SASL_PLAINTEXT,OAUTH:SASL_PLAINTEXT
sasl.enabled.mechanisms=SCRAM-SHA-512,SCRAM-SHA-256,PLAIN,OAUTHBEARER
listener.name.tls.sasl.enabled.mechanisms=SCRAM-SHA-512
listener.name.tls.scram-sha-512.sasl.jaas.config=${scram}
listener.name.plains.sasl.enabled.mechanisms=PLAIN,SCRAM-SHA-256
listener.name.plains.plain.sasl.jaas.config=${plain}
listener.name.plains.scram-sha-256.sasl.jaas.config=${scram}
listener.name.oauth.sasl.enabled.mechanisms=OAUTHBEARER
listener.name.oauth.oauthbearer.sasl.jaas.config=${oauth}
listener.name.mtls.ssl.client.auth=required
ssl.keystore.type=PEM
ssl.keystore.key=${inline(server.key)}
ssl.keystore.certificate.chain=${inline(server.cert)}
ssl.truststore.type=PEM
ssl.truststore.certificates=${inline(client.cert)}
super.users=User:admin;User:ANONYMOUS;User:CN=data-mesh
`;
    const file = path.join(dir, 'extra.properties');
    fs.writeFileSync(file, properties);
    await broker(
      'start',
      '--port',
      `${ports.get('CLIENT')}`,
      '--properties',
      file,
    );
    await addScram256User('reader', 'reader-secret');
  });

  afterAll(async () => {
    await broker('stop');
    fs.rmSync(dir, { recursive: true, force: true });
  });

  async function addScram256User(name: string, password: string) {
    const pool = new ConnectionPool('test', {
      sasl: {
        mechanism: 'SCRAM-SHA-512',
        username: 'admin',
        password: 'admin-secret',
      },
    });
    const salt = randomBytes(16);
    await alterUserScramCredentialsV0.api.async(
      await pool.get({ host: '127.0.0.1', port: ports.get('CLIENT') ?? 0 }),
      [],
      [
        {
          name,
          // 1 is SCRAM-SHA-256 in KIP-554.
          mechanism: 1,
          iterations: 4096,
          salt,
          saltedPassword: pbkdf2Sync(password, salt, 4096, 32, 'sha256'),
        },
      ],
    );
    await pool.close();
  }

  function settings(
    listener: Listener,
    overrides: Partial<ClusterSettings> = {},
  ): ClusterSettings {
    return {
      ...testCluster('admin'),
      bootstrapServers: [{ host: '127.0.0.1', port: ports.get(listener) ?? 0 }],
      ...overrides,
    };
  }

  async function clusterId(
    cluster: ClusterSettings,
    token?: string,
  ): Promise<string> {
    const port = createKafkaPort(
      cluster,
      'sync',
      token ? { getToken: async () => token } : undefined,
    );
    try {
      return (await port.describeCluster()).clusterId;
    } finally {
      await port.close();
    }
  }

  async function failure(cluster: ClusterSettings): Promise<KafkaError> {
    const error = await clusterId(cluster).then(
      () => undefined,
      e => e,
    );
    expect(error).toBeInstanceOf(KafkaError);
    return error;
  }

  it('may be none', async () => {
    expect(await clusterId(settings('NONE', { credentials: {} }))).toBeTruthy();
  });

  it('may be SCRAM-SHA-512', async () => {
    expect(await clusterId(settings('CLIENT'))).toBeTruthy();
  });

  it('may be SCRAM-SHA-256', async () => {
    const sync = {
      mechanism: 'SCRAM-SHA-256' as const,
      username: 'reader',
      password: 'reader-secret',
    };
    expect(
      await clusterId(settings('PLAINS', { credentials: { sync } })),
    ).toBeTruthy();
  });

  it('may be PLAIN', async () => {
    const sync = {
      mechanism: 'PLAIN' as const,
      username: 'admin',
      password: 'admin-secret',
    };
    expect(
      await clusterId(settings('PLAINS', { credentials: { sync } })),
    ).toBeTruthy();
    const wrong = { ...sync, password: 'nope' };
    const error = await failure(
      settings('PLAINS', { credentials: { sync: wrong } }),
    );
    expect(error.code).toBe('AUTHENTICATION_FAILED');
  });

  it('may be SCRAM over TLS with an authority of its own', async () => {
    const tls = { ca: server.cert, serverName: 'localhost' };
    expect(await clusterId(settings('TLS', { tls }))).toBeTruthy();
  });

  it('is not sent to a server whose certificate nobody vouches for', async () => {
    const error = await failure(settings('TLS', { tls: {} }));
    expect(error.code).toBe('TLS_FAILED');
    expect(error.retryable).toBe(false);
  });

  it('may be a client certificate', async () => {
    const tls = { ca: server.cert, serverName: 'localhost', ...client };
    expect(
      await clusterId(settings('MTLS', { tls, credentials: {} })),
    ).toBeTruthy();
    const error = await failure(
      settings('MTLS', { tls: { ...tls, ...stranger }, credentials: {} }),
    );
    expect(['TLS_FAILED', 'UNREACHABLE']).toContain(error.code);
  });

  it('may be a token that an adopter gives', async () => {
    const sync = { mechanism: 'OAUTHBEARER' as const };
    const cluster = settings('OAUTH', { credentials: { sync } });
    expect(await clusterId(cluster, unsecuredToken('admin'))).toBeTruthy();
    await expect(clusterId(cluster)).rejects.toThrow(
      'OAUTHBEARER needs a token provider',
    );
  });
});
