import { request as httpRequest } from 'node:http';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import authPlugin from '@backstage/plugin-auth-backend';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { JsonObject } from '@backstage/types';
import authModuleDemo from './index';

const local: JsonObject = {
  app: { baseUrl: 'http://localhost:3000' },
  backend: {
    baseUrl: 'http://localhost:7007',
    listen: { host: '127.0.0.1', port: 7007 },
  },
  auth: { providers: { demo: {} } },
};

function user(name: string, namespace = 'default'): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'User',
    metadata: { name, namespace },
    spec: {
      profile: { displayName: 'Olivia Okafor', email: `${name}@example.com` },
      memberOf: ['order-team'],
    },
    relations: [{ type: 'memberOf', targetRef: 'group:default/order-team' }],
  };
}

type Answer = { status: number; body: string };

async function start(config: JsonObject = local) {
  const backend = await startTestBackend({
    features: [
      authPlugin,
      authModuleDemo,
      catalogServiceMock.factory({
        entities: [user('olivia'), user('liam'), user('eve', 'elsewhere')],
      }),
      mockServices.rootConfig.factory({ data: config }),
    ],
  });
  // node:http, since fetch does not let a test choose the Host header
  const refresh = (headers: Record<string, string>) =>
    new Promise<Answer>((resolve, reject) => {
      const request = httpRequest(
        {
          host: 'localhost',
          port: backend.server.port(),
          path: '/api/auth/demo/refresh',
          headers,
          agent: false,
        },
        response => {
          let body = '';
          response.on('data', chunk => {
            body += chunk;
          });
          response.on('end', () =>
            resolve({ status: response.statusCode ?? 0, body }),
          );
        },
      );
      request.on('error', reject).end();
    });
  return { refresh, stop: () => backend.stop() };
}

function merged(over: { app?: JsonObject; backend?: JsonObject }): JsonObject {
  return {
    ...local,
    app: { ...(local.app as JsonObject), ...over.app },
    backend: { ...(local.backend as JsonObject), ...over.backend },
  };
}

describe('the demo sign-in', () => {
  let stop: () => Promise<void> = async () => {};
  afterEach(() => stop());

  it('gives a real token for the user that the header names', async () => {
    const backend = await start();
    stop = backend.stop;
    const { status, body } = await backend.refresh({ 'x-demo-user': 'olivia' });
    expect(status).toBe(200);
    const { backstageIdentity, profile } = JSON.parse(body);
    expect(profile).toEqual({
      displayName: 'Olivia Okafor',
      email: 'olivia@example.com',
    });
    expect(backstageIdentity.identity).toEqual({
      type: 'user',
      userEntityRef: 'user:default/olivia',
      ownershipEntityRefs: ['user:default/olivia', 'group:default/order-team'],
    });
    const claims = JSON.parse(
      Buffer.from(
        backstageIdentity.token.split('.')[1],
        'base64url',
      ).toString(),
    );
    expect(claims).toMatchObject({ sub: 'user:default/olivia' });
  });

  it.each<[string, Record<string, string>, number]>([
    ['nobody', {}, 401],
    ['a name that is none', { 'x-demo-user': 'elsewhere/eve' }, 401],
    ['a user of another namespace', { 'x-demo-user': 'eve' }, 404],
    ['a user whom the catalog does not know', { 'x-demo-user': 'zoe' }, 404],
  ])('refuses a request for %s', async (_, headers, expected) => {
    const backend = await start();
    stop = backend.stop;
    const { status, body } = await backend.refresh(headers);
    expect(status).toBe(expected);
    expect(body).not.toContain('token');
  });

  it('refuses a user whom the configuration does not list', async () => {
    const backend = await start({
      ...local,
      auth: { providers: { demo: { users: [{ name: 'olivia' }] } } },
    });
    stop = backend.stop;
    const known = await backend.refresh({ 'x-demo-user': 'olivia' });
    const other = await backend.refresh({ 'x-demo-user': 'liam' });
    expect(known.status).toBe(200);
    expect(other.status).toBe(401);
    expect(other.body).toContain(
      'There is no such demo user; there are olivia',
    );
  });

  it.each([
    ['a page whose name resolves to this machine', { host: 'evil.example' }],
    ['a proxy', { 'x-forwarded-for': '203.0.113.7' }],
    ['a proxy that says so in the standard way', { forwarded: 'for=_x' }],
  ])('refuses a request through %s', async (_, headers) => {
    const backend = await start();
    stop = backend.stop;
    const { status } = await backend.refresh({
      'x-demo-user': 'olivia',
      ...headers,
    } as Record<string, string>);
    expect(status).toBe(403);
  });
});

describe('the demo sign-in refuses to start', () => {
  const env = { ...process.env };
  afterEach(() => {
    process.env = { ...env };
  });

  const cases: [string, JsonObject, Record<string, string>, string][] = [
    [
      'in production',
      local,
      { NODE_ENV: 'production' },
      'NODE_ENV must be "development", not "production"',
    ],
    [
      'where the portal has a name of its own',
      merged({ app: { baseUrl: 'https://portal.example.com' } }),
      {},
      'the host of app.baseUrl must be localhost, not "https://portal.example.com"',
    ],
    [
      'where the backend has a name of its own',
      merged({ backend: { baseUrl: 'http://portal.example.com:7007' } }),
      {},
      'the host of backend.baseUrl must be localhost, not "http://portal.example.com:7007"',
    ],
    [
      'where the backend listens on all interfaces',
      merged({ backend: { listen: { host: '0.0.0.0', port: 7007 } } }),
      {},
      'backend.listen.host must be a loopback address such as 127.0.0.1, not "0.0.0.0"',
    ],
    [
      'where nothing says on which interface the backend listens',
      merged({ backend: { listen: { port: 7007 } } }),
      {},
      'backend.listen.host must be a loopback address such as 127.0.0.1, but is not set',
    ],
  ];

  it.each(cases)('%s', async (_, config, over, message) => {
    Object.assign(process.env, over);
    await expect(start(config)).rejects.toThrow(message);
  });

  it.each(cases)(
    '%s, and leaves no route even if the portal goes on',
    async (_, config, over) => {
      Object.assign(process.env, over);
      const onPluginModuleBootFailure = 'continue';
      const backend = await start({
        ...config,
        backend: {
          ...(config.backend as JsonObject),
          startup: {
            plugins: {
              auth: { modules: { demo: { onPluginModuleBootFailure } } },
            },
          },
        },
      });
      const { status } = await backend.refresh({ 'x-demo-user': 'olivia' });
      await backend.stop();
      expect(status).toBe(404);
    },
  );
});
